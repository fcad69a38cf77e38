import { defineEntity, p } from '@mikro-orm/core';

/** A directive or guidance document of the office (III-1, III-2). */
export const Document = defineEntity({
  name: 'Document',
  tableName: 'document',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    kind: p.text(),
    number: p.text().nullable(),
    title: p.text(),
    issuer: p.text(),
    /** The day that holds; where the paper prints another, that stands beside it. */
    issuedOn: p.date(),
    dateAsPrinted: p.text().nullable(),
    parent: p.uuid().nullable(),
    clauses: p.json<string[]>(),
    publishedBy: p.text(),
    publishedAt: p.datetime(3),
    state: p.text().default('IN_FORCE'),
    endedAt: p.datetime(3).nullable(),
    endReason: p.text().nullable(),
    supersededBy: p.uuid().nullable(),
  },
});

/** A school's read receipt for a document (R14). */
export const Acknowledgement = defineEntity({
  name: 'Acknowledgement',
  tableName: 'acknowledgement',
  schema: 'rollout',
  properties: {
    document: p.uuid().primary(),
    school: p.text().primary(),
    acknowledgedBy: p.text(),
    acknowledgedAt: p.datetime(3),
  },
});
