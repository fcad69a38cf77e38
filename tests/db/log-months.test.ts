import type { EntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Orm } from '../../db/orm.js';
import { verifyChain } from '../../shared/events/chain.js';
import { openUnmigrated } from '../support/owner.js';

const BEFORE_MONTHS = '0008-office-working-group';
const FIRST_WITH_MONTHS = '0009-log-retention';

let orm: Orm;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ orm, close } = await openUnmigrated());
});
afterEach(() => close());

const ask = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
  const kysely = (orm.em.fork() as EntityManager).getKysely() as unknown as Kysely<unknown>;
  return (await kysely.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
};
const verify = () => verifyChain({ query: ask });

/** Events over a year up to now, the last of them not numbered yet. */
async function fill(from: number, to: number, numbered: number): Promise<void> {
  await ask(
    `insert into events.log (key, type, school, at, recorded_at, actor_subject, actor_role, data)
     select gen_random_uuid(), 'rollout.documentPublished', '3130698' || n % 3, now(),
            clock_timestamp() - make_interval(hours => 4 * ($2::int - n)), 'hub', 'hub', jsonb_build_object('document', n)
       from generate_series($1::int, $2::int - 1) n order by n`,
    [from, to],
  );
  await ask('select events.number_pending($1)', [numbered]);
}

const contents = async (relation: string) =>
  ask<{ text: string }>(
    `select to_jsonb(l)::text as text from (select id, key, position, type, school, at, recorded_at, actor_subject, actor_role, data, hash
       from ${relation} l) l order by id`,
  );

test('a log that is full becomes one of months and back again with every event, its number, its hash and what waits for one', async () => {
  await orm.migrator.up({ to: BEFORE_MONTHS });
  await fill(1, 2001, 1990);
  const before = await contents('events.log');
  expect(before).toHaveLength(2000);

  await orm.migrator.up({ to: FIRST_WITH_MONTHS });
  expect(await contents('events.log')).toEqual(before);
  expect(await verify()).toMatchObject({ isWhole: true, events: 1990 });
  // Numbering goes on where it was, over both parts, and new ids behind the old.
  await ask(
    `insert into events.log (key, type, at, actor_subject, actor_role, data) values (gen_random_uuid(), 'x', now(), 'hub', 'hub', '{}')`,
  );
  expect(await ask('select events.number_pending(100) as done')).toEqual([{ done: 11 }]);
  expect(await verify()).toMatchObject({ isWhole: true, events: 2001 });
  const after = await contents('events.history');
  expect(after.slice(0, 1990)).toEqual(before.slice(0, 1990));

  await orm.migrator.down();
  expect(await contents('events.log')).toEqual(after);
  await expect(ask('insert into events.log select * from events.log limit 1')).rejects.toThrow('append-only');
  await expect(ask(`update events.log set data = '{"x": 1}' where position = 7`)).rejects.toThrow(
    'append-only',
  );
});

test('what had left the log by months is in it again where the months are given up', async () => {
  await orm.migrator.up();
  // The part before this month takes what was written earlier.
  await fill(1, 501, 501);
  await ask(`select events.retire_log(clock_timestamp())`);
  const [left] = await ask<{ n: number }>('select count(*)::int as n from event_store.retired');
  expect(left!.n).toBeGreaterThan(0);
  const before = await contents('events.history');
  expect(await verify()).toMatchObject({ isWhole: true, events: 500 });
  while ((await orm.migrator.down())[0]?.name !== FIRST_WITH_MONTHS);
  expect(await contents('events.log')).toEqual(before);
});

test('no row of what has left can be changed, taken out or put in, not even by the owner', async () => {
  await orm.migrator.up();
  await fill(1, 501, 501);
  await ask(`select events.retire_log(clock_timestamp())`);
  for (const statement of [
    `update event_store.retired set data = '{}'`,
    'delete from event_store.retired',
    'insert into event_store.retired select * from event_store.retired limit 1',
  ]) {
    await expect(ask(statement)).rejects.toThrow('append-only');
  }
});
