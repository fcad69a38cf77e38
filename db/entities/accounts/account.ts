import { defineEntity, p } from '@mikro-orm/core';

/** Someone who signs in through a browser; `schools` is `*` for the whole district, or codes separated by commas. */
export const Account = defineEntity({
  name: 'Account',
  tableName: 'account',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    /** Who this is in the event log and in tokens. */
    subject: p.text().unique(),
    name: p.text(),
    email: p.text().unique(),
    emailVerified: p.boolean(),
    image: p.text().nullable(),
    role: p.text(),
    schools: p.text(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});

/** By what an account is proved: a password's hash. */
export const Credential = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    userId: p.text().index(),
    providerId: p.text(),
    accountId: p.text(),
    password: p.text().nullable(),
    accessToken: p.text().nullable(),
    refreshToken: p.text().nullable(),
    idToken: p.text().nullable(),
    accessTokenExpiresAt: p.datetime(3).nullable(),
    refreshTokenExpiresAt: p.datetime(3).nullable(),
    scope: p.text().nullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});

/** A key that a person's device keeps (WebAuthn): the public half. */
export const Passkey = defineEntity({
  name: 'Passkey',
  tableName: 'passkey',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    name: p.text().nullable(),
    publicKey: p.text(),
    userId: p.text().index(),
    credentialId: p.text().unique(),
    counter: p.integer(),
    deviceType: p.text(),
    backedUp: p.boolean(),
    transports: p.text().nullable(),
    aaguid: p.text().nullable(),
    createdAt: p.datetime(3).nullable(),
  },
});
