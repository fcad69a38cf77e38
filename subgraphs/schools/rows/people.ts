import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { ContactRole } from '../types/person.js';

export interface HeadcountRow {
  key: string;
  asOf: string;
  managers: number;
  teachers: number;
  staff: number;
  homeroomInScope: number;
}

/** Which school's headcount, as known at which instant; the latest where `asOf` is left out. */
export function headcountKey(school: string, asOf?: Date | null): string {
  return `${school} ${asOf?.toISOString() ?? ''}`;
}

/** The headcount in force for each key of `headcountKey`, in one statement however many instants are asked for. */
export async function readHeadcounts(db: Reader, keys: readonly string[]): Promise<HeadcountRow[]> {
  const { rows } = await sql<HeadcountRow>`
    select k.key, h.as_of::text as "asOf", h.managers, h.teachers, h.staff, h.homeroom_in_scope as "homeroomInScope"
      from (select key, split_part(key, ' ', 1) as school, nullif(split_part(key, ' ', 2), '')::timestamptz as known_at
              from unnest(${[...keys]}::text[]) as asked (key)) k
      cross join lateral (
        select * from schools.headcount h
         where h.school = k.school and (k.known_at is null or h.recorded_at <= k.known_at)
         order by h.as_of desc, h.id desc limit 1
      ) h`.execute(db);
  return rows;
}

export interface EnrolmentRow {
  school: string;
  schoolYear: string;
  grade: number;
  classes: number;
  pupils: number;
  inScope: boolean;
}

export async function readEnrolment(db: Reader, codes: readonly string[]): Promise<EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`
    select e.school, e.school_year as "schoolYear", e.grade, e.classes, e.pupils,
           coalesce(y.scope_grades @> to_jsonb(e.grade), false) as "inScope"
      from schools.enrolment e left join schools.school_year y on y.id = e.school_year
     where e.school = any(${[...codes]}) order by e.school, e.school_year, e.grade`.execute(db);
  return rows;
}

export interface PersonRow {
  school: string;
  subject: string;
  name: string;
  role: ContactRole;
  phone: string | null;
  updatedAt: string;
}

/** Whom to phone at each school, the principal first. */
export async function readPeople(db: Reader, codes: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select school, subject, name, role, phone, updated_at as "updatedAt" from schools.person where school = any(${[...codes]})
     order by school, array_position(array['PRINCIPAL', 'DEPUTY_PRINCIPAL', 'SYSTEM_ADMIN', 'CLERK', 'OTHER'], role), name, subject`.execute(
    db,
  );
  return rows;
}
