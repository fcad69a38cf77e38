import { once } from 'node:events';

import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openPostgres, type Database } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import { systemClock } from '../../shared/clock.js';
import { startFeed, type Feed } from '../../shared/events/feed.js';
import { startRelay, type Relay } from '../../shared/events/relay.js';
import { isPostgres, openTestDatabase, type TestDatabase } from '../support/database.js';
import { numberOf, silent, take, upTo, writeEvents } from '../support/log.js';

// On a server only: the embedded database belongs to one process, whose relay leads whatever there is to lead.
let database: TestDatabase;
let admin: Client;
let processes: { database: Database; feed: Feed; relay: Relay }[];

beforeEach(async () => {
  if (!isPostgres) return;
  database = await openTestDatabase();
  admin = new Client({ connectionString: database.url! });
  await admin.connect();
  processes = await Promise.all(['relay-a', 'relay-b'].map(startProcess));
});
afterEach(async () => {
  if (!isPostgres) return;
  for (const process of processes) {
    await process.relay.stop();
    await process.feed.stop();
    await process.database.close();
  }
  await admin.end();
  await database.close();
});

/** What one of several gateways or subgraphs has running: relay and feed over connections of its own name. */
async function startProcess(
  applicationName: string,
): Promise<{ database: Database; feed: Feed; relay: Relay }> {
  const own = await openPostgres(database.url!, { applicationName });
  const connect = () => own.openLogConnection();
  const feed = await startFeed({ connect, log: silent });
  const relay = startRelay({ connect, log: silent, onBatch: () => feed.nudge() });
  return { database: own, feed, relay };
}

interface Leader {
  pid: number;
  name: string;
}

/** Who holds the relay's lock; waits for there to be one other than `not`. */
async function leader(not?: Leader): Promise<Leader> {
  for (;;) {
    const { rows } = await admin.query<Leader>(
      `select a.pid, a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and a.datname = current_database()`,
    );
    const [found] = rows;
    if (found !== undefined && found.pid !== not?.pid) {
      expect(rows).toHaveLength(1);
      return found;
    }
  }
}

test.runIf(isPostgres)(
  'when the leading relay loses its connection another one leads within 5 s, and positions stay contiguous',
  async () => {
    const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
    const first = await leader();
    const reader = take(processes[0]!.feed.follow(0), 300);

    await writeEvents(openSession, { from: 1, to: 101, size: 7 });
    await admin.query('select pg_terminate_backend($1)', [first.pid]);
    const cutAt = performance.now();
    await writeEvents(openSession, { from: 101, to: 301, size: 7 });

    const second = await leader(first);
    const events = await reader;
    expect(performance.now() - cutAt).toBeLessThan(5000);
    expect(second.pid).not.toBe(first.pid);
    expect(events.map(({ position }) => position)).toEqual(upTo(300));
    expect(events.map(numberOf)).toEqual(upTo(300));
  },
);

test.runIf(isPostgres)('when the leading process stops the other one numbers what comes after', async () => {
  const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
  const { name } = await leader();
  const [leading, other] = name.startsWith('relay-a') ? processes : processes.toReversed();
  await leading!.relay.stop();
  await writeEvents(openSession, { from: 1, to: 51, size: 5 });
  expect((await take(other!.feed.follow(0), 50)).map(numberOf)).toEqual(upTo(50));
});

test.runIf(isPostgres)(
  'two relays that both believe to lead number one after the other, never the same position twice',
  async () => {
    const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
    const believer = new Client({ connectionString: database.url!, options: '-c role=hub_app' });
    await believer.connect();
    let isWriting = true;
    const numbering = (async () => {
      while (isWriting) await believer.query('select events.number_pending(10)');
    })();
    await Promise.all(
      [0, 1, 2, 3].map((k) => writeEvents(openSession, { from: 1 + k * 100, to: 101 + k * 100, size: 3 })),
    );
    const events = await take(processes[1]!.feed.follow(0), 400);
    isWriting = false;
    await numbering;
    const gone = once(believer, 'end');
    await Promise.all([believer.end(), gone]);
    expect(events.map(({ position }) => position)).toEqual(upTo(400));
    expect(new Set(events.map(numberOf)).size).toBe(400);
  },
);

test.runIf(isPostgres)(
  'a process whose every connection to the log is cut by the server comes back, and its readers miss nothing',
  async () => {
    const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
    await writeEvents(openSession, { from: 1, to: 51, size: 5 });
    const reader = take(processes[0]!.feed.follow(0), 200);
    const { rows } = await admin.query(
      `select pg_terminate_backend(pid) as cut from pg_stat_activity
        where datname = current_database() and application_name = 'relay-a-log'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    await writeEvents(openSession, { from: 51, to: 201, size: 5 });
    expect((await reader).map(numberOf)).toEqual(upTo(200));
  },
);
