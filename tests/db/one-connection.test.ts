import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { pgliteOrm } from '../../db/orm.js';
import { openPglite } from '../../db/pglite.js';
import { sessionsOver } from '../../db/session.js';
import { hubActor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';
import type { OpenSession, Reader } from '../../shared/session.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let openSession: OpenSession;

beforeAll(async () => {
  database = await openTestDatabase();
  openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
});
afterAll(() => database.close());
beforeEach(() => openSession(hubActor).write((em) => em.execute('delete from events.consumer', [], 'run')));

/** Lets everything else of the process that is ready go first. */
const giveWay = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** How many rows each transaction has left in sight of this reader. */
async function seen(db: Reader): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; position: number }>`
    select name, position::float8 as position from events.consumer`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ position }) => String(position))].map(([writer, own]) => [writer, own.length]),
  );
}

test('fifty overlapping transactions and reads never see what is not committed, and all finish', async () => {
  const writers = Array.from({ length: 50 }, (_, index) => index);
  const isFailing = (index: number) => index % 3 === 0;

  const write = (index: number) =>
    openSession(hubActor)
      .write(async (em) => {
        const insert = (part: string) =>
          em.execute(
            'insert into events.consumer (name, position) values (?, ?)',
            [`${index}-${part}`, index],
            'run',
          );
        await insert('a');
        await giveWay();
        await insert('b');
        if (isFailing(index)) throw new Error('changed its mind');
      })
      .then(
        () => true,
        () => false,
      );
  const look = async () => {
    const session = openSession(hubActor);
    const first = await session.read('test', seen);
    await giveWay();
    const second = await session.read('test', seen);
    await session.end();
    expect(second).toEqual(first);
    return first;
  };

  const work = writers.map(async (index) => {
    await giveWay();
    return [await Promise.all([write(index), look()])] as const;
  });
  const results = (await Promise.all(work)).flat();

  expect(results.map(([committed]) => committed)).toEqual(writers.map((index) => !isFailing(index)));
  for (const [, view] of results) {
    for (const [writer, rows] of view) {
      expect(isFailing(Number(writer))).toBe(false);
      expect(rows).toBe(2);
    }
  }
  const last = openSession(hubActor);
  const committed = writers.filter((index) => !isFailing(index));
  expect((await last.read('test', seen)).size).toBe(committed.length);
  await last.end();
});

test("the log connection waits its turn: it never lands in somebody's open transaction", async () => {
  const connection = await database.openLogConnection();
  const count = () => connection.query<{ n: number }>('select count(*)::int as n from events.consumer');
  const opened = Promise.withResolvers<void>();
  const writing = openSession(hubActor).write(async (em) => {
    await em.execute(`insert into events.consumer (name, position) values ('uncommitted', 0)`, [], 'run');
    opened.resolve();
    await giveWay();
    throw new Error('changed its mind');
  });
  await opened.promise;
  const counting = count();
  await expect(writing).rejects.toThrow('changed its mind');
  expect(await counting).toEqual([{ n: 0 }]);
  await connection.close();
});

test('on the embedded database a read inside an open write of the same request is told, not left hanging', async () => {
  const pglite = await openPglite(null);
  const orm = await pgliteOrm(pglite, 50);
  const sessions = sessionsOver({ orm, clock: systemClock, onCommit: () => {} });
  const session = sessions(hubActor);
  const select = (db: Reader) => sql<{ one: number }>`select 1 as one`.execute(db);

  await expect(session.write(() => session.read('test', select))).rejects.toThrow(
    /its read waits for its write/,
  );

  // Whoever comes next finds the connection free and the session usable.
  await session.end();
  expect((await session.read('test', select)).rows).toEqual([{ one: 1 }]);
  await session.end();
  expect(await sessions(hubActor).write((em) => em.execute('select 2 as two'))).toEqual([{ two: 2 }]);
  await orm.close();
});

test('who waits behind many short transactions is served, however long they take together', async () => {
  const pglite = await openPglite(null);
  const orm = await pgliteOrm(pglite, 1000);
  const sessions = sessionsOver({ orm, clock: systemClock, onCommit: () => {} });
  const work = Array.from({ length: 12 }, () =>
    sessions(hubActor).write((em) => em.execute('select pg_sleep(0.15)')),
  );
  expect(await Promise.all(work)).toHaveLength(12);
  await orm.close();
});
