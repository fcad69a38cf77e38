import { defineEntity, p } from '@mikro-orm/core';

import type { RecordState } from '../../../shared/events/contracts.js';

/**
 * One pupil's record of one school year, known by its look-up number alone: never a name or a personal number. The table is
 * written, and read by look-up number; dashboards read the counters that a trigger keeps of it.
 */
export const RecordUnit = defineEntity({
  name: 'RecordUnit',
  tableName: 'unit',
  schema: 'records',
  properties: {
    uuid: p.uuid().primary(),
    school: p.text(),
    schoolYear: p.text(),
    grade: p.integer(),
    class: p.text(),
    state: p.text().$type<RecordState>(),
    at: p.datetime(3),
    errorCode: p.text().nullable(),
    /** Who told of it: the subject of the token. */
    source: p.text(),
    /** The recalled unit whose place this one takes. */
    replaces: p.uuid().nullable(),
    /** A recalled unit whose place has been taken counts no more. */
    replaced: p.boolean().default(false),
  },
  indexes: [
    {
      name: 'unit_rejected_index',
      expression: `create index "unit_rejected_index" on "records"."unit" ("school", "school_year", "grade", "class", "uuid") where state = 'REJECTED'`,
    },
    {
      name: 'unit_replaces_once',
      expression: `create unique index "unit_replaces_once" on "records"."unit" ("replaces") where replaces is not null`,
    },
  ],
});

/** A report of units that was taken, by its idempotency key, with the answer that it was given. */
export const RecordPush = defineEntity({
  name: 'RecordPush',
  tableName: 'push',
  schema: 'records',
  properties: {
    subject: p.text().primary(),
    key: p.text().primary(),
    school: p.text(),
    digest: p.text(),
    answer: p.json<Record<string, unknown>>(),
    at: p.datetime(3),
  },
});

/** A school's wish to take an accepted unit back, and what the office said. */
export const RecordRecall = defineEntity({
  name: 'RecordRecall',
  tableName: 'recall',
  schema: 'records',
  properties: {
    id: p.uuid().primary(),
    unit: p.uuid(),
    school: p.text(),
    schoolYear: p.text(),
    grade: p.integer(),
    /** Where the unit stood when the recall was asked for. */
    fromState: p.text().$type<RecordState>(),
    state: p.text().$type<'PENDING' | 'AGREED' | 'REFUSED'>(),
    reason: p.text(),
    requestedAt: p.datetime(3),
    requestedBy: p.text(),
    decision: p.text().nullable(),
    decidedAt: p.datetime(3).nullable(),
    decidedBy: p.text().nullable(),
  },
  indexes: [
    { name: 'recall_state_index', properties: ['state', 'requestedAt', 'id'] },
    {
      name: 'recall_pending_once',
      expression: `create unique index "recall_pending_once" on "records"."recall" ("unit") where state = 'PENDING'`,
    },
  ],
});

/** A lock of a school year: the first holds what is accepted, the second, after the late completers, closes the year. */
export const YearLock = defineEntity({
  name: 'YearLock',
  tableName: 'year_lock',
  schema: 'records',
  properties: {
    schoolYear: p.text().primary(),
    lock: p.integer().primary(),
    units: p.integer(),
    reason: p.text(),
    lockedAt: p.datetime(3),
    lockedBy: p.text(),
  },
});
