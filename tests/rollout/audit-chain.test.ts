import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { migratePostgres, openInMemory, type Database } from '../../db/database.js';
import { openPglite } from '../../db/pglite.js';
import { openHost } from '../../scripts/host.js';
import { hubActor } from '../../shared/actor.js';
import { settableClock } from '../../shared/clock.js';
import { appendEvents } from '../../shared/events/append.js';
import { GENESIS_HASH, verifyChain } from '../../shared/events/chain.js';
import type { NewEvent } from '../../shared/events/contracts.js';
import { createPostgresDatabase, emptySnapshot, isPostgres, openCreated } from '../support/database.js';

interface Owned {
  database: Database;
  /** Statements under the tables' owner, past the guards of the log. */
  tamper(statement: string): Promise<void>;
  close(): Promise<void>;
}

let owned: Owned;
beforeAll(async () => {
  owned = await openOwned();
  await fill(owned.database, 2500);
});
afterAll(() => owned.close());

async function openOwned(): Promise<Owned> {
  if (isPostgres) {
    const created = await createPostgresDatabase();
    await migratePostgres(created.url);
    const database = await openCreated(created);
    const owner = new Client({ connectionString: created.url });
    await owner.connect();
    owner.on('error', () => {});
    return {
      database,
      tamper: async (statement) => {
        await owner.query('alter table events.log disable trigger user');
        await owner.query(statement);
        await owner.query('alter table events.log enable trigger user');
      },
      close: async () => {
        await owner.end();
        await database.close();
      },
    };
  }
  const pglite = await openPglite(null, emptySnapshot());
  const database = await openInMemory(pglite);
  return {
    database,
    tamper: async (statement) => {
      await pglite.exec(
        `reset role; alter table events.log disable trigger user; ${statement}; alter table events.log enable trigger user; set role hub_app`,
      );
    },
    close: () => database.close(),
  };
}

/** Writes and numbers events, and stops all that runs beside the test. */
async function fill(database: Database, count: number): Promise<void> {
  const host = await openHost({
    database: { ...database, close: async () => {} },
    log: pino({ level: 'silent' }),
    consumers: [],
    clock: settableClock(new Date('2024-04-15T08:00:00+07:00')),
  });
  const events = Array.from({ length: count }, (_, n): NewEvent<'rollout.taskProgressed'> => ({
    type: 'rollout.taskProgressed',
    school: null,
    data: { task: `T${n}`, before: 'PLANNED', after: 'IN_PROGRESS', reason: 'Đằng Lâm "lý do" \\ é' },
  }));
  await host
    .openSession(hubActor)
    .write((em) => appendEvents(em, hubActor, new Date('2024-04-15T08:00:00.123+07:00'), events));
  await host.settle();
  await host.close();
}

async function verify() {
  const connection = await owned.database.openLogConnection();
  try {
    return await verifyChain(connection);
  } finally {
    await connection.close();
  }
}

async function asApplication(statement: string): Promise<unknown> {
  const connection = await owned.database.openLogConnection();
  try {
    return await connection.query(statement).catch((error: unknown) => error);
  } finally {
    await connection.close();
  }
}

describe('the chain of the log', () => {
  test('is whole over many batches, and its last hash is the head’s', async () => {
    const report = await verify();
    expect(report).toMatchObject({ isWhole: true, events: 2500, from: 1, position: 2500 });
    const rows = (await asApplication('select hash from events.head')) as { hash: string }[];
    expect(report).toMatchObject({ hash: rows[0]?.hash });
    expect(rows[0]?.hash).not.toBe(GENESIS_HASH);
  });

  test.each([
    ['changes a numbered event', `update events.log set data = '{}' where position = 7`],
    ['changes its hash', `update events.log set hash = 'x' where position = 7`],
    ['renumbers it', 'update events.log set position = 9999 where position = 7'],
    ['takes it out', 'delete from events.log where position = 7'],
    ['empties the log', 'truncate events.log'],
    [
      'writes an event that brings its own position',
      `insert into events.log (key, position, type, at, actor_subject, actor_role, data) values (gen_random_uuid(), 2501, 'x', now(), 'x', 'x', '{}')`,
    ],
  ])('is refused to the application role that %s', async (_, statement) => {
    const refusal = (await asApplication(statement)) as { code?: string; cause?: { code?: string } };
    expect(refusal).toBeInstanceOf(Error);
    expect(['42501', '23001']).toContain(refusal.code ?? refusal.cause?.code);
    expect((await verify()).isWhole).toBe(true);
  });

  test.each([
    [
      'a content that was rewritten',
      `update events.log set data = data || '{"reason": "other"}' where position = 2100`,
      `update events.log set data = data || '{"reason": "Đằng Lâm \\"lý do\\" \\\\ é"}' where position = 2100`,
      2100,
      'its content is not what was numbered',
    ],
    [
      'a name that was exchanged in the very first event',
      `update events.log set actor_subject = 'someone' where position = 1`,
      `update events.log set actor_subject = 'hub' where position = 1`,
      1,
      'by someone',
    ],
    [
      'an event that was taken out',
      'create table events.kept as select * from events.log where position = 40; delete from events.log where position = 40',
      'insert into events.log select * from events.kept; drop table events.kept',
      40,
      'taken out or renumbered',
    ],
    [
      'the newest events taken out',
      'create table events.kept as select * from events.log where position > 2490; delete from events.log where position > 2490',
      'insert into events.log select * from events.kept; drop table events.kept',
      2491,
      'its head says 2500',
    ],
    [
      'a hash that was rewritten, the content being as it was',
      `create table events.kept as select id, hash from events.log where position = 50; update events.log set hash = repeat('a', 64) where position = 50`,
      'update events.log set hash = kept.hash from events.kept where kept.id = log.id; drop table events.kept',
      50,
      'its hash was rewritten',
    ],
  ])('tells the owner of the database of %s', async (_, damage, repair, position, differs) => {
    await owned.tamper(damage);
    const report = await verify();
    expect(report).toMatchObject({ isWhole: false, position });
    expect(report.isWhole ? '' : report.differs).toContain(differs);
    await owned.tamper(repair);
    expect((await verify()).isWhole).toBe(true);
  });

  test('goes on over a beginning that was taken out, and says where the log begins', async () => {
    await owned.tamper('delete from events.log where position <= 1000');
    expect(await verify()).toMatchObject({ isWhole: true, events: 1500, from: 1001, position: 2500 });
  });
});
