import { afterEach, beforeEach, expect, test } from 'vitest';

import { positionToCursor } from '../../shared/cursor.js';
import { verifyChain } from '../../shared/events/chain.js';
import type { LogConnection } from '../../shared/events/connection.js';
import { startConsumer } from '../../shared/events/consumer.js';
import { startFeed } from '../../shared/events/feed.js';
import { prepareLog, retireLog } from '../../shared/events/retention.js';
import { isPostgres, openTestDatabase } from '../support/database.js';
import { numberOf, openLog, silent, take, upTo, writeEvents } from '../support/log.js';
import { retireAll, turnMonth } from '../support/months.js';
import { asOwner } from '../support/owner.js';

let log: Awaited<ReturnType<typeof openLog>>;
let connection: LogConnection;
beforeEach(async () => {
  log = await openLog();
  connection = await log.database.openLogConnection();
  await retireEmpty(connection);
});
afterEach(async () => {
  await connection.close();
  await log.close();
});

const write = async (from: number, to: number) => {
  await writeEvents(log.openSession, { from, to, size: 10 });
  await log.settle();
};
const count = async (relation: string): Promise<number> => {
  const [row] = await connection.query<{ n: number }>(`select count(*)::int as n from ${relation}`);
  return row!.n;
};
const now = () => new Date();
/** A new log has a part for all that was before this month. */
const retireEmpty = async (to: LogConnection) => retireLog(to, { keepDays: 0, now: now() });

test('a month that is over leaves the log as it stands: its cursors expire, history and chain keep every event', async () => {
  await write(1, 31);
  expect(await retireAll(log.database)).toHaveLength(1);
  await write(31, 41);

  expect([await count('events.log'), await count('events.history')]).toEqual([10, 40]);
  for (const position of [0, 29]) {
    await expect(log.feed.requireHeld(position)).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED', oldest: positionToCursor(30) },
    });
  }
  const feed = await startFeed({ connect: log.database.openLogConnection, log: silent });
  expect((await take(feed.follow(30), 10)).map(numberOf)).toEqual(upTo(40).slice(30));
  await expect(take(feed.follow(12), 1)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  await feed.stop();
  expect(await verifyChain(connection)).toMatchObject({ isWhole: true, events: 40, from: 1, position: 40 });
});

test('once everything has left, only the present is held, and the numbering goes on behind it', async () => {
  await write(1, 11);
  await retireAll(log.database);
  await log.feed.requireHeld(10);
  await expect(log.feed.requireHeld(9)).rejects.toMatchObject({
    extensions: { code: 'CURSOR_EXPIRED', oldest: null },
  });
  const live = log.feed.follow(10);
  await write(11, 12);
  expect((await live.next()).value).toMatchObject({ position: 11 });
});

test('what is kept is counted from the end of a month, and the month that is written into stays whatever the clock says', async () => {
  await write(1, 11);
  await turnMonth(log.database);
  const days = 86_400_000;
  const inDays = (n: number) => new Date(Date.now() + n * days);
  expect(await retireLog(connection, { keepDays: 30, now: inDays(29) })).toEqual([]);
  expect(await retireLog(connection, { keepDays: 30, now: inDays(31) })).toHaveLength(1);
  expect(await retireLog(connection, { keepDays: 30, now: inDays(36_500) })).toEqual([]);
  await write(11, 21);
  expect(await count('events.log')).toBe(10);
});

test('a month with an event that nobody was told of yet waits until it is numbered', async () => {
  const database = await openTestDatabase();
  const alone = await database.openLogConnection();
  try {
    await retireEmpty(alone);
    await alone.query(insertion(1));
    await turnMonth(database);
    expect(await retireLog(alone, { keepDays: 0, now: now() })).toEqual([]);
    await alone.query('select events.number_pending(10)');
    expect(await retireLog(alone, { keepDays: 0, now: now() })).toHaveLength(1);
  } finally {
    await alone.close();
    await database.close();
  }
});

test('a log that nobody looked after for years has a month to write into as soon as it is opened', async () => {
  const database = await openTestDatabase();
  const alone = await database.openLogConnection();
  try {
    await asOwner(database, withoutMonths);
    await expect(alone.query(insertion(1))).rejects.toThrow('no partition');
    await prepareLog(alone, now());
    await alone.query(insertion(1));
    const parts = await partsOf(alone);
    await prepareLog(alone, now());
    expect(await partsOf(alone)).toBe(parts);
    expect(parts).toBeGreaterThan(3);
  } finally {
    await alone.close();
    await database.close();
  }
});

test('where months meet, a reader is told of a hole and never left with one', async () => {
  await write(1, 11);
  // Numbered 5 and 6 although they were written in the month that follows: those before the turn committed late.
  await turnMonth(log.database);
  await asOwner(log.database, 'alter table events.log disable trigger user');
  await asOwner(
    log.database,
    'update events.log set recorded_at = clock_timestamp() where position in (5, 6)',
  );
  await retireLog(connection, { keepDays: 0, now: now() });
  await write(11, 14);

  const feed = await startFeed({ connect: log.database.openLogConnection, log: silent });
  await expect(feed.requireHeld(4)).rejects.toMatchObject({
    extensions: { code: 'CURSOR_EXPIRED', oldest: positionToCursor(10) },
  });
  await expect(take(feed.follow(4), 3)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  expect((await take(feed.follow(10), 3)).map(numberOf)).toEqual([11, 12, 13]);
  await feed.stop();
});

test('a read model that was stopped for longer than the log reaches misses nothing', async () => {
  await write(1, 21);
  await retireAll(log.database);
  await write(21, 31);
  const taken: number[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const consumer = startConsumer({
    name: 'test.late',
    feed: log.feed,
    openSession: log.openSession,
    log: silent,
    handle: async (_em, events) => {
      taken.push(...events.map(numberOf));
      if (taken.length === 30) resolve();
    },
  });
  await done;
  await consumer.stop();
  expect(taken).toEqual(upTo(30));
});

test.runIf(isPostgres)(
  'while someone writes, the month waits and other writers go on; then it leaves',
  async () => {
    await write(1, 11);
    await turnMonth(log.database);
    const writer = await log.database.openLogConnection();
    await writer.query('begin');
    await writer.query(insertion(11));
    const refused = retireLog(connection, { keepDays: 0, now: now() });
    const others = write(12, 13);
    await expect(refused).rejects.toMatchObject({ code: '55P03' });
    await others;
    await writer.query('commit');
    await writer.close();
    await log.settle();
    expect(await retireLog(connection, { keepDays: 0, now: now() })).toHaveLength(1);
    expect(await verifyChain(connection)).toMatchObject({ isWhole: true, events: 12 });
  },
);

function insertion(n: number): string {
  return `insert into events.log (key, type, at, actor_subject, actor_role, data)
    values (gen_random_uuid(), 'rollout.documentPublished', now(), 'hub', 'hub', '{"document": "${n}", "kind": "OTHER"}')`;
}

async function partsOf(asked: LogConnection): Promise<number> {
  const [row] = await asked.query<{ n: number }>(
    `select count(*)::int as n from pg_inherits where inhparent = 'events.log'::regclass`,
  );
  return row!.n;
}

const withoutMonths = `do $$
  declare
    gone record;
  begin
    for gone in select part from event_store.parts('events.log') loop
      execute format('drop table %s', gone.part);
    end loop;
  end $$`;
