import { sql, type RawBuilder } from 'kysely';

import type { Reader } from '../../shared/session.js';
import { openedYear } from './scope.js';
import { addUnstarted, type StateCounts } from './states.js';

/** What a school's `records` field asks for; no year stands for the default one, no instant for now. */
export interface SchoolYearKey {
  school: string;
  schoolYear: string | null;
  asOf: Date | null;
}

/** One grade of a school as it stands; a school without any grade has one row without a grade. */
export interface GradeRow {
  /** The key that was asked with. */
  key: string;
  schoolYear: string;
  inPlan: boolean;
  grade: number | null;
  pupils: number | null;
  eligible: number | null;
  byState: StateCounts | null;
  version: number;
  updatedAt: string | null;
}

/** A loader's key as a string, and back. */
export const toKey = ({ school, schoolYear, asOf }: SchoolYearKey): string =>
  JSON.stringify([school, schoolYear, asOf]);
const fromKey = (key: string, now: Date) => {
  const [school, year, at] = JSON.parse(key) as [string, string | null, string | null];
  return { key, school, year, at, opened: String(openedYear(at === null ? now : new Date(at))) };
};

/** The latest school year in scope that has opened by then; the first one where none has. */
function defaultYear(opened: RawBuilder<string>): RawBuilder<string> {
  return sql<string>`(
    select coalesce(max(school_year) filter (where left(school_year, 4) <= ${opened}), min(school_year))
      from records.scope_year)`;
}

/** The grades in scope of each school and year, in order, now or as history shows them; no row where the year's scope is unknown. */
export async function readGrades(db: Reader, keys: readonly string[], now: Date): Promise<GradeRow[]> {
  const asked = JSON.stringify(keys.map((key) => fromKey(key, now)));
  const { rows } = await sql<GradeRow & { unstarted: number }>`
    select a.key, y.school_year as "schoolYear", e.grade,
           case when a.at is null then coalesce(k.in_plan, true) else coalesce(h.in_plan, false) end as "inPlan",
           case when a.at is null then e.pupils else h.pupils end as pupils,
           case when a.at is null then g.eligible + g.unstarted else h.eligible end as eligible,
           case when a.at is null then coalesce(g.version, 0) else coalesce(h.version, 0) end as version,
           case when a.at is null then g.updated_at else h.updated_at end as "updatedAt",
           case when a.at is null then coalesce(g.unstarted, 0) else 0 end as unstarted,
           case when a.at is not null then h.by_state else (
             select jsonb_object_agg(c.state, c.count) from records.state_counter c
              where c.school = e.school and c.school_year = e.school_year and c.grade = e.grade) end as "byState"
      from jsonb_to_recordset(${asked}::jsonb) as a (key text, school text, year text, at timestamptz, opened text)
      join records.scope_year y on y.school_year = coalesce(a.year, ${defaultYear(sql`a.opened`)})
      left join records.known_school k on k.school = a.school
      left join records.known_enrolment e
        on e.school = a.school and e.school_year = y.school_year and y.grades @> to_jsonb(e.grade)
      left join records.grade_progress g
        on g.school = e.school and g.school_year = e.school_year and g.grade = e.grade
      left join lateral (
        select * from records.count_history h
         where h.school_year = e.school_year and h.school = e.school and h.grade = e.grade and h.at <= a.at
         order by h.at desc, h.id desc limit 1
      ) h on a.at is not null
     order by a.key, e.grade`.execute(db);
  return rows.map(({ unstarted, ...row }) => ({
    ...row,
    byState: addUnstarted(row.byState ?? {}, unstarted),
  }));
}

interface ScopeRow {
  schoolYear: string;
  grades: number[];
}

/** Every year in scope, and which of them is asked for: the given one, or the default at `at`; null where there is none. */
export async function readScope(
  db: Reader,
  { schoolYear, at }: { schoolYear: string | null; at: Date },
): Promise<{ known: string[]; asked: ScopeRow | null }> {
  const { rows } = await sql<ScopeRow & { isAsked: boolean }>`
    select school_year as "schoolYear", grades, school_year = coalesce(${schoolYear}::text, ${defaultYear(sql`${String(openedYear(at))}::text`)}) as "isAsked"
      from records.scope_year order by school_year`.execute(db);
  return { known: rows.map((row) => row.schoolYear), asked: rows.find((row) => row.isAsked) ?? null };
}

