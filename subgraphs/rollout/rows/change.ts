import { sql, type RawBuilder } from 'kysely';

import { positionToCursor } from '../../../shared/cursor.js';
import { CursorExpired } from '../../../shared/errors.js';
import type { AnyHubEvent } from '../../../shared/events/contracts.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from '../../../shared/events/read.js';
import type { Reader } from '../../../shared/session.js';

export interface LogPage {
  readonly events: readonly AnyHubEvent[];
  readonly hasMore: boolean;
  /** How far the page has looked, events out of scope included. */
  readonly position: number;
}

/** Whose events: the district's own (`school` null) always, and those of `codes` (null: of every school). */
export interface LogScope {
  readonly codes: readonly string[] | null;
}

/**
 * Numbered events after `after` (null: from the oldest that the log holds), at most `limit`. Throws CURSOR_EXPIRED where the log
 * does not hold everything that followed. Read inside the request's snapshot, where the feed's own connection would wait for it.
 */
export async function readLog(
  db: Reader,
  query: { after: number | null; limit: number; scope: LogScope },
): Promise<LogPage> {
  const { oldest, head } = await bounds(db);
  const after = query.after ?? Math.max(0, oldest - 1);
  const isHeld = after <= head && (oldest === 0 ? after === head : after >= oldest - 1);
  if (!isHeld) throw new CursorExpired({ oldest: oldest === 0 ? null : positionToCursor(oldest - 1) });
  const { rows } = await sql<EventRow>`
    select ${sql.raw(EVENT_COLUMNS)} from events.log
     where position > ${after} and position <= ${head} and ${inScope(query.scope)}
     order by position limit ${query.limit + 1}`.execute(db);
  const events = rows.slice(0, query.limit).map(toEvent);
  const hasMore = rows.length > query.limit;
  return { events, hasMore, position: hasMore ? (events.at(-1)?.position ?? after) : head };
}

/** The position of the last event that is numbered in this snapshot; 0 while there is none. */
export async function readHead(db: Reader): Promise<number> {
  return (await bounds(db)).head;
}

async function bounds(db: Reader): Promise<{ oldest: number; head: number }> {
  const { rows } = await sql<{ oldest: number; head: number }>`
    select events.oldest_position() as oldest,
           (select position from events.head where id = 1)::float8 as head`.execute(db);
  return rows[0] ?? { oldest: 0, head: 0 };
}

function inScope({ codes }: LogScope): RawBuilder<unknown> {
  return codes === null ? sql`true` : sql`(school is null or school = any(${[...codes]}))`;
}
