import { setImmediate as giveWay } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Host } from '../../scripts/host.js';
import { positionToCursor } from '../../shared/cursor.js';
import { feedUntil, startFeed } from '../../shared/events/feed.js';
import type { TestDatabase } from '../support/database.js';
import { breakable, numberOf, openLog, silent, take, upTo, writeEvents } from '../support/log.js';
import { asOwner } from '../support/owner.js';

let log: Host & { database: TestDatabase };
beforeEach(async () => {
  log = await openLog();
});
afterEach(() => log.close());

const write = (from: number, to: number, size = 50) => writeEvents(log.openSession, { from, to, size });

test('a reader that comes while thousands of events arrive gets each of them once, in order, over the seam', async () => {
  await write(1, 2501, 250);
  await log.settle();
  const writing = write(2501, 5001, 25);
  // From the beginning, from what is in memory, from the last one, and from the middle of what is being written.
  const readers = [0, 1200, 2499, 2500].map(async (position) => {
    const events = await take(log.feed.follow(position), 5000 - position);
    expect(events.map((event) => event.position)).toEqual(upTo(5000).slice(position));
    expect(events.map(numberOf)).toEqual(upTo(5000).slice(position));
  });
  const latecomers = (async () => {
    for (let position = 2600; position < 5000; position += 400) {
      while (log.feed.head() < position) await giveWay();
      const events = await take(log.feed.follow(position), 5000 - position);
      expect(events.map(numberOf)).toEqual(upTo(5000).slice(position));
    }
  })();
  await Promise.all([writing, ...readers, latecomers]);
});

test('a reader that is slower than the log misses nothing, even what has left the memory of the process', async () => {
  const events = log.feed.follow(0);
  await write(1, 11, 5);
  expect((await events.next()).value).toMatchObject({ position: 1 });
  await write(11, 5011, 500);
  await log.settle();
  expect((await take(events, 5009)).map(numberOf)).toEqual(upTo(5010).slice(1));
});

test('without a cursor a reader starts at the present of its asking', async () => {
  await write(1, 11);
  await log.settle();
  const events = log.feed.follow(undefined);
  await write(11, 21);
  expect((await take(events, 10)).map(numberOf)).toEqual(upTo(20).slice(10));
});

test('a reader that waits ends at once when it is told to, and when the feed stops', async () => {
  const leaving = new AbortController();
  const waiting = log.feed.follow(0, leaving.signal).next();
  leaving.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });

  const feed = await startFeed({ connect: log.database.openLogConnection, log: silent });
  const last = feed.follow(0).next();
  await feed.stop();
  expect(await last).toEqual({ done: true, value: undefined });
});

test('the feed survives the loss of its connection: readers that wait and readers that catch up get the rest', async () => {
  const wire = breakable(log.database.openLogConnection);
  const feed = await startFeed({ connect: wire.connect, log: silent });
  await write(1, 101);
  await log.settle();
  const waiting = take(feed.follow(0), 200);
  while (feed.head() < 100) await giveWay();

  wire.cut();
  await write(101, 201);
  // Asked while nothing answers: told when something does again, never refused.
  await Promise.all([feed.requireHeld(100), write(201, 5001, 500)]);
  expect((await waiting).map(numberOf)).toEqual(upTo(200));
  wire.cut();
  expect((await take(feed.follow(3), 4997)).map(numberOf)).toEqual(upTo(5000).slice(3));
  expect(wire.made()).toBeGreaterThanOrEqual(2);
  await feed.stop();
});

test('a cursor is held while everything after it is in the log; of an empty log only the beginning is', async () => {
  await log.feed.requireHeld(0);
  await expect(log.feed.requireHeld(1)).rejects.toMatchObject({
    extensions: { code: 'CURSOR_EXPIRED', oldest: null },
  });
  await write(1, 11);
  await log.settle();
  await log.feed.requireHeld(0);
  await log.feed.requireHeld(10);
  // A cursor from the future is one of another hub, or of this one before its data was lost.
  await expect(log.feed.requireHeld(11)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
});

test('a cursor from before the log was pruned is refused with where to start again, and one at the edge is not', async () => {
  await write(1, 31);
  await log.settle();
  await asOwner(log.database, 'alter table events.log disable trigger user');
  await asOwner(log.database, 'delete from events.log where position <= 20');

  for (const position of [0, 19]) {
    await expect(log.feed.requireHeld(position)).rejects.toMatchObject({
      extensions: { code: 'CURSOR_EXPIRED', oldest: positionToCursor(20) },
    });
  }
  await log.feed.requireHeld(20);
  const feed = await startFeed({ connect: log.database.openLogConnection, log: silent });
  expect((await take(feed.follow(20), 10)).map(numberOf)).toEqual(upTo(30).slice(20));
  // Who was not asked and comes from further back is told too: silence would be a gap.
  await expect(take(feed.follow(5), 1)).rejects.toMatchObject({
    extensions: { code: 'CURSOR_EXPIRED', oldest: positionToCursor(20) },
  });
  await feed.stop();

  await asOwner(log.database, 'delete from events.log');
  await log.feed.requireHeld(30);
  await expect(log.feed.requireHeld(20)).rejects.toMatchObject({
    extensions: { code: 'CURSOR_EXPIRED', oldest: null },
  });
});

test('a feed that only catches up ends exactly where it was told', async () => {
  await write(1, 21);
  await log.settle();
  const caughtUp = feedUntil(log.feed, 15);
  const positions = [];
  for await (const event of caughtUp.follow(5)) positions.push(event.position);
  expect(positions).toEqual(upTo(15).slice(5));
  expect(await caughtUp.follow(15).next()).toEqual({ done: true, value: undefined });
});
