import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import type { Actor } from '../../../shared/actor.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { NewEvent, RecordState } from '../../../shared/events/contracts.js';
import { readCounted, shownOf, withPupils, type CountedGrade, type GradeStanding } from '../standing.js';
import { addUnstarted, countBelonging, type StateCounts } from '../states.js';
import type { ReportedUnit } from './check.js';

/** A grade whose counts moved with its units, as it is shown now. */
export interface MovedGrade {
  school: string;
  schoolYear: string;
  grade: number;
  eligible: number;
  byState: StateCounts;
  version: number;
  updatedAt: Date;
}

/**
 * After units were written: gives every grade whose counts moved its version, its pupils without a unit, its row of history and
 * its event, in the same transaction. `before` is what was read under the schools' locks before the units were written; the
 * counters are read where the caller does not know what they have come to.
 */
export async function settleGrades(
  em: EntityManager,
  by: Actor,
  now: Date,
  {
    before,
    inPlan,
    counted,
  }: {
    before: readonly GradeStanding[];
    inPlan: ReadonlyMap<string, boolean>;
    counted?: readonly CountedGrade[] | undefined;
  },
): Promise<MovedGrade[]> {
  const keyOf = ({ school, schoolYear, grade }: Pick<GradeStanding, 'school' | 'schoolYear' | 'grade'>) =>
    `${school}/${schoolYear}/${grade}`;
  const standing = counted ?? (await readCounted(em, [...inPlan.keys()]));
  const counts = new Map(standing.map((row) => [keyOf(row), row]));
  const moved = before.flatMap((was) => {
    const row = counts.get(keyOf(was));
    if (row === undefined) return [];
    const { eligible, unstarted } = row;
    const byState = addUnstarted(row.byState, unstarted);
    const after = withPupils(
      { ...was, byUnits: true, byState, unstarted, eligible: eligible + unstarted },
      was.pupils,
    );
    return was.byUnits && isSame(was, after) ? [] : [{ was, after }];
  });
  if (moved.length === 0) return [];
  const rows = moved.map(({ after }) => ({
    ...after,
    version: after.version + 1,
    updatedAt: now,
    inPlan: inPlan.get(after.school) ?? true,
    // History only goes forward, so that the last row is what is shown.
    at: after.lastAt !== null && after.lastAt > now ? after.lastAt : now,
  }));
  await keep(em, rows);
  const events = moved.map(({ was, after }): NewEvent<'records.countsUpdated'> => ({
    type: 'records.countsUpdated',
    school: after.school,
    data: {
      schoolYear: after.schoolYear,
      grade: after.grade,
      before: was.eligible === null ? null : countsOf(was),
      after: countsOf(after),
    },
  }));
  await appendEvents(em, by, now, events);
  return rows.map(({ school, schoolYear, grade, version, updatedAt, ...row }) => ({
    ...countsOf(row),
    school,
    schoolYear,
    grade,
    version,
    updatedAt,
  }));
}

/** What the counters of a school come to that has these units and no other. */
export function countUnits(
  { school, schoolYear }: { school: string; schoolYear: string },
  units: readonly ReportedUnit[],
): CountedGrade[] {
  const counts = new Map<number, Partial<Record<RecordState, number>>>();
  for (const { grade, state } of units) {
    let byState = counts.get(grade);
    if (byState === undefined) counts.set(grade, (byState = {}));
    byState[state] = (byState[state] ?? 0) + 1;
  }
  return [...counts].map(([grade, byState]) => {
    return { school, schoolYear, grade, byState, eligible: countBelonging(byState), unstarted: 0 };
  });
}

async function keep(
  em: EntityManager,
  rows: readonly (GradeStanding & { inPlan: boolean; at: Date })[],
): Promise<void> {
  const told = JSON.stringify(
    rows.map((row) => ({ ...shownOf(row), inPlan: row.inPlan, at: row.at, unstarted: row.unstarted })),
  );
  // A bound parameter: the ORM would write it into the statement's text, letter by letter.
  await sql`
    with told as (
      select * from jsonb_to_recordset(${told}::jsonb) as t (school text, "schoolYear" text, grade int, "inPlan" boolean, pupils int,
        eligible int, "byState" jsonb, unstarted int, version int, "updatedAt" timestamptz, at timestamptz)
    ), kept as (
      update records.grade_progress g set version = t.version, updated_at = t."updatedAt", unstarted = t.unstarted
        from told t where g.school = t.school and g.school_year = t."schoolYear" and g.grade = t.grade
    )
    insert into records.count_history
      (school, school_year, grade, in_plan, pupils, eligible, by_state, version, updated_at, at)
    select school, "schoolYear", grade, "inPlan", pupils, eligible, "byState", version, "updatedAt", at from told`.execute(
    em.getKysely(),
  );
}

function countsOf({ eligible, byState }: Pick<GradeStanding, 'eligible' | 'byState'>) {
  return { eligible: eligible ?? 0, byState: byState ?? {} };
}

function isSame(a: GradeStanding, b: GradeStanding): boolean {
  const states = new Set([...Object.keys(a.byState ?? {}), ...Object.keys(b.byState ?? {})]);
  const count = ({ byState }: GradeStanding, state: string) =>
    (byState as Record<string, number>)[state] ?? 0;
  return a.eligible === b.eligible && [...states].every((state) => count(a, state) === count(b, state));
}
