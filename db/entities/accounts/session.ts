import { defineEntity, p } from '@mikro-orm/core';

/** A browser that is signed in. The cookie is this token under the hub's signature: whoever reads the table alone cannot make one. */
export const BrowserSession = defineEntity({
  name: 'BrowserSession',
  tableName: 'session',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    userId: p.text().index(),
    token: p.text().unique(),
    expiresAt: p.datetime(3).index(),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});

/** What a sign-in that is under way has to come back with. */
export const Verification = defineEntity({
  name: 'Verification',
  tableName: 'verification',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    identifier: p.text().index(),
    value: p.text(),
    expiresAt: p.datetime(3),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
});

/** How often an address asked for something lately. */
export const RateLimit = defineEntity({
  name: 'RateLimit',
  tableName: 'rate_limit',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    key: p.text().unique(),
    count: p.integer(),
    /** Milliseconds since 1970; no bigint, which one of the two databases hands out as text. */
    lastRequest: p.double(),
  },
});

/** Wrong passwords for one e-mail address, whether an account has it or not. */
export const Attempt = defineEntity({
  name: 'Attempt',
  tableName: 'attempt',
  schema: 'accounts',
  properties: {
    id: p.text().primary(),
    /** A digest of the address: the table tells nobody who was tried. */
    key: p.text().unique(),
    failures: p.integer(),
    /** Milliseconds since 1970. */
    since: p.double(),
  },
});
