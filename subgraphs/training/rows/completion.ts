import { sql, type RawBuilder } from 'kysely';

import type { StaffGroups } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

/** A school's training as it stands; people are null where the register has told of none. */
export interface CompletionRow extends StaffGroups {
  school: string;
  citySessions: number;
  updatedAt: string | null;
  peopleManagers: number | null;
  peopleTeachers: number | null;
  peopleStaff: number | null;
}

const standing = sql`c.school, coalesce(k.in_plan, true) as in_plan, c.managers, c.teachers, c.staff, c.city_sessions, c.updated_at,
  h.managers as people_managers, h.teachers as people_teachers, h.staff as people_staff
  from training.completion c
  left join training.known_headcount h on h.school = c.school
  left join training.known_school k on k.school = c.school`;

const columns = sql`school, managers, teachers, staff, city_sessions as "citySessions", updated_at as "updatedAt",
  people_managers as "peopleManagers", people_teachers as "peopleTeachers", people_staff as "peopleStaff"`;

/** Each school's training; no row for one of which nothing was ever told. */
export async function readCompletions(db: Reader, codes: readonly string[]): Promise<CompletionRow[]> {
  const { rows } = await sql<CompletionRow>`
    select ${columns} from (select ${standing} where c.school = any(${[...codes]})) s`.execute(db);
  return rows;
}

/** A school's training as it stood at an instant. */
export interface PastCompletionRow extends CompletionRow {
  key: string;
}

/** Which school's training, as shown at which instant. */
export function completionKey(school: string, asOf: Date): string {
  return `${school} ${asOf.toISOString()}`;
}

/** What was shown of each key of `completionKey`, in one statement however many instants are asked for. */
export async function readPastCompletions(db: Reader, keys: readonly string[]): Promise<PastCompletionRow[]> {
  const { rows } = await sql<PastCompletionRow>`
    select key, ${columns} from (
      select k.key, h.* from (
        select key, split_part(key, ' ', 1) as code, split_part(key, ' ', 2)::timestamptz as shown_at
          from unnest(${[...keys]}::text[]) as asked (key)
      ) k cross join lateral (
        select school, managers, teachers, staff, city_sessions, updated_at, people_managers, people_teachers, people_staff
          from training.completion_history c where c.school = k.code and c.at <= k.shown_at order by c.at desc, c.id desc limit 1
      ) h
    ) s`.execute(db);
  return rows;
}

/** Every school in the plan as shown at `asOf` (now where null) within `codes` (all where null), by code. */
export async function readInPlan(
  db: Reader,
  { asOf, codes }: { asOf: Date | null; codes: readonly string[] | null },
): Promise<CompletionRow[]> {
  const shown = asOf === null ? sql`select ${standing}` : shownAt(asOf);
  const { rows } = await sql<CompletionRow>`
    select ${columns} from (${shown}) s
     where in_plan and (${codes === null}::boolean or school = any(${[...(codes ?? [])]})) order by school`.execute(
    db,
  );
  return rows;
}

/** Sums over a part of the schools: those bounding the actor (`isOwn`) or the rest, in the plan or out of it. */
export interface SumRow extends StaffGroups {
  isOwn: boolean;
  inPlan: boolean;
  schools: number;
  unreported: number;
  reported: number;
  known: number;
  atCitySession: number;
  citySessions: number;
  updatedAt: string | null;
  countedManagers: number;
  countedTeachers: number;
  countedStaff: number;
  peopleManagers: number;
  peopleTeachers: number;
  peopleStaff: number;
}

/** All schools' training as shown at `asOf` (now where null), summed; `own` are the codes to keep apart. */
export async function sumCompletions(
  db: Reader,
  { asOf, own }: { asOf: Date | null; own: readonly string[] },
): Promise<SumRow[]> {
  const shown = asOf === null ? sql`select ${standing}` : shownAt(asOf);
  const { rows } = await sql<SumRow>`
    with shown as (${shown})
    select is_own as "isOwn", in_plan as "inPlan", ${sums}
      from (select shown.*, school = any(${[...own]}) as is_own from shown) s
     group by is_own, in_plan`.execute(db);
  return rows;
}

/** The same at each of several instants, in one statement; `n` is the place of the instant, from 1. */
export async function sumCompletionsOverTime(
  db: Reader,
  { instants, own }: { instants: readonly Date[]; own: readonly string[] },
): Promise<(SumRow & { n: number })[]> {
  const { rows } = await sql<SumRow & { n: number }>`
    select n::int as n, is_own as "isOwn", in_plan as "inPlan", ${sums}
      from (select asked.n, h.*, h.school = any(${[...own]}) as is_own
              from unnest(${instants.map((at) => at.toISOString())}::timestamptz[]) with ordinality as asked (at, n)
             cross join training.completion c
             cross join lateral (
               select ${pastColumns} from training.completion_history
                where school = c.school and at <= asked.at order by at desc, id desc limit 1) h) s
     group by n, is_own, in_plan`.execute(db);
  return rows;
}

// Each school's trained count up to its own people: one school's surplus must not hide another's gap.
const counted = (group: string): RawBuilder<unknown> =>
  sql`coalesce(sum(least(${sql.ref(group)}, ${sql.ref(`people_${group}`)})) filter (where ${sql.ref(`people_${group}`)} is not null), 0)::int`;

const sums = sql`count(*)::int as schools,
           (count(*) filter (where updated_at is null or people_managers is null))::int as unreported,
           count(updated_at)::int as reported, count(people_managers)::int as known,
           (count(*) filter (where city_sessions > 0))::int as "atCitySession",
           sum(city_sessions)::int as "citySessions", max(updated_at) as "updatedAt",
           sum(managers)::int as managers, sum(teachers)::int as teachers, sum(staff)::int as staff,
           ${counted('managers')} as "countedManagers", ${counted('teachers')} as "countedTeachers", ${counted('staff')} as "countedStaff",
           coalesce(sum(people_managers), 0)::int as "peopleManagers", coalesce(sum(people_teachers), 0)::int as "peopleTeachers",
           coalesce(sum(people_staff), 0)::int as "peopleStaff"`;

const pastColumns = sql`school, in_plan, managers, teachers, staff, city_sessions, updated_at, people_managers, people_teachers, people_staff`;

function shownAt(asOf: Date): RawBuilder<unknown> {
  return sql`select h.* from training.completion c cross join lateral (
    select ${pastColumns} from training.completion_history
     where school = c.school and at <= ${asOf.toISOString()}::timestamptz order by at desc, id desc limit 1
  ) h`;
}
