import { defineEntity, p } from '@mikro-orm/core';

/**
 * A training session or conference by the city, the district or a school (III-3, IV.2-5). Those of the city and the district
 * belong to no school and are one row for all that attended: same organiser, day and topic (folded, so that spelling does not part them).
 */
export const TrainingSession = defineEntity({
  name: 'TrainingSession',
  tableName: 'session',
  schema: 'training',
  properties: {
    id: p.uuid().primary(),
    organiser: p.text(),
    school: p.text().nullable().index(),
    heldOn: p.date(),
    topic: p.text(),
    topicKey: p.text(),
    createdAt: p.datetime(3),
    /** Who announced it beforehand, and where it is held; null where it became known by attendance. */
    plannedBy: p.text().nullable(),
    plannedAt: p.datetime(3).nullable(),
    place: p.text().nullable(),
  },
  indexes: [
    {
      name: 'session_once',
      expression: `create unique index "session_once" on "training"."session" ("organiser", "held_on", "topic_key", coalesce("school", ''))`,
    },
  ],
});

/** How many people of a school a session newly trained, by group: nobody is counted in two sessions. */
export const Attendance = defineEntity({
  name: 'Attendance',
  tableName: 'attendance',
  schema: 'training',
  properties: {
    session: p.uuid().primary(),
    school: p.text().primary(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
    /** COUNTS typed in, or a LIST of people: a school holds one session in one way. */
    source: p.text(),
    version: p.integer(),
    recordedAt: p.datetime(3),
  },
  indexes: [{ name: 'attendance_school_index', properties: ['school'] }],
});

/** Every state of an attendance, the first included: what was corrected stays readable. */
export const AttendanceVersion = defineEntity({
  name: 'AttendanceVersion',
  tableName: 'attendance_version',
  schema: 'training',
  properties: {
    session: p.uuid().primary(),
    school: p.text().primary(),
    version: p.integer().primary(),
    managers: p.integer(),
    teachers: p.integer(),
    staff: p.integer(),
    source: p.text(),
    reason: p.text().nullable(),
    recordedBy: p.text(),
    recordedAt: p.datetime(3),
  },
});

/**
 * A person on a session's list, as a keyed digest of the school's staff code: enough to know the same person again, not
 * to know who it is. `isCounted` at the one session of the school that trained the person first.
 */
export const Participant = defineEntity({
  name: 'Participant',
  tableName: 'participant',
  schema: 'training',
  properties: {
    session: p.uuid().primary(),
    school: p.text().primary(),
    person: p.text().primary(),
    staffGroup: p.text(),
    isCounted: p.boolean(),
    recordedAt: p.datetime(3),
  },
  indexes: [
    {
      name: 'participant_counted_once',
      expression: `create unique index "participant_counted_once" on "training"."participant" ("school", "person") where "is_counted"`,
    },
  ],
});

/** The database's own key of those digests, made when first needed. */
export const PersonKey = defineEntity({
  name: 'PersonKey',
  tableName: 'person_key',
  schema: 'training',
  properties: { id: p.integer().primary().autoincrement(false), secret: p.text() },
});
