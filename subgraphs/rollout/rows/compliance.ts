import { sql, type RawBuilder } from 'kysely';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import { foldForSearch } from '../../../shared/search.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import type { StoredEvaluation, StoredLine } from '../stored.js';
import { keysetOf, type ComplianceOrderInput } from './order.js';

export interface ComplianceRow {
  school: string;
  status: ComplianceStatus;
  scoreNumerator: number;
  scoreDenominator: number;
  readyDeclared: boolean;
  readyVerified: boolean;
  lateSince: string | null;
  result: StoredEvaluation;
  validFrom: string;
}

export interface ComplianceListFilter {
  status?: readonly string[] | null | undefined;
  ward?: readonly string[] | null | undefined;
  /** Only schools that this rule is in force for and not met. */
  rule?: string | null | undefined;
  search?: string | null | undefined;
  /** Bounds of the actor; null where it sees all. */
  codes: readonly string[] | null;
}

const columns = sql`school, status, score_numerator::float8 as "scoreNumerator", score_denominator::float8 as "scoreDenominator",
  ready_declared as "readyDeclared", ready_verified as "readyVerified", late_since as "lateSince", result, valid_from as "validFrom"`;

/** Every school's compliance as it stands, or as it stood at an instant: one row a school, from one table each. */
export function shownAt(asOf: Date | null): RawBuilder<unknown> {
  if (asOf === null) return sql`(select * from rollout.compliance)`;
  // From each school into its own history: a scan over all of it would grow with the years.
  return sql`(select past.* from rollout.compliance known cross join lateral (
    select * from rollout.compliance_history h where h.school = known.school and h.valid_from <= ${asOf.toISOString()}::timestamptz
     order by h.valid_from desc, h.id desc limit 1) past)`;
}

/** One page (one row more than asked) and the number of all that the filter lets through, in a single statement. */
export async function listCompliance(
  db: Reader,
  query: { filter: ComplianceListFilter; order: ComplianceOrderInput; page: PageRequest; asOf: Date | null },
): Promise<{
  rows: (ComplianceRow & { sortValue: string | number; sortKey: string })[];
  totalCount: number;
}> {
  const { filter, order, page, asOf } = query;
  const keyset = keysetOf(order, page.after);
  const { rows } = await sql<
    ComplianceRow & { sortValue: string | number; sortKey: string; totalCount: number }
  >`
    with shown as (
      select shown.*, ${keyset.value} as sort_value from ${shownAt(asOf)} shown where ${conditions(filter)}
    ), total as (select count(*)::int as "totalCount" from shown)
    select page.*, total."totalCount" from total left join lateral (
      select ${columns}, sort_value as "sortValue", sort_key as "sortKey" from shown
       where ${keyset.after} order by ${keyset.orderBy} limit ${page.first + 1}
    ) page on true`.execute(db);
  return { rows: rows.filter((row) => row.school !== null), totalCount: rows[0]?.totalCount ?? 0 };
}

function conditions(filter: ComplianceListFilter): RawBuilder<unknown> {
  const parts = [sql`true`];
  if (filter.status != null) parts.push(sql`status = any(${[...filter.status]})`);
  if (filter.ward != null) parts.push(sql`ward = any(${[...filter.ward]})`);
  if (filter.rule != null) parts.push(sql`unmet -> ${filter.rule}::text is not null`);
  if (filter.search != null && filter.search.trim() !== '') {
    parts.push(sql`position(${foldForSearch(filter.search)} in search_key) > 0`);
  }
  if (filter.codes !== null) parts.push(sql`school = any(${[...filter.codes]})`);
  return sql.join(parts, sql` and `);
}

/** The compliance of the schools as it stands. */
export async function readCompliance(db: Reader, schools: readonly string[]): Promise<ComplianceRow[]> {
  const { rows } = await sql<ComplianceRow>`
    select ${columns} from rollout.compliance where school = any(${[...schools]})`.execute(db);
  return rows;
}

export interface PastCompliance {
  school: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/** The compliance of schools at instants, in one statement for any number of both; `n` is the place of the wish. */
export async function readPastCompliance(
  db: Reader,
  wishes: readonly PastCompliance[],
): Promise<(ComplianceRow & { n: number })[]> {
  const { rows } = await sql<ComplianceRow & { n: number }>`
    select past.*, wish.n::int as n
      from unnest(${wishes.map(({ school }) => school)}::text[], ${wishes.map(({ at }) => at)}::timestamptz[])
             with ordinality as wish(school, at, n)
     cross join lateral (
       select ${columns} from rollout.compliance_history h where h.school = wish.school and h.valid_from <= wish.at
        order by h.valid_from desc, h.id desc limit 1) past`.execute(db);
  return rows;
}

export interface UnmetRow {
  school: string;
  line: StoredLine;
}

/** The schools for which the rule is in force and not met, with its line, in Vietnamese order of names. */
export async function listUnmet(
  db: Reader,
  query: { rule: string; codes: readonly string[] | null; asOf: Date | null },
): Promise<UnmetRow[]> {
  const { rows } = await sql<UnmetRow>`
    select school, line from ${shownAt(query.asOf)} shown, jsonb_array_elements(result -> 'lines') as line
     where ${conditions({ rule: query.rule, codes: query.codes })} and line ->> 'rule' = ${query.rule}
     order by sort_key, school`.execute(db);
  return rows;
}
