import type { EntityManager } from '@mikro-orm/sql';

import { Participant } from '../../../db/entities/training/session.js';
import { localDate } from '../../../shared/calendar.js';
import { Forbidden } from '../../../shared/errors.js';
import type { StaffGroups } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import type { RowFault } from '../../../shared/tables/faults.js';
import {
  inFileOrder,
  readBySchool,
  rejectDuplicates,
  schoolColumn,
  type Parsed,
} from '../../../shared/tables/schools.js';
import { isOfficeOrSchool, mayRecordTraining } from '../policy.js';
import { lockStandings, type Standing } from '../standing.js';
import {
  attendanceColumns,
  groupTitle,
  parseAttendance,
  personColumn,
  sessionKey,
  type Listed,
} from './attendance-table.js';
import { shortageOf } from './guard.js';
import { digestsOf } from './person-key.js';
import { planList, type ListedSession } from './planned-list.js';
import { openTrainingSession } from './session.js';
import { added, difference, nobody, writeAttendance } from './totals.js';

export interface ImportedAttendance {
  dryRun: boolean;
  rows: number;
  /** People put on a session's list. */
  created: number;
  /** A list only grows: nothing on it is rewritten. */
  changed: 0;
  /** People who stood on that list already. */
  unchanged: number;
  errors: RowFault[];
  schools: string[];
}

/**
 * Puts people on the lists of sessions, each school whole or not at all (III-3, IV.2-5). A person is known by the school's staff
 * code, of which a keyed digest is kept, and counts as trained once, at the earliest of the sessions told of. A list takes the
 * place of counts typed in for the same session; counts of other sessions are, by their own promise, of other people, and both
 * together stay within the headcount. The same table twice changes nothing.
 */
export async function importAttendance(
  session: Session,
  { content, dryRun }: { content: string; dryRun: boolean },
): Promise<ImportedAttendance> {
  const { actor, clock } = session;
  if (!isOfficeOrSchool(actor)) throw new Forbidden({ action: 'import attendance', role: actor.role });
  const today = localDate(clock.now());
  const table = await readBySchool(content, attendanceColumns, (reader) => parseAttendance(reader, today));
  for (const school of table.groups.keys()) {
    if (!mayRecordTraining(actor, school))
      throw new Forbidden({ action: 'import attendance', role: actor.role, school });
  }
  rejectDuplicates(table, (item) => `${sessionKey(item)} ${item.person}`, personColumn);
  return session.write(async (em) => {
    const standings = await lockStandings(em, [...table.groups.keys()]);
    const digest = await digestsOf(em, dryRun);
    const schools: string[] = [];
    let created = 0;
    let unchanged = 0;
    for (const [school, entries] of [...table.groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const standing = standings.get(school);
      const plan =
        standing === undefined
          ? null
          : await planList(em, school, entries, (person) => digest(school, person));
      const fault = faultOf(school, entries, standing, plan);
      if (fault !== null || standing === undefined || plan === null) {
        if (fault !== null) table.reject(school, fault);
        continue;
      }
      const joined = plan.sessions.reduce((sum, { people }) => sum + people.length, 0);
      created += joined;
      unchanged += entries.length - joined;
      if (joined > 0) schools.push(school);
      if (!dryRun) await writeLists(session, em, standing, plan.sessions);
    }
    return {
      dryRun,
      rows: table.rows,
      created,
      changed: 0,
      unchanged,
      errors: inFileOrder(table.faults),
      schools,
    };
  });
}

type Plan = Awaited<ReturnType<typeof planList>>;

function faultOf(
  school: string,
  entries: readonly Parsed<Listed>[],
  standing: Standing | undefined,
  plan: Plan | null,
): RowFault | null {
  const row = entries[0]?.row ?? 1;
  if (standing === undefined || plan === null) {
    return {
      row,
      column: schoolColumn.title,
      value: school,
      reason: 'Không có trường này. / There is no such school.',
      fix: 'Sửa mã, hoặc nhập danh sách trường trước. / Correct the code, or import the schools first.',
    };
  }
  if (plan.fault !== null) return plan.fault;
  const joining = plan.sessions.reduce(
    (sum, { before, after }) => added(sum, difference(after.newlyTrained, before?.newlyTrained ?? nobody)),
    nobody as StaffGroups,
  );
  const shortage = shortageOf(standing, joining);
  if (shortage === null) return null;
  const { group, all, left } = shortage;
  const title = groupTitle[group];
  return {
    row,
    column: 'Nhóm',
    value: title,
    reason:
      all === null
        ? `Chưa có số liệu nhân sự của trường ${school}. / The register has no headcount of the school.`
        : `${title}: thêm ${joining[group]} người, chỉ còn ${left} trên ${all}. / ${joining[group]} more are listed, ${left} of ${all} are left.`,
    fix:
      all === null
        ? 'Nhập số liệu nhân sự trước. / Import the headcount first.'
        : 'Bỏ người không thuộc trường, hoặc cập nhật số liệu nhân sự. / Leave out who is not of the school, or update the headcount.',
  };
}

async function writeLists(
  session: Session,
  em: EntityManager,
  standing: Standing,
  sessions: readonly ListedSession[],
): Promise<void> {
  const { school } = standing;
  const recordedAt = session.clock.now();
  let current = standing;
  for (const { identity, people, before, after } of sessions) {
    if (people.length === 0) continue;
    const held = await openTrainingSession(em, school, identity, recordedAt);
    const reason =
      before?.source === 'COUNTS'
        ? 'Danh sách thay cho số liệu nhập tay. / A list took the place of counts.'
        : null;
    current = await writeAttendance(session, em, current, { held, before, after, reason });
    await em.insertMany(
      Participant,
      people.map(({ digest, group, isCounted }) => ({
        session: held.id,
        school,
        person: digest,
        staffGroup: group,
        isCounted,
        recordedAt,
      })),
    );
  }
}
