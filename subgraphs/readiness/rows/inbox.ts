import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import { certificateColumns, type CertificateRow } from './certificate.js';

/** Schools that the plan is about (I.1); what waits at others waits for nobody. */
const inPlan = sql`exists (select 1 from readiness.known_school s where s.code = w.school and s.status = 'ACTIVE' and s.has_primary)`;

/** Whose waiting rows are read. */
export interface WaitingBounds {
  /** The items that the template in force asks. */
  readonly items: readonly string[];
  /** The schools that the caller answers for, or null for all. */
  readonly codes: readonly string[] | null;
  readonly limit: number;
}

const within = ({ items, codes }: WaitingBounds) =>
  codes === null
    ? sql`w.item = any(${[...items]}) and ${inPlan}`
    : sql`w.item = any(${[...items]}) and w.school = any(${[...codes]}) and ${inPlan}`;

export interface QueueRow {
  school: string;
  items: number;
  oldest: string;
  total: number;
}

/** Schools with submitted items among those asked, the longest waiting first; `total` counts all of them. */
export async function readToVerify(db: Reader, bounds: WaitingBounds): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    select w.school, count(*)::int as items, min(w.submitted_at) as oldest, count(*) over ()::int as total
      from readiness.checklist_response w
     where w.state = 'SUBMITTED' and ${within(bounds)}
     group by w.school order by oldest, w.school limit ${bounds.limit}`.execute(db);
  return rows;
}

/** Certificates that are registered and not decided on, the longest waiting first. */
export async function readToApprove(
  db: Reader,
  limit: number,
): Promise<(CertificateRow & { total: number })[]> {
  const { rows } = await sql<CertificateRow & { total: number }>`
    select ${certificateColumns}, count(*) over ()::int as total from readiness.certificate w
     where w.state = 'REGISTERED' and ${inPlan} order by w.updated_at, w.id limit ${limit}`.execute(db);
  return rows;
}

export interface WaitingItemRow {
  school: string;
  item: string;
  reason: string | null;
  since: string;
  total: number;
}

/** Items returned to their school and not touched since `before`, the longest first. */
export async function readUntouched(
  db: Reader,
  bounds: WaitingBounds & { readonly before: Date },
): Promise<WaitingItemRow[]> {
  const { rows } = await sql<WaitingItemRow>`
    select w.school, w.item, w.return_reason as reason, w.updated_at as since, count(*) over ()::int as total
      from readiness.checklist_response w
     where w.state in ('RETURNED', 'REOPENED') and w.updated_at <= ${bounds.before} and ${within(bounds)}
     order by w.updated_at, w.school, w.item limit ${bounds.limit}`.execute(db);
  return rows;
}

/** Items whose newest comment says that they are to be followed up, the longest first. */
export async function readFollowUps(db: Reader, bounds: WaitingBounds): Promise<WaitingItemRow[]> {
  const { rows } = await sql<WaitingItemRow>`
    select w.school, w.item, w.text as reason, w.at as since, count(*) over ()::int as total
      from (select distinct on (school, item) school, item, text, follow_up, at from readiness.item_comment
             order by school, item, at desc, id desc) as w
     where w.follow_up and ${within(bounds)}
     order by w.at, w.school, w.item limit ${bounds.limit}`.execute(db);
  return rows;
}
