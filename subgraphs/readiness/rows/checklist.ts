import { sql } from 'kysely';

import type { ItemState, ItemValue } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

/** What a school answered to one item; times are ISO texts as the database writes them. */
export interface ResponseRow {
  school: string;
  item: string;
  state: ItemState;
  value: ItemValue | null;
  version: number;
  declaredBy: string | null;
  declaredByRole: string | null;
  submittedBy: string | null;
  submittedAt: string | null;
  verifiedBy: string | null;
  verifiedAt: string | null;
  note: string | null;
  returnReason: string | null;
  updatedAt: string;
}

/** A response before the database has it: times as instants. */
export type NewResponse = Omit<ResponseRow, 'submittedAt' | 'verifiedAt' | 'updatedAt'> & {
  submittedAt: Date | string | null;
  verifiedAt: Date | string | null;
  updatedAt: Date;
};

const columns = sql`school, item, state, value, version, declared_by as "declaredBy", declared_by_role as "declaredByRole",
  submitted_by as "submittedBy", submitted_at as "submittedAt", verified_by as "verifiedBy", verified_at as "verifiedAt",
  note, return_reason as "returnReason", updated_at as "updatedAt"`;

export async function readResponses(db: Reader, schools: readonly string[]): Promise<ResponseRow[]> {
  const { rows } = await sql<ResponseRow>`
    select ${columns} from readiness.checklist_response where school = any(${[...schools]})`.execute(db);
  return rows;
}

/** The response, locked until the transaction ends; null where the item is not started. */
export async function lockResponse(db: Reader, school: string, item: string): Promise<ResponseRow | null> {
  const { rows } = await sql<ResponseRow>`
    select ${columns} from readiness.checklist_response where school = ${school} and item = ${item} for update`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Writes the response over what stands there, and gives it back as the database holds it. */
export async function putResponse(db: Reader, next: NewResponse): Promise<ResponseRow> {
  const value = next.value === null ? null : JSON.stringify(next.value);
  const { rows } = await sql<ResponseRow>`
    insert into readiness.checklist_response (school, item, state, value, version, declared_by, declared_by_role,
      submitted_by, submitted_at, verified_by, verified_at, note, return_reason, updated_at)
    values (${next.school}, ${next.item}, ${next.state}, ${value}::jsonb, ${next.version}, ${next.declaredBy}, ${next.declaredByRole},
      ${next.submittedBy}, ${next.submittedAt}, ${next.verifiedBy}, ${next.verifiedAt}, ${next.note}, ${next.returnReason}, ${next.updatedAt})
    on conflict (school, item) do update set state = excluded.state, value = excluded.value, version = excluded.version,
      declared_by = excluded.declared_by, declared_by_role = excluded.declared_by_role, submitted_by = excluded.submitted_by,
      submitted_at = excluded.submitted_at, verified_by = excluded.verified_by, verified_at = excluded.verified_at,
      note = excluded.note, return_reason = excluded.return_reason, updated_at = excluded.updated_at
    returning ${columns}`.execute(db);
  return rows[0] as ResponseRow;
}
