import { sql } from 'kysely';

import type { BudgetSource } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export interface BudgetLineRow {
  id: string;
  school: string | null;
  source: BudgetSource;
  activity: string;
  planned: number;
  spent: number;
  note: string | null;
  version: number;
  updatedAt: string;
}

/** The plan's lines by activity: of one school, or of the district and all schools. */
export async function readBudget(
  db: Reader,
  { plan, school }: { plan: string; school: string | null },
): Promise<BudgetLineRow[]> {
  const { rows } = await sql<BudgetLineRow>`
    select id::text as id, school, source, activity, planned::float8 as planned, spent::float8 as spent, note, version,
           updated_at as "updatedAt"
      from rollout.budget_line where plan = ${plan} and (${school}::text is null or school = ${school})
     order by school nulls first, activity, id`.execute(db);
  return rows;
}
