import { pino } from 'pino';

import type { Database } from '../../db/database.js';
import { openHost, setDomainClock } from '../../scripts/host.js';
import { fillPlan, fillSchools } from '../../scripts/seed/fill.js';
import { replaySeason, SEASON_START } from '../../scripts/seed/season.js';
import { allConsumers } from '../../scripts/subgraphs.js';
import { settableClock } from '../../shared/clock.js';
import type { TestDatabase } from './database.js';
import { sharedDatabase } from './shared.js';

/** One played season; each copy is a database of its own and equal to all others. */
export interface Season {
  copy(): Promise<TestDatabase>;
}

/** The demo's season up to `until`, played once a run. Processes that take their clock from a copy start at that instant. */
export async function playSeason(until: Date): Promise<Season> {
  return { copy: await sharedDatabase(`season_${until.getTime()}`, (database) => play(database, until)) };
}

async function play(database: Database, until: Date): Promise<void> {
  const clock = settableClock(SEASON_START);
  const host = await openHost({
    database,
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    consumers: allConsumers,
    clock,
  });
  await fillPlan(host);
  await fillSchools(host);
  await host.settle();
  await replaySeason({ host, clock, until, say: () => {} });
  await setDomainClock(host.openSession, until);
  await host.settle();
  await host.close();
}
