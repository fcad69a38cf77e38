import { sql, type RawBuilder } from 'kysely';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import { shownAt } from './compliance.js';

export interface ComparisonRow {
  school: string;
  statusBefore: ComplianceStatus | null;
  statusAfter: ComplianceStatus | null;
  numeratorBefore: number | null;
  denominatorBefore: number | null;
  numeratorAfter: number | null;
  denominatorAfter: number | null;
  /** Rules that were met. */
  metBefore: string[];
  metAfter: string[];
}

/** The schools whose status, score or met rules differ between the instants (null: now), by name; one statement. */
export async function readComparison(
  db: Reader,
  query: { from: Date | null; to: Date | null; codes: readonly string[] | null },
): Promise<ComparisonRow[]> {
  const side = (at: Date | null): RawBuilder<unknown> => sql`(
    select school, sort_key, status, score_numerator, score_denominator, array(
             select line ->> 'rule' from jsonb_array_elements(result -> 'lines') with ordinality as lines(line, n)
              where line ->> 'state' = 'MET' order by line ->> 'rule') as met
      from ${shownAt(at)} shown where ${query.codes === null ? sql`true` : sql`school = any(${[...query.codes]})`})`;
  const { rows } = await sql<ComparisonRow>`
    select coalesce(a.school, b.school) as school, b.status as "statusBefore", a.status as "statusAfter",
           b.score_numerator::float8 as "numeratorBefore", b.score_denominator::float8 as "denominatorBefore",
           a.score_numerator::float8 as "numeratorAfter", a.score_denominator::float8 as "denominatorAfter",
           to_jsonb(coalesce(b.met, '{}')) as "metBefore", to_jsonb(coalesce(a.met, '{}')) as "metAfter"
      from ${side(query.from)} b full join ${side(query.to)} a on a.school = b.school
     where (b.status, b.score_numerator, b.score_denominator, b.met)
           is distinct from (a.status, a.score_numerator, a.score_denominator, a.met)
     order by coalesce(a.sort_key, b.sort_key), 1`.execute(db);
  return rows;
}
