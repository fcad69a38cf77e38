import { defineEntity, p } from '@mikro-orm/core';

import type { CertificateState } from '../../../shared/events/contracts.js';

/** The grades whose records are in the plan, by school year (II.1-2), and whether a homeroom teacher must sign before a manager (D3). */
export const ScopeYear = defineEntity({
  name: 'RecordsScopeYear',
  tableName: 'scope_year',
  schema: 'records',
  properties: {
    schoolYear: p.text().primary(),
    grades: p.json<number[]>(),
    homeroomRequired: p.boolean().default(false),
  },
});

/**
 * Whether the register last told of an active school with primary grades: only those count in the district (I.1). Whoever
 * changes what is shown of a school locks its row first, so that history is written one after the other.
 */
export const RecordsSchool = defineEntity({
  name: 'RecordsSchool',
  tableName: 'known_school',
  schema: 'records',
  properties: { school: p.text().primary(), inPlan: p.boolean() },
});

/** Pupils by grade as the register last told; 0 where it no longer tells of the grade. */
export const KnownEnrolment = defineEntity({
  name: 'KnownEnrolment',
  tableName: 'known_enrolment',
  schema: 'records',
  properties: {
    school: p.text().primary(),
    schoolYear: p.text().primary(),
    grade: p.integer().primary(),
    pupils: p.integer(),
  },
});

/** The school's organisation certificates as last told: none may issue without one that is approved and valid (D3). */
export const KnownCertificate = defineEntity({
  name: 'KnownCertificate',
  tableName: 'known_certificate',
  schema: 'records',
  properties: {
    school: p.text().primary(),
    certificate: p.text().primary(),
    state: p.text().$type<CertificateState>(),
    validFrom: p.datetime(3),
    validTo: p.datetime(3),
  },
});
