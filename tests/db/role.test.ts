import { afterAll, beforeAll, expect, test } from 'vitest';

import { sessionsOver } from '../../db/session.js';
import { hubActor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';
import { appendEvents } from '../../shared/events/append.js';
import type { OpenSession } from '../../shared/session.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let openSession: OpenSession;

beforeAll(async () => {
  database = await openTestDatabase();
  openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
  await openSession(hubActor).write((em) =>
    appendEvents(em, hubActor, new Date(), [
      { type: 'rollout.documentPublished', school: null, data: { document: 'd', kind: 'GUIDANCE' } },
    ]),
  );
});
afterAll(() => database.close());

/** One statement as every request runs it. */
const run = <Row>(statement: string): Promise<Row[]> =>
  openSession(hubActor).write((em) => em.execute<Row[]>(statement));

test('the application acts under its own role, which is no superuser and owns nothing', async () => {
  expect(
    await run(
      `select rolname as role, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as power,
              (select count(*)::int from pg_class where relowner = r.oid) as owned
         from pg_roles r where rolname = current_user`,
    ),
  ).toEqual([{ role: 'hub_app', power: false, owned: 0 }]);
});

test.each([
  ['rewrite what happened', `update events.log set data = '{}'::jsonb`],
  ['rewrite who did it', `update events.log set actor_subject = 'nobody'`],
  ['move an event in time', `update events.log set at = now()`],
  ['number an event itself', 'update events.log set position = 1'],
  ['delete an event', 'delete from events.log'],
  ['look past the log into its parts', 'select * from event_store.log_first'],
  ['change what has left the log', `update event_store.retired set data = '{}'`],
  ['drop a part of the log', 'drop table event_store.log_first'],
  ['empty the log', 'truncate events.log'],
  ['drop the log', 'drop table events.log'],
  ['take back the counter of positions', 'delete from events.head'],
  ['replace the numbering', 'drop function events.number_pending(integer)'],
  ['make tables of its own', 'create table events.shadow (id int)'],
  ['make roles', 'create role hub_other'],
])('the application cannot %s', async (_what, statement) => {
  await expect(run(statement)).rejects.toThrow(/permission denied|must be owner|privilege/);
  expect(await run('select data from events.log')).toEqual([{ data: { document: 'd', kind: 'GUIDANCE' } }]);
});

test('the application cannot grant itself what it lacks', async () => {
  // PostgreSQL answers such a grant with a warning and does nothing.
  await run('grant delete, truncate on events.log to hub_app').catch(() => undefined);
  expect(await run(`select has_table_privilege('events.log', 'delete, truncate') as may`)).toEqual([
    { may: false },
  ]);
});

test('the relay, under the same role, gives positions', async () => {
  const connection = await database.openLogConnection();
  try {
    expect(await connection.query('select events.number_pending($1) as done', [10])).toEqual([{ done: 1 }]);
    expect(await connection.query('select position::int as position from events.log')).toEqual([
      { position: 1 },
    ]);
    expect(await connection.query('select current_user as role')).toEqual([{ role: 'hub_app' }]);
  } finally {
    await connection.close();
  }
});
