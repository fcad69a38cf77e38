import { sql } from 'kysely';

import { BadUserInput } from '../../../shared/errors.js';
import type { RecordState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';

export type RecallState = 'PENDING' | 'AGREED' | 'REFUSED';

export interface RecallRow {
  id: string;
  unit: string;
  school: string;
  schoolYear: string;
  grade: number;
  fromState: RecordState;
  state: RecallState;
  reason: string;
  requestedAt: string;
  decision: string | null;
  decidedAt: string | null;
}

const columns = sql`id, unit, school, school_year as "schoolYear", grade, from_state as "fromState", state, reason,
  requested_at as "requestedAt", decision, decided_at as "decidedAt"`;

/** One page of recalls, the oldest first; `schools` null for all. */
export async function listRecalls(
  db: Reader,
  { state, schools }: { state: RecallState | null; schools: readonly string[] | null },
  page: PageRequest,
): Promise<{ rows: RecallRow[]; totalCount: number }> {
  const [at, id] = afterRecall(page.after);
  const shown = sql`(${state}::text is null or state = ${state}) and (${schools === null} or school = any(${[...(schools ?? [])]}))`;
  const { rows } = await sql<RecallRow>`select ${columns} from records.recall where ${shown}
      and (${at}::timestamptz is null or (requested_at, id) > (${at}::timestamptz, ${id}::uuid))
    order by requested_at, id limit ${page.first + 1}`.execute(db);
  const total = await sql<{
    n: number;
  }>`select count(*)::int as n from records.recall where ${shown}`.execute(db);
  return { rows, totalCount: total.rows[0]?.n ?? 0 };
}

/** Recalls by id, in the order asked for. */
export async function readRecalls(db: Reader, ids: readonly string[]): Promise<RecallRow[]> {
  const { rows } = await sql<RecallRow>`select ${columns} from records.recall
    where id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export interface InboxRow {
  pendingRecalls: number;
  oldestPendingRecall: string | null;
  rejectedRecords: number;
  schoolsWithRejections: number;
}

/** What waits for the office and what it should look at; rejections from the counters. */
export async function readInbox(db: Reader): Promise<InboxRow> {
  const { rows } = await sql<InboxRow>`
    select r.*, c.* from (
      select count(*)::int as "pendingRecalls", min(requested_at) as "oldestPendingRecall" from records.recall where state = 'PENDING'
    ) r, (
      select coalesce(sum(count), 0)::int as "rejectedRecords", count(distinct school)::int as "schoolsWithRejections"
        from records.state_counter where state = 'REJECTED'
    ) c`.execute(db);
  return rows[0] as InboxRow;
}

function afterRecall(after: unknown): [string | null, string | null] {
  if (after === null) return [null, null];
  if (Array.isArray(after) && typeof after[0] === 'string' && typeof after[1] === 'string')
    return [after[0], after[1]];
  throw new BadUserInput({ field: 'after', expected: 'a cursor of this list', got: after });
}
