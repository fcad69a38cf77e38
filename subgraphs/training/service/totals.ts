import type { EntityManager } from '@mikro-orm/sql';

import { CompletionHistory } from '../../../db/entities/training/completion.js';
import { AttendanceVersion } from '../../../db/entities/training/session.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { StaffGroups } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import type { Standing } from '../standing.js';
import type { SessionRow } from './session.js';

export type AttendanceSource = 'COUNTS' | 'LIST';

export interface AttendanceState {
  newlyTrained: StaffGroups;
  source: AttendanceSource;
  version: number;
}

export interface Attended {
  held: SessionRow;
  /** Null where the school's attendance is recorded for the first time. */
  before: AttendanceState | null;
  after: AttendanceState;
  /** Why what stood before was changed; null for a first recording or a list that grows. */
  reason: string | null;
}

/**
 * Writes a school's attendance at one session with its version, moves the school's totals by the difference, and tells of it
 * in one event. Returns the standing that follows, so that several sessions can be written one after the other.
 */
export async function writeAttendance(
  session: Session,
  em: EntityManager,
  standing: Standing,
  { held, before, after, reason }: Attended,
): Promise<Standing> {
  const { actor, clock } = session;
  const now = clock.now();
  const { school } = standing;
  await upsertAttendance(em, { held, before, after, reason }, school, now);
  await em.insert(AttendanceVersion, {
    session: held.id,
    school,
    version: after.version,
    ...after.newlyTrained,
    source: after.source,
    reason,
    recordedBy: actor.subject,
    recordedAt: now,
  });

  const totals = { managers: standing.managers, teachers: standing.teachers, staff: standing.staff };
  const moved = added(totals, difference(after.newlyTrained, before?.newlyTrained ?? nobody));
  const citySessions =
    standing.citySessions +
    (held.organiser === 'CITY' ? Number(attended(after)) - Number(attended(before)) : 0);
  await em.execute(
    'update training.completion set managers = ?, teachers = ?, staff = ?, city_sessions = ?, updated_at = ? where school = ?',
    [moved.managers, moved.teachers, moved.staff, citySessions, now.toISOString(), school],
    'run',
  );
  const { lastAt, ...shown } = standing;
  // History only goes forward, so that the last row is what is shown: a clock behind another one's does not rewrite it.
  const at = lastAt !== null && lastAt > now ? lastAt : now;
  const next = { ...shown, ...moved, citySessions, updatedAt: now };
  await em.insert(CompletionHistory, { ...next, at, session: held.id });
  await appendEvents(em, actor, now, [
    {
      type: 'training.attendanceRecorded',
      school,
      data: {
        session: held.id,
        organiser: held.organiser,
        heldOn: held.heldOn,
        before: totals,
        after: moved,
        citySessions,
        people: peopleOf(standing),
        ...(before === null ? {} : { correction: { version: after.version, reason: reason ?? 'LIST' } }),
      },
    },
  ]);
  return { ...next, lastAt: at };
}

/**
 * Whether the school was there: whoever records a session was, also where it trained nobody new, and so is whose list is known. A
 * correction to nobody says that it was not.
 */
export function attended(state: AttendanceState | null): boolean {
  if (state === null) return false;
  const { newlyTrained, source, version } = state;
  return (
    version === 1 ||
    source === 'LIST' ||
    newlyTrained.managers + newlyTrained.teachers + newlyTrained.staff > 0
  );
}

export const nobody: Readonly<StaffGroups> = { managers: 0, teachers: 0, staff: 0 };

/** a − b, group by group. */
export function difference(a: StaffGroups, b: StaffGroups): StaffGroups {
  return {
    managers: a.managers - b.managers,
    teachers: a.teachers - b.teachers,
    staff: a.staff - b.staff,
  };
}

/** a + b, group by group. */
export function added(a: StaffGroups, b: StaffGroups): StaffGroups {
  return {
    managers: a.managers + b.managers,
    teachers: a.teachers + b.teachers,
    staff: a.staff + b.staff,
  };
}

async function upsertAttendance(
  em: EntityManager,
  { held, after }: Attended,
  school: string,
  now: Date,
): Promise<void> {
  const { managers, teachers, staff } = after.newlyTrained;
  await em.execute(
    `insert into training.attendance (session, school, managers, teachers, staff, source, version, recorded_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (session, school) do update set managers = excluded.managers, teachers = excluded.teachers,
       staff = excluded.staff, source = excluded.source, version = excluded.version`,
    [held.id, school, managers, teachers, staff, after.source, after.version, now.toISOString()],
    'run',
  );
}

/** What the school's attendance at a session says now; null where none is recorded. The school's standing must be locked. */
export async function readAttendance(
  em: EntityManager,
  session: string,
  school: string,
): Promise<AttendanceState | null> {
  const [row] = await em.execute<(StaffGroups & { source: AttendanceSource; version: number })[]>(
    'select managers, teachers, staff, source, version from training.attendance where session::text = ? and school = ?',
    [session, school],
  );
  if (row === undefined) return null;
  const { source, version, ...newlyTrained } = row;
  return { newlyTrained, source, version };
}

function peopleOf({ peopleManagers, peopleTeachers, peopleStaff }: Standing): StaffGroups | null {
  if (peopleManagers === null) return null;
  return { managers: peopleManagers, teachers: peopleTeachers ?? 0, staff: peopleStaff ?? 0 };
}
