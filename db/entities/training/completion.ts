import { defineEntity, p } from '@mikro-orm/core';

/**
 * The school's totals over all its sessions: one row to read, lock and compare with the headcount. It exists from the moment
 * the register tells of the school; `updatedAt` is null until a session is recorded.
 */
export const Completion = defineEntity({
  name: 'Completion',
  tableName: 'completion',
  schema: 'training',
  properties: {
    school: p.text().primary(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
    citySessions: p.integer(),
    updatedAt: p.datetime(3).nullable(),
  },
});

/** What was shown of a school's training from `at` on: totals, headcount and whether it counted in the district. */
export const CompletionHistory = defineEntity({
  name: 'CompletionHistory',
  tableName: 'completion_history',
  schema: 'training',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    school: p.text(),
    at: p.datetime(3),
    /** The session that changed the totals; null where the register changed the rest. */
    session: p.uuid().nullable(),
    inPlan: p.boolean(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
    citySessions: p.integer(),
    updatedAt: p.datetime(3).nullable(),
    peopleManagers: p.integer().nullable(),
    peopleTeachers: p.integer().nullable(),
    peopleStaff: p.integer().nullable(),
  },
  indexes: [{ name: 'completion_history_school_at_index', properties: ['school', 'at', 'id'] }],
});

/** People of the school as the register last told. */
export const TrainingHeadcount = defineEntity({
  name: 'TrainingHeadcount',
  tableName: 'known_headcount',
  schema: 'training',
  properties: {
    school: p.text().primary(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
  },
});

/** Whether the register last told of an active school with primary grades: only those count in the district (I.1). */
export const TrainingSchool = defineEntity({
  name: 'TrainingSchool',
  tableName: 'known_school',
  schema: 'training',
  properties: { school: p.text().primary(), inPlan: p.boolean() },
});
