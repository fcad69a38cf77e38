import { defineEntity, p } from '@mikro-orm/core';

export const ServiceProvider = defineEntity({
  name: 'ServiceProvider',
  tableName: 'service_provider',
  schema: 'schools',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    services: p.json<string[]>(),
    licence: p.text().nullable(),
    isSynthetic: p.boolean(),
  },
});

export const SchoolProvider = defineEntity({
  name: 'SchoolProvider',
  tableName: 'school_provider',
  schema: 'schools',
  properties: { school: p.text().primary(), provider: p.text().primary() },
});

/** What a provider has shown or promised (I.2-4, II.2-2): rows are added, the latest of a kind is in force. */
export const ProviderCommitment = defineEntity({
  name: 'ProviderCommitment',
  tableName: 'provider_commitment',
  schema: 'schools',
  properties: {
    id: p.uuid().primary(),
    provider: p.text().index(),
    kind: p.text(),
    number: p.text(),
    signedOn: p.date(),
    validTo: p.date().nullable(),
    note: p.text().nullable(),
    recordedBy: p.text(),
    recordedAt: p.datetime(3),
  },
});
