import { defineEntity, p } from '@mikro-orm/core';

import type { RecordState } from '../../../shared/events/contracts.js';

/**
 * How far one grade of a school has come in a school year, as last reported. Where it is kept by units, `eligible` counts them
 * (a trigger keeps it), and `unstarted` the enrolled pupils who have none yet.
 */
export const GradeProgress = defineEntity({
  name: 'GradeProgress',
  tableName: 'grade_progress',
  schema: 'records',
  properties: {
    school: p.text().primary(),
    schoolYear: p.text().primary(),
    grade: p.integer().primary(),
    eligible: p.integer(),
    version: p.integer(),
    updatedAt: p.datetime(3),
    byUnits: p.boolean().default(false),
    unstarted: p.integer().default(0),
  },
});

/** Record units per state: what dashboards read, so that nobody ever scans units. States without a record have no row. */
export const StateCounter = defineEntity({
  name: 'StateCounter',
  tableName: 'state_counter',
  schema: 'records',
  properties: {
    school: p.text().primary(),
    schoolYear: p.text().primary(),
    grade: p.integer().primary(),
    state: p.text().primary(),
    count: p.integer(),
  },
});

/** What was shown of a grade from `at` on; counts are null where only the register had told of it. */
export const CountHistory = defineEntity({
  name: 'CountHistory',
  tableName: 'count_history',
  schema: 'records',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    school: p.text(),
    schoolYear: p.text(),
    grade: p.integer(),
    at: p.datetime(3),
    inPlan: p.boolean(),
    pupils: p.integer(),
    eligible: p.integer().nullable(),
    byState: p.json<Partial<Record<RecordState, number>>>().nullable(),
    version: p.integer(),
    updatedAt: p.datetime(3).nullable(),
  },
  indexes: [
    { name: 'count_history_grade_at_index', properties: ['schoolYear', 'school', 'grade', 'at', 'id'] },
  ],
});
