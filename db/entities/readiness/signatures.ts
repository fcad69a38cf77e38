import { defineEntity, p } from '@mikro-orm/core';

/** People of the school as the register last told: the wholes of signature coverage. */
export const KnownHeadcount = defineEntity({
  name: 'ReadinessHeadcount',
  tableName: 'known_headcount',
  schema: 'readiness',
  properties: {
    school: p.text().primary(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
    homeroomInScope: p.integer(),
  },
});

/** Schools as the register last told: which ones the district's coverage is about (I.1), and their ward. */
export const KnownSchool = defineEntity({
  name: 'ReadinessSchool',
  tableName: 'known_school',
  schema: 'readiness',
  properties: {
    code: p.text().primary(),
    ward: p.text(),
    status: p.text(),
    hasPrimary: p.boolean(),
  },
});

/** What was known of a school's signatures from `at` on; null is unknown. The whole is the larger of declared and headcount. */
export const SignatureHistory = defineEntity({
  name: 'SignatureHistory',
  tableName: 'signature_history',
  schema: 'readiness',
  properties: {
    id: p.bigint().primary(),
    school: p.text(),
    at: p.datetime(3),
    managersSigned: p.integer().nullable(),
    managersDeclared: p.integer().nullable(),
    managersHeadcount: p.integer().nullable(),
    teachersSigned: p.integer().nullable(),
    teachersDeclared: p.integer().nullable(),
    teachersHeadcount: p.integer().nullable(),
  },
  indexes: [{ name: 'signature_history_school_index', properties: ['school', 'at', 'id'] }],
});

/** Personal signatures of one group that run for the same time: how many people, never who. A later declaration supersedes the former. */
export const SignatureBatch = defineEntity({
  name: 'SignatureBatch',
  tableName: 'signature_batch',
  schema: 'readiness',
  properties: {
    id: p.uuid().primary(),
    school: p.text(),
    signers: p.text(),
    count: p.integer(),
    issuer: p.text(),
    validFrom: p.datetime(3),
    validTo: p.datetime(3),
    declaredBy: p.text(),
    declaredAt: p.datetime(3),
    supersededAt: p.datetime(3).nullable(),
  },
  indexes: [{ name: 'signature_batch_school_index', properties: ['school', 'signers'] }],
});
