import { setImmediate as turn } from 'node:timers/promises';

import type { EntityManager } from '@mikro-orm/sql';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Host } from '../../scripts/host.js';
import { hubActor } from '../../shared/actor.js';
import { appendEvents } from '../../shared/events/append.js';
import { startConsumer, type Consumer, type ConsumerOptions } from '../../shared/events/consumer.js';
import type { AnyHubEvent, NewEvent } from '../../shared/events/contracts.js';
import type { OpenSession } from '../../shared/session.js';
import type { TestDatabase } from '../support/database.js';
import { numbered, numberOf, openLog, silent, upTo, writeEvents } from '../support/log.js';
import { asOwner } from '../support/owner.js';

let log: Host & { database: TestDatabase };
let running: Consumer[];
beforeEach(async () => {
  log = await openLog();
  running = [];
  await asOwner(
    log.database,
    'create table events.taken (n int not null, by text not null, at_step bigserial)',
  );
  await asOwner(log.database, 'grant select, insert on events.taken to hub_app');
  await asOwner(log.database, 'grant usage on sequence events.taken_at_step_seq to hub_app');
});
afterEach(async () => {
  await Promise.all(running.map((consumer) => consumer.stop()));
  await log.close();
});

function consume(definition: Partial<ConsumerOptions> & { by?: string } = {}): Consumer {
  const { by = 'one', ...rest } = definition;
  const consumer = startConsumer({
    name: 'test.taken',
    handle: (em, events) => keep(em, events, by),
    feed: log.feed,
    openSession: log.openSession,
    log: silent,
    ...rest,
  });
  running.push(consumer);
  return consumer;
}

async function keep(em: EntityManager, events: readonly AnyHubEvent[], by: string): Promise<void> {
  for (const event of events)
    await em.execute('insert into events.taken (n, by) values (?, ?)', [numberOf(event), by], 'run');
}

const write = (from: number, to: number, size = 10) => writeEvents(log.openSession, { from, to, size });

/** What was kept, in the order in which it was; waits until there are `count`. */
async function kept(count: number): Promise<{ n: number; by: string }[]> {
  for (;;) {
    const rows = await log
      .openSession(hubActor)
      .write((em) =>
        em.execute<{ n: number; by: string }[]>('select n, by from events.taken order by at_step'),
      );
    if (rows.length >= count) return rows;
    // The embedded database answers without the loop taking a turn; a consumer waits for one.
    await turn();
  }
}

test('each event is taken once and in order, those from before the consumer was there included', async () => {
  await write(1, 31);
  consume();
  await write(31, 61);
  expect((await kept(60)).map(({ n }) => n)).toEqual(upTo(60));
});

test('a consumer that fails in the middle of a batch leaves nothing of it, tries again, and each event counts once', async () => {
  let failures = 0;
  await write(1, 21);
  const consumer = consume({
    handle: async (em, events) => {
      await keep(em, events, 'one');
      if (failures < 2) {
        failures += 1;
        throw new Error('crashed after its writes, before the commit');
      }
    },
  });
  expect((await kept(20)).map(({ n }) => n)).toEqual(upTo(20));
  expect(failures).toBe(2);
  await write(21, 31);
  expect((await kept(30)).map(({ n }) => n)).toEqual(upTo(30));
  await log.settle();
  while (consumer.position() < 30) await new Promise(setImmediate);
  expect(consumer.position()).toBe(30);
});

test('a position that was not committed is not told as reached', async () => {
  const consumer = consume({
    handle: () => {
      throw new Error('crashed');
    },
  });
  await write(1, 11);
  await log.settle();
  const seen = await log
    .openSession(hubActor)
    .write((em) =>
      em.execute<{ n: number }[]>(`select coalesce(max(position), 0)::int as n from events.consumer`),
    );
  expect(seen).toEqual([{ n: 0 }]);
  expect(consumer.position()).toBe(0);
});

test('a consumer that starts again goes on where it stood', async () => {
  await write(1, 21);
  const first = consume();
  await kept(20);
  await first.stop();
  await write(21, 41);
  consume({ by: 'two' });
  const rows = await kept(40);
  expect(rows.map(({ n }) => n)).toEqual(upTo(40));
  expect(rows.filter(({ by }) => by === 'two').map(({ n }) => n)).toEqual(upTo(40).slice(20));
});

test('two consumers of one name share the work: each event is taken by exactly one of them', async () => {
  consume({ by: 'one' });
  consume({ by: 'two' });
  await write(1, 301, 3);
  expect((await kept(300)).map(({ n }) => n)).toEqual(upTo(300));
  await log.settle();
  expect(await kept(300)).toHaveLength(300);
});

test('consumers of different names do not hold each other up', async () => {
  consume({ name: 'test.failing', handle: () => Promise.reject(new Error('always')) });
  consume({ name: 'test.taken' });
  await write(1, 11);
  expect((await kept(10)).map(({ n }) => n)).toEqual(upTo(10));
});

/** An event of another type than `write` writes, known by its number too. */
async function writeFinding(n: number): Promise<void> {
  const { data } = numbered(n);
  const finding = { type: 'rollout.findingRaised', school: null, data } as unknown as NewEvent;
  await log.openSession(hubActor).write((em) => appendEvents(em, hubActor, new Date(), [finding]));
}

test('a consumer is given what it takes alone, once, and going past the rest asks nothing of the database', async () => {
  let sessions = 0;
  const openSession: OpenSession = (...of) => {
    sessions += 1;
    return log.openSession(...of);
  };
  await write(1, 2);
  const first = consume({ takes: ['rollout.findingRaised'], openSession });
  while (first.position() < 1) await turn();
  sessions = 0;
  for (let n = 2; n < 102; n += 10) await write(n, n + 10);
  await log.settle();
  while (first.position() < 101) await turn();
  expect(sessions).toBe(0);

  await writeFinding(102);
  expect(await kept(1)).toEqual([{ n: 102, by: 'one' }]);
  await write(103, 1303, 100);
  await writeFinding(1303);
  expect((await kept(2)).map(({ n }) => n)).toEqual([102, 1303]);
  await first.stop();
  // Where it stood was noted with what it took, and now and then between: the next begins there.
  await write(1304, 1314);
  await writeFinding(1314);
  consume({ takes: ['rollout.findingRaised'], by: 'two' });
  expect((await kept(3)).map(({ n, by }) => [n, by])).toEqual([
    [102, 'one'],
    [1303, 'one'],
    [1314, 'two'],
  ]);
});

test('a consumer that has caught up is asked what time alone changes', async () => {
  const idle = Promise.withResolvers<number>();
  const consumer = consume({ onIdle: async () => idle.resolve(consumer.position()) });
  await write(1, 6);
  await idle.promise;
  expect((await kept(5)).map(({ n }) => n)).toEqual(upTo(5));
});
