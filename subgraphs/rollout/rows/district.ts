import { sql, type RawBuilder } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import { shownAt } from './compliance.js';

export interface DistrictRow {
  compliant: number;
  atRisk: number;
  late: number;
  unknown: number;
  excluded: number;
  readyDeclared: number;
  readyVerified: number;
  isSynthetic: boolean;
  /** Of the whole district, whoever asks: schools that have a score, and the sum of their scores in billionths. */
  scored: number;
  scoreSum: number;
}

/** A score is summed in billionths: exact to far below what anyone shows, and whole, so that 100 % stands only where every school has it. */
export const SCORE_UNIT = 1_000_000_000;

/** The district at an instant or now; counts are of the given schools (null: all), the score is always the whole district's. */
export async function readDistrict(
  db: Reader,
  query: { codes: readonly string[] | null; asOf: Date | null },
): Promise<DistrictRow> {
  const { rows } = await sql<DistrictRow>`
    select ${figures(query.codes)} from ${shownAt(query.asOf)} shown`.execute(db);
  return rows[0] as DistrictRow;
}

/** The district at each of the instants (ISO 8601), in one statement. */
export async function readDistrictOverTime(
  db: Reader,
  query: { codes: readonly string[] | null; instants: readonly string[] },
): Promise<DistrictRow[]> {
  const { rows } = await sql<DistrictRow>`
    select ${figures(query.codes)}
      from unnest(${[...query.instants]}::timestamptz[]) with ordinality as wish(at, n)
      left join lateral (
        select past.* from rollout.compliance known cross join lateral (
          select * from rollout.compliance_history h where h.school = known.school and h.valid_from <= wish.at
           order by h.valid_from desc, h.id desc limit 1) past) shown on true
     group by wish.n order by wish.n`.execute(db);
  return rows;
}

export interface UnmetRuleRow {
  rule: string;
  schools: number;
  pointsLost: number;
}

/** The rules that are in force and not met, with how many schools lack them and what they cost, the dearest first. */
export async function readUnmetRules(
  db: Reader,
  query: { codes: readonly string[] | null; asOf: Date | null },
): Promise<UnmetRuleRow[]> {
  const { rows } = await sql<UnmetRuleRow>`
    select lost.key as rule, count(*)::int as schools, sum(lost.value::numeric)::float8 as "pointsLost"
      from ${shownAt(query.asOf)} shown, jsonb_each_text(unmet) as lost
     where ${isCounted(query.codes)} group by lost.key order by 3 desc, 1`.execute(db);
  return rows;
}

function figures(codes: readonly string[] | null): RawBuilder<unknown> {
  const counted = isCounted(codes);
  const ofStatus = (status: string) => sql`count(*) filter (where status = ${status} and ${counted})::int`;
  return sql`
    ${ofStatus('COMPLIANT')} as compliant, ${ofStatus('AT_RISK')} as "atRisk", ${ofStatus('LATE')} as late,
    ${ofStatus('UNKNOWN')} as unknown, ${ofStatus('EXCLUDED')} as excluded,
    count(*) filter (where ready_declared and ${counted})::int as "readyDeclared",
    count(*) filter (where ready_verified and ${counted})::int as "readyVerified",
    coalesce(bool_or(is_synthetic and ${counted}), false) as "isSynthetic",
    count(*) filter (where score_denominator > 0)::int as scored,
    coalesce(sum(case when score_numerator = score_denominator then ${SCORE_UNIT}::numeric
      else least(round(score_numerator::numeric * ${SCORE_UNIT}::numeric / score_denominator), ${SCORE_UNIT - 1}::numeric) end)
      filter (where score_denominator > 0), 0)::float8 as "scoreSum"`;
}

function isCounted(codes: readonly string[] | null): RawBuilder<unknown> {
  return codes === null ? sql`true` : sql`school = any(${[...codes]})`;
}
