import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { FinalReportContent } from '../service/final-report.js';

export interface FinalReportRow {
  plan: string;
  number: number;
  planVersion: string;
  asOf: string;
  remarks: string;
  content: string;
  hash: string;
  frozenBy: string;
  frozenAt: string;
}

/** The plan's final report and its amendments, the report first. */
export async function readFinalReports(db: Reader, plan: string): Promise<FinalReportRow[]> {
  const { rows } = await sql<FinalReportRow>`
    select plan, number, plan_version as "planVersion", as_of as "asOf", remarks, content, hash, frozen_by as "frozenBy",
           frozen_at as "frozenAt" from rollout.final_report where plan = ${plan} order by number`.execute(
    db,
  );
  return rows;
}

/** What a stored report says. */
export function contentOf({ content }: Pick<FinalReportRow, 'content'>): FinalReportContent {
  return JSON.parse(content) as FinalReportContent;
}