/** Sums of one grade over a part of the schools: those bounding the actor (`isOwn`) or the rest, in the plan or out of it. */
export interface SumRow {
  grade: number;
  isOwn: boolean;
  inPlan: boolean;
  reported: number;
  unreported: number;
  eligible: number;
  byState: StateCounts;
  updatedAt: string | null;
}

export interface SumRequest {
  schoolYear: string;
  /** Grades in scope of that year. */
  grades: readonly number[];
  /** What was shown then; null for now. */
  asOf: Date | null;
  /** Codes of schools to keep apart. */
  own: readonly string[];
}

/** All schools' records of a year, summed by grade. */
export async function sumGrades(db: Reader, request: SumRequest): Promise<SumRow[]> {
  const { shown, counted } = request.asOf === null ? currently(request) : shownAt(request, request.asOf);
  const { rows } = await sql<SumRow>`
    with shown as materialized (${shown}),
    marked as (select shown.*, school = any(${[...request.own]}) as is_own from shown),
    states as materialized (
      select grade, is_own, in_plan, state, sum(count)::int as count from (${counted}) c group by grade, is_own, in_plan, state
    ), totals as (
      select grade, is_own, in_plan, count(eligible)::int as reported,
             (count(*) filter (where eligible is null and pupils > 0 and in_plan))::int as unreported,
             coalesce(sum(eligible), 0)::int as eligible, max(updated_at) as updated_at
        from marked group by grade, is_own, in_plan
    )
    select grade, is_own as "isOwn", in_plan as "inPlan", reported, unreported, eligible, updated_at as "updatedAt",
           (select coalesce(jsonb_object_agg(s.state, s.count), '{}') from states s
             where s.grade = t.grade and s.is_own = t.is_own and s.in_plan = t.in_plan) as "byState"
      from totals t order by grade`.execute(db);
  return rows;
}

/** Grades as shown, and their records by state over `marked`. */
interface Shown {
  shown: RawBuilder<unknown>;
  counted: RawBuilder<unknown>;
}

/** A grade once told of stays here with 0 pupils, so every grade that has history is found. */
function told({ schoolYear, grades }: SumRequest): RawBuilder<unknown> {
  return sql`(
    select school, school_year, grade, pupils from records.known_enrolment
     where school_year = ${schoolYear} and grade = any(${[...grades]})
  ) e`;
}

function currently(request: SumRequest): Shown {
  const shown = sql`select e.school, e.grade, coalesce(k.in_plan, true) as in_plan, e.pupils,
           g.eligible + g.unstarted as eligible, coalesce(g.unstarted, 0) as unstarted, g.updated_at
    from ${told(request)}
    left join records.known_school k on k.school = e.school
    left join records.grade_progress g on g.school = e.school and g.school_year = e.school_year and g.grade = e.grade`;
  // Straight from the counters: joined to the grades shown, a country's would be looked up one by one.
  const counted = sql`select c.grade, c.school = any(${[...request.own]}) as is_own, coalesce(k.in_plan, true) as in_plan, c.state, c.count
    from records.state_counter c left join records.known_school k on k.school = c.school
    where c.school_year = ${request.schoolYear} and c.grade = any(${[...request.grades]})
    union all select m.grade, m.is_own, m.in_plan, 'NOT_STARTED', m.unstarted from marked m where m.unstarted > 0`;
  return { shown, counted };
}

function shownAt(request: SumRequest, asOf: Date): Shown {
  const shown = sql`select h.* from ${told(request)} cross join lateral (
    select school, grade, in_plan, pupils, eligible, updated_at, by_state from records.count_history
     where school_year = e.school_year and school = e.school and grade = e.grade and at <= ${asOf.toISOString()}::timestamptz
     order by at desc, id desc limit 1
  ) h`;
  const counted = sql`select m.grade, m.is_own, m.in_plan, c.key as state, c.value::int as count
    from marked m cross join lateral jsonb_each_text(m.by_state) c where m.eligible is not null`;
  return { shown, counted };
}
