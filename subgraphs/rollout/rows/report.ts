import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { ComplianceRow } from './compliance.js';
import { shownAt } from './compliance.js';

export type ReportRow = ComplianceRow & { name: string; ward: string; isSynthetic: boolean };

/** Every school as it stood at the instant (null: now), under the name that it had then, in Vietnamese order of names. */
export async function readReportRows(db: Reader, asOf: Date | null): Promise<ReportRow[]> {
  const known = asOf === null ? sql`true` : sql`entry.at <= ${asOf.toISOString()}::timestamptz`;
  const { rows } = await sql<ReportRow>`
    select school, status, score_numerator::float8 as "scoreNumerator", score_denominator::float8 as "scoreDenominator",
           ready_declared as "readyDeclared", ready_verified as "readyVerified", late_since as "lateSince", result,
           valid_from as "validFrom", ward, is_synthetic as "isSynthetic", coalesce(registered.name, school) as name
      from ${shownAt(asOf)} shown
      left join lateral (
        select entry.data ->> 'name' as name from events.history entry
         where entry.school = shown.school and entry.type = 'schools.schoolRegistered' and ${known}
         order by entry.id desc limit 1) registered on true
     order by sort_key, school`.execute(db);
  return rows;
}
