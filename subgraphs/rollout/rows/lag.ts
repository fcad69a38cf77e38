import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import { earliestUntaken } from '../projection/position.js';

/** Shorter than this is the ordinary way of an event through the log, not a lag. */
const ORDINARY_MS = 5000;

/** Since when what is shown may be behind what was recorded or what time has brought; null while the projection keeps up. */
export async function readStaleSince(db: Reader, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ since: string | null }>`
    select least(${earliestUntaken()},
      (select min(next_transition) from rollout.compliance where next_transition <= ${now.toISOString()}::timestamptz)) as since`.execute(
    db,
  );
  const since = rows[0]?.since ?? null;
  if (since === null) return null;
  const instant = new Date(since);
  return now.getTime() - instant.getTime() > ORDINARY_MS ? instant : null;
}
