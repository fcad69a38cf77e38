import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Writes that were sent with an idempotency key, each with what it gave, kept for a day (db/once.ts). */
export const OnceWritten = defineEntity({
  name: 'OnceWritten',
  tableName: 'once_written',
  schema: 'events',
  properties: {
    subject: p.text().primary(),
    key: p.text().primary(),
    part: p.text().primary(),
    digest: p.text(),
    result: p.text().nullable(),
    at: p.datetime(3),
  },
});
export type OnceWritten = InferEntity<typeof OnceWritten>;
