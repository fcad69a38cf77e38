import { sql } from 'kysely';

import type { Headcount, SchoolStatus } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

/** Makes other writers of these schools' readiness wait until the transaction ends; taken in one order, so that two never wait for each other. */
export async function lockSchools(db: Reader, schools: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended('readiness:' || school, 0) as key from unnest(${[...schools]}::text[]) as school order by key
    ) as ordered`.execute(db);
}

/** The school's people as the register last told; null where it has not. */
export async function readKnownHeadcount(db: Reader, school: string): Promise<Headcount | null> {
  const { rows } = await sql<Headcount>`
    select managers, teachers, staff, homeroom_in_scope as "homeroomInScope"
      from readiness.known_headcount where school = ${school}`.execute(db);
  return rows[0] ?? null;
}

export async function putKnownHeadcount(db: Reader, school: string, people: Headcount): Promise<void> {
  await sql`
    insert into readiness.known_headcount (school, managers, teachers, staff, homeroom_in_scope)
    values (${school}, ${people.managers}, ${people.teachers}, ${people.staff}, ${people.homeroomInScope})
    on conflict (school) do update set managers = excluded.managers, teachers = excluded.teachers, staff = excluded.staff,
      homeroom_in_scope = excluded.homeroom_in_scope`.execute(db);
}

export interface KnownSchoolRow {
  code: string;
  ward: string;
  status: SchoolStatus;
  hasPrimary: boolean;
}

export async function putKnownSchool(db: Reader, school: KnownSchoolRow): Promise<void> {
  await sql`
    insert into readiness.known_school (code, ward, status, has_primary)
    values (${school.code}, ${school.ward}, ${school.status}, ${school.hasPrimary})
    on conflict (code) do update set ward = excluded.ward, status = excluded.status, has_primary = excluded.has_primary`.execute(
    db,
  );
}

export async function isKnownSchool(db: Reader, code: string): Promise<boolean> {
  const { rows } = await sql<{
    code: string;
  }>`select code from readiness.known_school where code = ${code}`.execute(db);
  return rows.length > 0;
}

/** How many schools a coverage by school has, of those the plan is about (I.1); `codes` bounds them, null is no bound. */
export async function countSchoolsOfPlan(db: Reader, codes: readonly string[] | null): Promise<number> {
  const bound = codes === null ? sql`true` : sql`code = any(${[...codes]})`;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from readiness.known_school
     where status = 'ACTIVE' and has_primary and ${bound}`.execute(db);
  return rows[0]?.count ?? 0;
}
