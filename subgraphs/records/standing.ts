import type { EntityManager } from '@mikro-orm/sql';

import { addUnstarted, countBelonging, type StateCounts } from './states.js';

/** All that is shown of a grade of a school, as a writer holds it. */
export interface GradeStanding {
  school: string;
  schoolYear: string;
  grade: number;
  pupils: number;
  /** Null with `byState` where the grade has not been reported. */
  eligible: number | null;
  byState: StateCounts | null;
  version: number;
  updatedAt: Date | null;
  /** When the last row of its history was written; null where there is none. */
  lastAt: Date | null;
  /** Whether the counts come from units, and how many enrolled pupils without one they hold as NOT_STARTED. */
  byUnits: boolean;
  unstarted: number;
}

/** What history keeps of a grade, apart from its instant and whether the school is in the plan. */
export type ShownGrade = Omit<GradeStanding, 'lastAt' | 'byUnits' | 'unstarted'>;

export function shownOf(standing: GradeStanding): ShownGrade {
  const { lastAt: _lastAt, byUnits: _byUnits, unstarted: _unstarted, ...shown } = standing;
  return shown;
}

/**
 * The grade with so many pupils enrolled. Where it is kept by units, pupils without one count as NOT_STARTED: five accepted
 * records of thirty pupils are not all of them.
 */
export function withPupils(standing: GradeStanding, pupils: number): GradeStanding {
  if (!standing.byUnits || standing.eligible === null) return { ...standing, pupils };
  const counted = addUnstarted(standing.byState ?? {}, -standing.unstarted);
  const belonging = countBelonging(counted);
  const unstarted = Math.max(0, pupils - belonging - (counted.TRANSFERRED_OUT ?? 0));
  return {
    ...standing,
    pupils,
    unstarted,
    eligible: belonging + unstarted,
    byState: addUnstarted(counted, unstarted),
  };
}

type GradeStandingRow = Omit<GradeStanding, 'updatedAt' | 'lastAt'> & {
  updatedAt: string | null;
  lastAt: string | null;
};

/**
 * Locks the schools (in one order, so that writers never wait for each other in a circle): by code, whether they are in the plan.
 * With `isRelaxed` the transaction's commit does not wait for the disk.
 */
export async function lockSchools(
  em: EntityManager,
  codes: readonly string[],
  { isRelaxed = false }: { isRelaxed?: boolean } = {},
): Promise<Map<string, boolean>> {
  const relaxed = isRelaxed ? `, set_config('synchronous_commit', 'off', true)` : '';
  const rows = await em.execute<{ school: string; inPlan: boolean }[]>(
    `select school, in_plan as "inPlan"${relaxed} from records.known_school where school = any(?::text[]) order by school for update`,
    [arrayOf(codes)],
  );
  return new Map(rows.map(({ school, inPlan }) => [school, inPlan]));
}

/**
 * Every grade that the register has told of these schools, in any year; read after `lockSchools`, it holds until the end.
 */
export async function readStandings(em: EntityManager, codes: readonly string[]): Promise<GradeStanding[]> {
  const rows = await em.execute<GradeStandingRow[]>(
    `select e.school, e.school_year as "schoolYear", e.grade, e.pupils, g.eligible, coalesce(g.version, 0) as version,
            coalesce(g.by_units, false) as "byUnits", coalesce(g.unstarted, 0) as unstarted,
            g.updated_at as "updatedAt",
            (select jsonb_object_agg(c.state, c.count) from records.state_counter c
              where c.school = e.school and c.school_year = e.school_year and c.grade = e.grade) as "byState",
            (select max(h.at) from records.count_history h
              where h.school_year = e.school_year and h.school = e.school and h.grade = e.grade) as "lastAt"
       from records.known_enrolment e
       left join records.grade_progress g on g.school = e.school and g.school_year = e.school_year and g.grade = e.grade
      where e.school = any(?::text[]) order by e.school, e.school_year, e.grade`,
    [arrayOf(codes)],
  );
  return rows.map((row) => ({
    ...row,
    eligible: row.eligible === null ? null : row.eligible + row.unstarted,
    byState: row.eligible === null ? null : addUnstarted(row.byState ?? {}, row.unstarted),
    updatedAt: instant(row.updatedAt),
    lastAt: instant(row.lastAt),
  }));
}

/** A grade kept by units, as its counters stand; `unstarted` as it was counted last. */
export interface CountedGrade {
  school: string;
  schoolYear: string;
  grade: number;
  eligible: number;
  byState: StateCounts;
  unstarted: number;
}

/** The counters of every grade of these schools that is kept by units: all that writing units can have moved. */
export async function readCounted(em: EntityManager, codes: readonly string[]): Promise<CountedGrade[]> {
  return em.execute<CountedGrade[]>(
    `select g.school, g.school_year as "schoolYear", g.grade, g.eligible, g.unstarted,
            (select coalesce(jsonb_object_agg(c.state, c.count), '{}') from records.state_counter c
              where c.school = g.school and c.school_year = g.school_year and c.grade = g.grade) as "byState"
       from records.grade_progress g where g.by_units and g.school = any(?::text[])`,
    [arrayOf(codes)],
  );
}

/** An array in PostgreSQL's own words. As rows to join, how many codes there are would be unknown to its planner, and one school be looked up by a scan of all. */
function arrayOf(codes: readonly string[]): string {
  return `{${codes.map((code) => `"${code.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
