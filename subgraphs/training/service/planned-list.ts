import type { EntityManager } from '@mikro-orm/sql';

import type { StaffGroups } from '../../../shared/events/contracts.js';
import type { RowFault } from '../../../shared/tables/faults.js';
import type { Parsed } from '../../../shared/tables/schools.js';
import { groupTitle, sessionKey, type Listed } from './attendance-table.js';
import { findSession, type SessionIdentity } from './session.js';
import { nobody, readAttendance, type AttendanceState } from './totals.js';

export interface JoiningPerson {
  digest: string;
  group: keyof StaffGroups;
  /** Whether this session is the one that trained the person first. */
  isCounted: boolean;
}

/** What a table adds to one session's list at one school. */
export interface ListedSession {
  identity: SessionIdentity;
  people: JoiningPerson[];
  before: AttendanceState | null;
  after: AttendanceState;
}

interface Known {
  session: string;
  person: string;
  group: keyof StaffGroups;
}

/** Works out, from the lists that the school has, what these rows add to which session; writes nothing. The school's standing must be locked. */
export async function planList(
  em: EntityManager,
  school: string,
  entries: readonly Parsed<Listed>[],
  digestOf: (person: string) => string,
): Promise<{ sessions: ListedSession[]; fault: RowFault | null }> {
  const known = await em.execute<Known[]>(
    'select session, person, staff_group as "group" from training.participant where school = ?',
    [school],
  );
  const onList = new Set(known.map(({ session, person }) => `${session} ${person}`));
  const groupOf = new Map(known.map(({ person, group }) => [person, group]));
  const sessions = new Map<string, ListedSession & { id: string | null }>();
  // The earliest session counts, whatever the order of the rows.
  for (const { row, item } of entries.toSorted(
    (a, b) => compare(a.item.heldOn, b.item.heldOn) || a.row - b.row,
  )) {
    const listed = sessions.get(sessionKey(item)) ?? (await openList(em, school, item));
    sessions.set(sessionKey(item), listed);
    const digest = digestOf(item.person);
    const group = groupOf.get(digest);
    if (group !== undefined && group !== item.group)
      return { sessions: [], fault: otherGroup(row, item.group, group) };
    if (onList.has(`${listed.id} ${digest}`)) continue;
    groupOf.set(digest, item.group);
    listed.people.push({ digest, group: item.group, isCounted: group === undefined });
  }
  return { sessions: [...sessions.values()].map(({ id: _id, ...listed }) => grown(listed)), fault: null };
}

async function openList(
  em: EntityManager,
  school: string,
  { organiser, heldOn, topic }: Listed,
): Promise<ListedSession & { id: string | null }> {
  const identity = { organiser, heldOn, topic };
  const held = await findSession(em, school, identity);
  const before = held === null ? null : await readAttendance(em, held.id, school);
  const kept = before?.source === 'LIST' ? before.newlyTrained : nobody;
  return {
    id: held?.id ?? null,
    identity,
    people: [],
    before,
    after: { newlyTrained: { ...kept }, source: 'LIST', version: (before?.version ?? 0) + 1 },
  };
}

function grown(listed: ListedSession): ListedSession {
  const newlyTrained = { ...listed.after.newlyTrained };
  for (const { group, isCounted } of listed.people) if (isCounted) newlyTrained[group] += 1;
  // A list that nobody joins leaves what stood before.
  return listed.people.length === 0 && listed.before !== null
    ? { ...listed, after: listed.before }
    : { ...listed, after: { ...listed.after, newlyTrained } };
}

function otherGroup(row: number, here: keyof StaffGroups, there: keyof StaffGroups): RowFault {
  return {
    row,
    column: 'Nhóm',
    value: groupTitle[here],
    reason: `Người này đã ở nhóm ${groupTitle[there]}. / The person is listed in another group.`,
    fix: 'Sửa nhóm cho thống nhất: mỗi người thuộc một nhóm. / Each person belongs to one group: correct it.',
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
