import type { LogConnection } from './connection.js';
import type { AnyHubEvent, EventData, EventType } from './contracts.js';

/** Columns of `events.log` and `events.history` under the names of `EventRow`; positions are far below 2^53. */
export const EVENT_COLUMNS =
  'position::float8 as position, key as id, type, school, at, actor_subject as "actorSubject", actor_role as "actorRole", data, recorded_at as "recordedAt"';

export interface EventRow {
  position: number;
  id: string;
  type: EventType;
  school: string | null;
  at: string | Date;
  actorSubject: string;
  actorRole: string;
  data: EventData[EventType];
  recordedAt: string | Date;
}

export function toEvent(row: EventRow): AnyHubEvent {
  return {
    position: row.position,
    id: row.id,
    type: row.type,
    school: row.school,
    at: new Date(row.at),
    actor: { subject: row.actorSubject, role: row.actorRole },
    data: row.data,
    recordedAt: new Date(row.recordedAt),
  } as AnyHubEvent;
}

/** At most `limit` numbered events after `position`, in order. */
export async function readAfter(
  connection: LogConnection,
  position: number,
  limit: number,
): Promise<AnyHubEvent[]> {
  const rows = await connection.query<EventRow>(
    `select ${EVENT_COLUMNS} from events.log where position > $1 order by position limit $2`,
    [position, limit],
  );
  return rows.map(toEvent);
}

/**
 * The first and the last position that the log holds; `oldest` is 0 while it is empty. Where months meet, an event may be numbered
 * before one of the month before: the log reaches back to behind the last that left it, not to the first that it has.
 */
export async function logBounds(connection: LogConnection): Promise<{ oldest: number; head: number }> {
  const [row] = await connection.query<{ oldest: number; head: number }>(
    `select events.oldest_position() as oldest, position::float8 as head from events.head where id = 1`,
  );
  return row ?? { oldest: 0, head: 0 };
}

/** The id of the event at that position, whether or not the log still holds it; null where there is none. */
export async function idAt(connection: LogConnection, position: number): Promise<string | null> {
  const [row] = await connection.query<{ id: string }>(
    'select key as id from events.history where position = $1',
    [position],
  );
  return row?.id ?? null;
}
