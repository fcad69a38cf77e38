import { sql, type RawBuilder } from 'kysely';

import type { SessionOrganiser, StaffGroups } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import { afterTexts, type PageRequest } from '../../../shared/subgraph/connection.js';
import type { AttendanceSource } from '../types/training.js';

export interface SessionRow extends StaffGroups {
  school: string;
  id: string;
  organiser: SessionOrganiser;
  heldOn: string;
  topic: string;
  source: AttendanceSource;
  version: number;
  recordedAt: string;
}

/** The sessions that each school attended, by day. */
export async function readSessions(db: Reader, codes: readonly string[]): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select a.school, s.id, s.organiser, s.held_on::text as "heldOn", s.topic, a.managers, a.teachers, a.staff,
           a.source, a.version, a.recorded_at as "recordedAt"
      from training.attendance a join training.session s on s.id = a.session
     where a.school = any(${[...codes]}) order by a.school, s.held_on, a.recorded_at, s.id`.execute(db);
  return rows;
}

export interface VersionRow extends StaffGroups {
  session: string;
  school: string;
  version: number;
  source: AttendanceSource;
  reason: string | null;
  recordedAt: string;
}

/** Every state of the schools' attendances, the first included, in their order. */
export async function readVersions(db: Reader, codes: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select session, school, version, managers, teachers, staff, source, reason, recorded_at as "recordedAt"
      from training.attendance_version where school = any(${[...codes]}) order by school, session, version`.execute(
    db,
  );
  return rows;
}

export interface OrganisedRow {
  id: string;
  organiser: SessionOrganiser;
  school: string | null;
  heldOn: string;
  topic: string;
  place: string | null;
  isPlanned: boolean;
}

export interface OrganisedFilter {
  /** Held by this school or attended by it. */
  school?: string | null | undefined;
  organiser?: SessionOrganiser | null | undefined;
  /** The schools whose own sessions may be shown; null for all. */
  readable: readonly string[] | null;
}

/** One page of sessions, the latest day first (one row more than asked), and the number of all, in one statement. */
export async function listOrganised(
  db: Reader,
  filter: OrganisedFilter,
  page: PageRequest,
): Promise<{ rows: OrganisedRow[]; totalCount: number }> {
  const [heldOn = null, id = null] = afterTexts(page, 2) ?? [];
  const { rows } = await sql<OrganisedRow & { totalCount: number }>`
    with listed as (
      select s.id::text as id, s.organiser, s.school, s.held_on::text as "heldOn", s.topic, s.place,
             s.planned_at is not null as "isPlanned"
        from training.session s where ${conditions(filter)}
    ), total as (select count(*)::int as "totalCount" from listed)
    select listed.*, total."totalCount" from total left join lateral (
      select * from listed
       where ${heldOn}::text is null or "heldOn" < ${heldOn}::text or ("heldOn" = ${heldOn}::text and id > ${id}::text)
       order by "heldOn" desc, id limit ${page.first + 1}
    ) listed on true`.execute(db);
  return { rows: rows.filter((row) => row.id !== null), totalCount: rows[0]?.totalCount ?? 0 };
}

function conditions({ school, organiser, readable }: OrganisedFilter): RawBuilder<unknown> {
  const parts = [sql`true`];
  if (readable !== null) parts.push(sql`(s.school is null or s.school = any(${[...readable]}))`);
  if (organiser != null) parts.push(sql`s.organiser = ${organiser}`);
  if (school != null) {
    parts.push(
      sql`(s.school = ${school} or exists (select from training.attendance a where a.session = s.id and a.school = ${school}))`,
    );
  }
  return sql.join(parts, sql` and `);
}

export interface AttendanceRow extends StaffGroups {
  session: string;
  school: string;
  source: AttendanceSource;
  version: number;
  recordedAt: string;
}

/** Who attended each session, by school. */
export async function readAttendances(db: Reader, sessions: readonly string[]): Promise<AttendanceRow[]> {
  const { rows } = await sql<AttendanceRow>`
    select session::text as session, school, managers, teachers, staff, source, version, recorded_at as "recordedAt"
      from training.attendance where session::text = any(${[...sessions]}) order by session, school`.execute(
    db,
  );
  return rows;
}
