import { sql, type RawBuilder } from 'kysely';

import type { Headcount } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

/** One group's signatures as far as known: holders and whole as the school declared them, and the register's own count. */
export interface SignatureFacts {
  managersSigned: number | null;
  managersDeclared: number | null;
  managersHeadcount: number | null;
  teachersSigned: number | null;
  teachersDeclared: number | null;
  teachersHeadcount: number | null;
}

export interface SignatureRow extends SignatureFacts {
  school: string;
  at: string;
}

const facts = sql`managers_signed as "managersSigned", managers_declared as "managersDeclared", managers_headcount as "managersHeadcount",
  teachers_signed as "teachersSigned", teachers_declared as "teachersDeclared", teachers_headcount as "teachersHeadcount"`;

/** What is known last of each school; a school of which nothing is known has no row. */
export async function readLatestSignatures(db: Reader, schools: readonly string[]): Promise<SignatureRow[]> {
  const { rows } = await sql<SignatureRow>`
    select distinct on (school) school, at, ${facts} from readiness.signature_history
     where school = any(${[...schools]}) order by school, at desc, id desc`.execute(db);
  return rows;
}

export async function insertSignatures(
  db: Reader,
  school: string,
  at: Date,
  known: SignatureFacts,
): Promise<void> {
  await sql`
    insert into readiness.signature_history (school, at, managers_signed, managers_declared, managers_headcount,
      teachers_signed, teachers_declared, teachers_headcount)
    values (${school}, ${at}, ${known.managersSigned}, ${known.managersDeclared}, ${known.managersHeadcount},
      ${known.teachersSigned}, ${known.teachersDeclared}, ${known.teachersHeadcount})`.execute(db);
}

/**
 * The register's count from `at` on. What the school declared since then was written before this count was heard of, so the
 * rows that follow take it as well.
 */
export async function insertHeadcountAt(
  db: Reader,
  school: string,
  at: Date,
  people: Headcount,
): Promise<void> {
  const instant = at.toISOString();
  await sql`
    insert into readiness.signature_history (school, at, managers_signed, managers_declared, managers_headcount,
      teachers_signed, teachers_declared, teachers_headcount)
    select ${school}::text, ${instant}::timestamptz, h.managers_signed, h.managers_declared, ${people.managers}::int,
           h.teachers_signed, h.teachers_declared, ${people.homeroomInScope}::int
      from (select 1) as once left join lateral (
        select * from readiness.signature_history
         where school = ${school} and at <= ${instant}::timestamptz order by at desc, id desc limit 1
      ) as h on true`.execute(db);
  await sql`
    update readiness.signature_history
       set managers_headcount = ${people.managers}, teachers_headcount = ${people.homeroomInScope}
     where school = ${school} and at > ${instant}::timestamptz`.execute(db);
}

export type CoverageGroup = 'SCHOOL' | 'WARD' | 'DISTRICT';

export interface CoverageRow {
  at: string;
  school: string | null;
  ward: string | null;
  schools: number;
  reported: number;
  managersKnown: number;
  managersSigned: number;
  managersTotal: number;
  teachersKnown: number;
  teachersSigned: number;
  teachersTotal: number;
}

const groups: Record<CoverageGroup, { school: RawBuilder<unknown>; ward: RawBuilder<unknown> }> = {
  SCHOOL: { school: sql`s.code`, ward: sql`s.ward` },
  WARD: { school: sql`null::text`, ward: sql`s.ward` },
  DISTRICT: { school: sql`null::text`, ward: sql`null::text` },
};

/**
 * Coverage as it was known at each instant, over the schools that the plan is about (I.1: active, with primary grades), one row per
 * instant and group, groups in order and each by time. Wholes count every school whose people are known, also those that have not declared.
 */
export async function readCoverage(
  db: Reader,
  options: { by: CoverageGroup; instants: readonly Date[]; codes: readonly string[] | null },
): Promise<CoverageRow[]> {
  const { school, ward } = groups[options.by];
  const bound = options.codes === null ? sql`true` : sql`s.code = any(${[...options.codes]})`;
  const { rows } = await sql<CoverageRow>`
    select i.at, ${school} as school, ${ward} as ward,
           count(s.code)::int as schools,
           count(*) filter (where h.managers_signed is not null and h.teachers_signed is not null)::int as reported,
           count(h.managers_signed)::int as "managersKnown",
           coalesce(sum(h.managers_signed), 0)::int as "managersSigned",
           coalesce(sum(greatest(h.managers_declared, h.managers_headcount)), 0)::int as "managersTotal",
           count(h.teachers_signed)::int as "teachersKnown",
           coalesce(sum(h.teachers_signed), 0)::int as "teachersSigned",
           coalesce(sum(greatest(h.teachers_declared, h.teachers_headcount)), 0)::int as "teachersTotal"
      from (select text::timestamptz as at from unnest(${options.instants.map((at) => at.toISOString())}::text[]) as text) as i
      left join readiness.known_school s on s.status = 'ACTIVE' and s.has_primary and ${bound}
      left join lateral (
        select * from readiness.signature_history known
         where known.school = s.code and known.at <= i.at order by known.at desc, known.id desc limit 1
      ) as h on true
     where ${options.by === 'DISTRICT' ? sql`true` : sql`s.code is not null`}
     group by 1, 2, 3 order by 3, 2, 1`.execute(db);
  return rows;
}
