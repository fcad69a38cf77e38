import { setImmediate as giveWay } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Host } from '../../scripts/host.js';
import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import type { AnyHubEvent } from '../../shared/events/contracts.js';
import type { TestDatabase } from '../support/database.js';
import { numbered, numberOf, openLog, take, upTo } from '../support/log.js';

let log: Host & { database: TestDatabase };
beforeEach(async () => {
  log = await openLog();
});
afterEach(() => log.close());

/** What the table itself holds, in the order of positions. */
async function stored(): Promise<{ position: number | null; document: number }[]> {
  const connection = await log.database.openLogConnection();
  try {
    return await connection.query(
      `select position::float8 as position, (data ->> 'document')::int as document from events.log order by position, id`,
    );
  } finally {
    await connection.close();
  }
}

const WRITERS = 8;
const TRANSACTIONS = 60;
/** One transaction in twenty changes its mind when its events are already written. */
const isRolledBack = (n: number) => n % 20 === 7;

test('over eight writers with rollbacks every committed event gets one position, without gap, and none of what was rolled back', async () => {
  const committed = new Set<number>();
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; n < TRANSACTIONS; n += 1) {
      const first = (writer * TRANSACTIONS + n) * 10;
      const events = upTo(1 + (n % 3)).map((k) => numbered(first + k));
      await log
        .openSession(hubActor)
        .write(async (em) => {
          await appendEvents(em, hubActor, new Date(), events);
          await giveWay();
          if (isRolledBack(n)) throw new Error('changed its mind');
        })
        .then(
          () => events.forEach(({ data }) => committed.add(Number(data.document))),
          () => expect(isRolledBack(n)).toBe(true),
        );
    }
  };
  // A reader that is there from the beginning: whatever it has been given, nothing may later come before it.
  const reader = (async () => {
    const seen: AnyHubEvent[] = [];
    for await (const event of log.feed.follow(0)) {
      seen.push(event);
      if (numberOf(event) === -1) return seen;
    }
    return seen;
  })();

  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  await log.openSession(hubActor).write((em) => appendEvents(em, hubActor, new Date(), [numbered(-1)]));
  const seen = await reader;

  expect(committed.size).toBeGreaterThan(800);
  expect(seen.map(({ position }) => position)).toEqual(upTo(committed.size + 1));
  expect(new Set(seen.map(numberOf))).toEqual(new Set([...committed, -1]));
  expect((await stored()).map(({ position }) => position)).toEqual(upTo(committed.size + 1));
});

test('the events of one transaction keep the order in which they were written', async () => {
  await Promise.all(
    upTo(20).map((n) =>
      log.openSession(hubActor).write((em) =>
        appendEvents(
          em,
          hubActor,
          new Date(),
          upTo(3).map((k) => numbered(n * 10 + k)),
        ),
      ),
    ),
  );
  const numbers = (await take(log.feed.follow(0), 60)).map(numberOf);
  const byTransaction = Map.groupBy(numbers, (number) => Math.floor(number / 10));
  expect(byTransaction.size).toBe(20);
  for (const [n, own] of byTransaction) expect(own).toEqual([n * 10 + 1, n * 10 + 2, n * 10 + 3]);
});

test('a position, once given, is never given to another event', async () => {
  const write = (n: number) =>
    log.openSession(hubActor).write((em) => appendEvents(em, hubActor, new Date(), [numbered(n)]));
  await write(1);
  await log.settle();
  const before = await stored();
  await Promise.all(upTo(30).map((n) => write(100 + n)));
  await log.settle();
  expect((await stored()).slice(0, before.length)).toEqual(before);
});
