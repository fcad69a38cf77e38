import type { Logger } from '../log.js';
import type { Asking } from './asking.js';
import type { LogConnection } from './connection.js';
import { createBell } from './wake.js';

const DAY_MS = 86_400_000;
/** How far ahead the log has months to write into: a hub that nobody leads for so long could write no more. */
const AHEAD_MS = 92 * DAY_MS;
const EVERY_MS = 3_600_000;
const RETRY_MS = 5000;
/** PostgreSQL's word for a lock that did not come in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/** Gives the log its months from `now` to three months on; nothing happens, and nothing is locked, where it has them. */
export async function prepareLog(connection: Asking, now: Date): Promise<void> {
  const until = new Date(now.getTime() + AHEAD_MS).toISOString();
  await connection.query('select events.prepare_log($1)', [until]);
}

/**
 * Takes out of the log every month that ended more than `keepDays` before `now`, oldest first, and names them; what they tell of
 * stays in `events.history`. A month with an event that is not numbered yet waits. Never waits longer than 0.2 s for who writes,
 * so that nobody waits longer behind it: rejects with PostgreSQL's 55P03 then, and is to be asked again.
 */
export async function retireLog(
  connection: LogConnection,
  { keepDays, now }: { keepDays: number; now: Date },
): Promise<string[]> {
  const before = new Date(now.getTime() - keepDays * DAY_MS).toISOString();
  const retired: string[] = [];
  for (;;) {
    const [row] = await connection.query<{ part: string | null }>('select events.retire_log($1) as part', [
      before,
    ]);
    if (row?.part == null) return retired;
    retired.push(row.part);
  }
}

export interface Retention {
  stop(): Promise<void>;
}

/** Looks after the log's months every hour, until it is stopped: run by whoever leads. With `keepDays` null nothing leaves the log. */
export function startRetention(options: {
  connect: () => Promise<LogConnection>;
  log: Logger;
  keepDays: number | null;
}): Retention {
  const { connect, log, keepDays } = options;
  const bell = createBell();
  let stopping = false;

  const look = async (): Promise<void> => {
    // By real time and not the domain's: what is kept is how long ago an event was written, whatever date it tells of.
    const now = new Date();
    const connection = await connect();
    try {
      await prepareLog(connection, now);
      if (keepDays === null) return;
      const retired = await retireLog(connection, { keepDays, now });
      if (retired.length > 0)
        log.info({ retired, keepDays }, 'months left the log; cursors from before them are expired');
    } finally {
      await connection.close();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      let waitMs = EVERY_MS;
      try {
        await look();
      } catch (error) {
        waitMs = RETRY_MS;
        if (!isLocked(error))
          log.warn({ err: error }, 'the months of the log could not be looked after; tried again');
      }
      if (!stopping) await bell.wait(waitMs);
    }
  };

  const running = run();
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await running;
    },
  };
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
}
