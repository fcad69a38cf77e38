import type { EntityManager } from '@mikro-orm/sql';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';

import { migratePostgres } from '../../db/database.js';
import { schemaDrift } from '../../db/drift.js';
import type { Orm } from '../../db/orm.js';
import { sessionsOver } from '../../db/session.js';
import { openHost } from '../../scripts/host.js';
import { fillPlan, fillSchools } from '../../scripts/seed/fill.js';
import { allConsumers } from '../../scripts/subgraphs.js';
import { settableClock } from '../../shared/clock.js';
import { createPostgresDatabase, isPostgres, openTestDatabase } from '../support/database.js';
import { openUnmigrated } from '../support/owner.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function openOwned(): Promise<Orm> {
  const { orm, close } = await openUnmigrated();
  closers.push(close);
  return orm;
}

const rowsOf = <Row>(orm: Orm, statement: string): Promise<Row[]> =>
  (orm.em.fork() as EntityManager).execute<Row[]>(statement);

/** Columns, indexes and functions of the hub's schemas, each as one line. */
async function shapeOf(orm: Orm): Promise<string[]> {
  const schemas = `('events', 'schools', 'readiness', 'training', 'records', 'rollout', 'accounts')`;
  const rows = await rowsOf<{ line: string }>(
    orm,
    `select concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable, column_default) as line
       from information_schema.columns where table_schema in ${schemas}
     union all select indexdef from pg_indexes where schemaname in ${schemas}
     union all select concat_ws(' ', n.nspname, p.proname, p.prosrc)
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${schemas}
     order by 1`,
  );
  return rows.map(({ line }) => line);
}

/** Enters the plan and the schools through the services, as the application would. */
async function fill(orm: Orm): Promise<void> {
  const clock = settableClock(new Date('2024-04-01T07:00:00+07:00'));
  const openSession = sessionsOver({ orm, clock, onCommit: () => {} });
  await fillPlan({ openSession });
  await fillSchools({ openSession });
}

test('a filled database goes all the way down and up again, and is then as new', async () => {
  const orm = await openOwned();
  await orm.migrator.up();
  const before = await shapeOf(orm);
  expect(before.length).toBeGreaterThan(100);
  await fill(orm);

  await orm.migrator.down({ to: 0 });
  expect(await shapeOf(orm)).toEqual([]);
  await orm.migrator.up();
  expect(await shapeOf(orm)).toEqual(before);
  await fill(orm);
  expect(await rowsOf(orm, 'select count(*)::int as count from schools.school')).toEqual([{ count: 12 }]);
});

test('each migration can be taken back alone', async () => {
  const orm = await openOwned();
  const names = (await orm.migrator.up()).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names.toReversed()) {
    const [undone] = await orm.migrator.down();
    expect(undone?.name).toBe(name);
  }
  expect((await orm.migrator.up()).map(({ name }) => name)).toEqual(names);
});

test('entities and migrations describe the same tables, and a difference is found', async () => {
  const orm = await openOwned();
  await orm.migrator.up();
  expect(await schemaDrift(orm)).toBe('');
  await rowsOf(orm, 'alter table schools.school drop column name');
  expect(await schemaDrift(orm)).toMatch(/alter table .*school.* add .*"name"/);
  await rowsOf(orm, 'create table schools.left_over (id int primary key)');
  expect(await schemaDrift(orm)).toContain('left_over');
});

test('a database that is up to date is opened again without a change', async () => {
  const database = await openTestDatabase();
  closers.push(database.close);
  const host = await openHost({
    database: { ...database, close: async () => {} },
    log: pino({ level: 'silent' }),
    consumers: allConsumers,
  });
  await host.close();
  if (database.url !== null) expect(await migratePostgres(database.url)).toEqual([]);
  const rows = await rowsOf<{ count: number }>(database.orm, 'select count(*)::int as count from events.log');
  expect(rows).toEqual([{ count: 0 }]);
});

test.runIf(isPostgres)('processes that migrate at the same moment do it once, and none fails', async () => {
  const { url, drop } = await createPostgresDatabase();
  closers.push(drop);
  const done = await Promise.all(Array.from({ length: 4 }, () => migratePostgres(url)));
  const ran = done.filter((names) => names.length > 0);
  expect(ran).toHaveLength(1);
  expect(ran[0]![0]).toBe('0001-tables');
});
