import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { isRetryable, translateDatabaseError } from '../../db/errors.js';
import { sessionsOver } from '../../db/session.js';
import { hubActor, type Actor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';
import { appendEvents } from '../../shared/events/append.js';
import type { OpenSession, Reader, Session } from '../../shared/session.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { actorOf } from '../support/subgraph.js';

let database: TestDatabase;
let openSession: OpenSession;
const onCommit = vi.fn<() => void>();
const onRead = vi.fn<(owner: string, actor: Actor) => void>();

beforeAll(async () => {
  database = await openTestDatabase();
  openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit, onRead });
});
afterAll(() => database.close());
beforeEach(async () => {
  await openSession(hubActor).write((em) => em.execute('delete from events.consumer', [], 'run'));
  onCommit.mockClear();
  onRead.mockClear();
});

const names = (session: Session) =>
  session.read('test', async (db: Reader) => {
    const { rows } = await sql<{ name: string }>`select name from events.consumer order by name`.execute(db);
    return rows.map(({ name }) => name);
  });
const insert = (session: Session, name: string) =>
  session.write((em) =>
    em.execute('insert into events.consumer (name, position) values (?, 0)', [name], 'run'),
  );
const events = async (session: Session): Promise<number> => {
  const [row] = await session.write((em) =>
    em.execute<{ n: number }[]>('select count(*)::int as n from events.log'),
  );
  return row!.n;
};

test('all reads of one request come from one snapshot, whatever others commit meanwhile', async () => {
  const session = openSession(hubActor);
  expect(await names(session)).toEqual([]);
  // On the embedded database the other writer waits for the snapshot; on a server it commits beside it.
  const writing = insert(openSession(hubActor), 'from another request');
  expect(await Promise.all([names(session), names(session)])).toEqual([[], []]);
  await session.end();
  await writing;
  expect(await names(session)).toEqual(['from another request']);
  await session.end();
});

test('what a request reads after its write contains that write', async () => {
  const session = openSession(hubActor);
  expect(await names(session)).toEqual([]);
  await insert(session, 'mine');
  expect(await names(session)).toEqual(['mine']);
  expect(session.writes).toBe(1);
  await session.end();
});

test('a write waits for the reads that its request has under way', async () => {
  const session = openSession(hubActor);
  const [before] = await Promise.all([names(session), insert(session, 'later')]);
  expect(before).toEqual([]);
  expect(await names(session)).toEqual(['later']);
  await session.end();
});

test('a write that fails leaves nothing: no row, no event, and nobody is woken', async () => {
  const session = openSession(hubActor);
  const failing = session.write(async (em) => {
    await em.execute(`insert into events.consumer (name, position) values ('half', 0)`, [], 'run');
    await appendEvents(em, hubActor, new Date(), [
      { type: 'rollout.documentPublished', school: null, data: { document: 'd', kind: 'GUIDANCE' } },
    ]);
    throw new Error('the second half failed');
  });
  await expect(failing).rejects.toThrow('the second half failed');
  expect(await names(session)).toEqual([]);
  expect(session.writes).toBe(0);
  expect(onCommit).not.toHaveBeenCalled();
  await session.end();
  expect(await events(openSession(hubActor))).toBe(0);
});

test('rows and their event are there together', async () => {
  const session = openSession(hubActor);
  await session.write(async (em) => {
    await em.execute(`insert into events.consumer (name, position) values ('whole', 0)`, [], 'run');
    await appendEvents(em, hubActor, new Date(), [
      { type: 'rollout.documentPublished', school: null, data: { document: 'd', kind: 'GUIDANCE' } },
    ]);
  });
  expect(onCommit).toHaveBeenCalledTimes(1);
  expect(await names(session)).toEqual(['whole']);
  await session.end();
  expect(await events(openSession(hubActor))).toBe(1);
});

test('a read cannot write', async () => {
  const session = openSession(hubActor);
  const sneaking = session.read('test', (db) =>
    sql`insert into events.consumer (name, position) values ('sneaked', 0)`.execute(db),
  );
  await expect(sneaking).rejects.toThrow(/read-only transaction/);
  await session.end();
  expect(await names(session)).toEqual([]);
  await session.end();
});

test("every transaction carries its actor, and none inherits another one's", async () => {
  const who = (session: Session) =>
    session.read('test', async (db) => {
      const { rows } = await sql<{ subject: string; schools: string }>`
        select current_setting('hub.subject', true) as subject, current_setting('hub.schools', true) as schools`.execute(
        db,
      );
      return rows[0];
    });
  const principal: Actor = { ...actorOf('principal', ['31306981', '31306982']), subject: "o'brien" };
  for (const actor of [principal, hubActor]) {
    const session = openSession(actor);
    expect(await who(session)).toEqual({
      subject: actor.subject,
      schools: actor.schools === 'all' ? '*' : actor.schools.join(','),
    });
    await session.end();
  }
  const connection = await database.openLogConnection();
  const [left] = await connection.query<{ subject: string | null }>(
    `select current_setting('hub.subject', true) as subject`,
  );
  expect(left?.subject ?? '').toBe('');
  await connection.close();
});

test('each statement of a read is counted for the subgraph that asked', async () => {
  const session = openSession(hubActor);
  await Promise.all([names(session), session.read('records', (db) => sql`select 1`.execute(db))]);
  expect(onRead.mock.calls.toSorted(([a], [b]) => a.localeCompare(b))).toEqual([
    ['records', hubActor],
    ['test', hubActor],
  ]);
  await session.end();
});

test("a value that is taken and a value of the wrong form are the caller's, told in the hub's words", async () => {
  const session = openSession(hubActor);
  await insert(session, 'taken');
  await expect(insert(session, 'taken')).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', expected: 'a value that is not yet taken' },
  });
  const odd = session.read('test', (db) => sql`select ${'2024-02-30'}::date`.execute(db));
  await expect(odd).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  await session.end();
});

test('what the hub does not know stays as it was, and says whether to try again', () => {
  const unknown = Object.assign(new Error('the disk is broken'), { code: '58030' });
  expect(translateDatabaseError(unknown)).toBe(unknown);
  expect(isRetryable(unknown)).toBe(false);
  expect(
    isRetryable(new Error('wrapped', { cause: Object.assign(new Error('deadlock'), { code: '40P01' }) })),
  ).toBe(true);
});
