import type { EntityManager } from '@mikro-orm/sql';

import { CountHistory, GradeProgress, StateCounter } from '../../db/entities/records/count.js';
import { BadUserInput, Forbidden, NotFound, VersionConflict } from '../../shared/errors.js';
import { appendEvents } from '../../shared/events/append.js';
import type { RecordState } from '../../shared/events/contracts.js';
import type { Session } from '../../shared/session.js';
import { mayUpdateCounts } from './policy.js';
import { requireCertificate, requireCounts, requireEnrolled, requireLockedKept } from './rules.js';
import { outOfScope } from './scope.js';
import { lockSchools, readStandings, shownOf, type GradeStanding } from './standing.js';
import type { StateCounts } from './states.js';
import { readCertificates, readYear, requireOpen } from './year.js';

export interface UpdateRecordCounts {
  school: string;
  /** `2023-2024`. */
  schoolYear: string;
  grade: number;
  eligible: number;
  states: readonly { state: RecordState; count: number }[];
  /** 0 where the grade has not been reported. */
  expectedVersion: number;
}

/** A grade's counts as they were saved. */
export interface UpdatedGrade {
  grade: number;
  eligible: number;
  byState: StateCounts;
  version: number;
  updatedAt: Date;
}

/**
 * Replaces a grade's counts (D3). Refused with VERSION_CONFLICT where they were changed since, NOT_FOUND for an unknown school,
 * and BAD_USER_INPUT for a grade out of scope, counts that do not add up or pass the enrolment, unlocking, or issuing without a
 * certificate in force.
 */
export async function updateRecordCounts(session: Session, input: UpdateRecordCounts): Promise<UpdatedGrade> {
  const { actor, clock } = session;
  const { school, schoolYear, grade, eligible } = input;
  if (!mayUpdateCounts(actor, school)) {
    throw new Forbidden({ action: 'update record counts', role: actor.role, school });
  }
  const now = clock.now();
  const byState = requireCounts(eligible, input.states);
  return session.write(async (em) => {
    const inPlan = (await lockSchools(em, [school])).get(school);
    if (inPlan === undefined) throw new NotFound({ what: 'school', id: school });
    const year = await readYear(em, schoolYear);
    if (!year.grades.includes(grade)) throw outOfScope(grade, schoolYear, year.grades);
    requireOpen(year);
    const standings = await readStandings(em, [school]);
    requireByHand(input, standings);
    const standing = requireStanding(input, standings);
    requireVersion(input, standing.version);
    const before = standing.byState ?? {};
    requireEnrolled(eligible, standing.pupils, grade);
    requireLockedKept(before, byState);
    requireCertificate({
      school,
      before,
      after: byState,
      certificates: await readCertificates(em, school),
      now,
    });

    const version = standing.version + 1;
    await replaceCounts(em, { school, schoolYear, grade, eligible, version, updatedAt: now }, byState);
    const { lastAt } = standing;
    // History only goes forward, so that the last row is what is shown: a clock behind another one's does not rewrite it.
    const at = lastAt !== null && lastAt > now ? lastAt : now;
    await em.insert(CountHistory, {
      ...shownOf(standing),
      inPlan,
      eligible,
      byState,
      version,
      updatedAt: now,
      at,
    });
    const counted = standing.eligible === null ? null : { eligible: standing.eligible, byState: before };
    await appendEvents(em, actor, now, [
      {
        type: 'records.countsUpdated',
        school,
        data: { schoolYear, grade, before: counted, after: { eligible, byState } },
      },
    ]);
    return { grade, eligible, byState, version, updatedAt: now };
  });
}

/** A school that reports units has nothing to count by hand: two sources for one number would contradict each other. */
function requireByHand(
  { school, schoolYear }: UpdateRecordCounts,
  standings: readonly GradeStanding[],
): void {
  if (!standings.some((known) => known.schoolYear === schoolYear && known.byUnits)) return;
  throw new BadUserInput({
    field: 'school',
    expected: 'a school without record units in that year',
    got: school,
    fix: `School ${school} reports its records of ${schoolYear} unit by unit (pushRecords): their counts follow from them and cannot be entered by hand.`,
  });
}

/** The grade as it stands; refused where no enrolment is known, for then nothing says how many pupils it may have. */
function requireStanding(
  { school, schoolYear, grade }: UpdateRecordCounts,
  standings: readonly GradeStanding[],
): GradeStanding {
  const standing = standings.find((known) => known.schoolYear === schoolYear && known.grade === grade);
  if (standing !== undefined) return standing;
  throw new BadUserInput({
    field: 'eligible',
    expected: 'a grade whose enrolment is known',
    got: grade,
    fix: `The register has no pupils of grade ${grade} of school ${school} in ${schoolYear}: have the office record the enrolment first.`,
  });
}

function requireVersion(
  { school, schoolYear, grade, expectedVersion }: UpdateRecordCounts,
  currentVersion: number,
): void {
  if (expectedVersion === currentVersion) return;
  const id = `${school}/${schoolYear}/${grade}`;
  throw new VersionConflict({ what: 'record counts', id, expectedVersion, currentVersion });
}

async function replaceCounts(
  em: EntityManager,
  row: {
    school: string;
    schoolYear: string;
    grade: number;
    eligible: number;
    version: number;
    updatedAt: Date;
  },
  byState: StateCounts,
): Promise<void> {
  const { school, schoolYear, grade } = row;
  await em.upsert(GradeProgress, row);
  await em.nativeDelete(StateCounter, { school, schoolYear, grade });
  const counters = Object.entries(byState).map(([state, count]) => ({
    school,
    schoolYear,
    grade,
    state,
    count,
  }));
  if (counters.length > 0) await em.insertMany(StateCounter, counters);
}
