import { defineEntity, p } from '@mikro-orm/core';

/**
 * A file that shows what a school declared (Minh chứng). PENDING until its bytes are stored, then never changed and never deleted:
 * a further file for the same thing is a further version.
 */
export const Evidence = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  schema: 'readiness',
  properties: {
    id: p.uuid().primary(),
    school: p.text(),
    kind: p.text(),
    reference: p.text(),
    fileName: p.text(),
    declaredSize: p.integer(),
    note: p.text().nullable(),
    state: p.text(),
    version: p.integer().nullable(),
    mime: p.text().nullable(),
    size: p.integer().nullable(),
    sha256: p.text().nullable(),
    uploadedBy: p.text(),
    uploadedByRole: p.text(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    tokenHash: p.text(),
    tokenUsedAt: p.datetime(3).nullable(),
    storedAt: p.datetime(3).nullable(),
  },
  indexes: [
    { name: 'evidence_school_index', properties: ['school', 'kind', 'reference'] },
    {
      name: 'evidence_version_once',
      expression: `create unique index "evidence_version_once" on "readiness"."evidence" ("school", "kind", "reference", "version") where version is not null`,
    },
    {
      name: 'evidence_pending',
      expression: `create index "evidence_pending" on "readiness"."evidence" ("expires_at") where state = 'PENDING'`,
    },
  ],
});

/** By what the hub signs download links: one row, made when the first file is stored. */
export const EvidenceKey = defineEntity({
  name: 'EvidenceKey',
  tableName: 'evidence_key',
  schema: 'readiness',
  properties: {
    id: p.integer().primary().autoincrement(false),
    secret: p.text(),
    madeAt: p.datetime(3),
  },
});
