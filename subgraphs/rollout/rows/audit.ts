import { sql } from 'kysely';

import type { AnyHubEvent, EventType } from '../../../shared/events/contracts.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from '../../../shared/events/read.js';
import type { Reader } from '../../../shared/session.js';

/** Which entries of the log tell of an object. */
export interface AuditQuery {
  readonly school: string | null;
  /** Null: of every type but what the hub concludes by itself. */
  readonly types: readonly EventType[] | null;
  /** What the event's data contain. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Bounds of the actor; null where it sees all schools. */
  readonly codes: readonly string[] | null;
}

export interface AuditRow {
  readonly event: AnyHubEvent;
  readonly hash: string;
}

/** The entries after a position, oldest first: one more than `first` where more follow. */
export async function readAudit(
  db: Reader,
  query: AuditQuery,
  page: { first: number; after: number },
): Promise<AuditRow[]> {
  const { school, types, data, codes } = query;
  const conditions = [
    sql`position > ${page.after}`,
    // Spelled as the partial index spells it, so that the index serves.
    types === null ? sql`type <> 'rollout.complianceChanged'` : sql`type = any(${[...types]})`,
  ];
  if (school !== null) conditions.push(sql`school = ${school}`);
  if (data !== null) conditions.push(sql`data @> ${JSON.stringify(data)}::jsonb`);
  if (data !== null && types !== null) conditions.push(sql`type <> 'rollout.complianceChanged'`);
  if (codes !== null) conditions.push(sql`(school is null or school = any(${[...codes]}))`);
  const { rows } = await sql<EventRow & { hash: string }>`
    select ${sql.raw(EVENT_COLUMNS)}, hash from events.history where ${sql.join(conditions, sql` and `)}
     order by position limit ${page.first + 1}`.execute(db);
  return rows.map((row) => ({ event: toEvent(row), hash: row.hash }));
}
