import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { OfficeGroupRole } from '../types/office-group.js';

export interface OfficeWorkingGroupRow {
  decisionNumber: string;
  decisionDate: string;
  members: { name: string; organisation: string; role: OfficeGroupRole }[];
  version: number;
  setAt: string;
}

/** The office's working group of the active plan as it stood at the instant; null before its first decision. */
export async function readOfficeWorkingGroup(db: Reader, at: Date): Promise<OfficeWorkingGroupRow | null> {
  const { rows } = await sql<OfficeWorkingGroupRow>`
    select decision_number as "decisionNumber", decision_date::text as "decisionDate", members, version, set_at as "setAt"
      from rollout.office_working_group
     where plan = (select id from rollout.plan where is_active) and set_at <= ${at.toISOString()}::timestamptz
     order by version desc limit 1`.execute(db);
  return rows[0] ?? null;
}
