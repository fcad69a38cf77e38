import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const School = defineEntity({
  name: 'School',
  tableName: 'school',
  schema: 'schools',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    /** Name and code without case and diacritics, for search. */
    searchKey: p.text(),
    /** Orders names as Vietnamese readers expect on a database that knows only byte order. */
    sortKey: p.text(),
    kind: p.text(),
    ownership: p.text(),
    ward: p.text(),
    status: p.text(),
    hasPrimary: p.boolean(),
    isSynthetic: p.boolean(),
  },
});
export type School = InferEntity<typeof School>;

/** People of a school as of a day; rows are added, never changed. */
export const Headcount = defineEntity({
  name: 'Headcount',
  tableName: 'headcount',
  schema: 'schools',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    school: p.text().index(),
    asOf: p.date(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
    homeroomInScope: p.integer(),
    recordedAt: p.datetime(3),
  },
});

/** Each time the office closed or reopened a school, and why. */
export const StatusChange = defineEntity({
  name: 'StatusChange',
  tableName: 'status_change',
  schema: 'schools',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    school: p.text().index(),
    statusBefore: p.text(),
    statusAfter: p.text(),
    reason: p.text(),
    changedBy: p.text(),
    at: p.datetime(3),
  },
});

export const Enrolment = defineEntity({
  name: 'Enrolment',
  tableName: 'enrolment',
  schema: 'schools',
  properties: {
    school: p.text().primary(),
    schoolYear: p.text().primary(),
    grade: p.integer().primary(),
    classes: p.integer(),
    pupils: p.integer(),
  },
});
