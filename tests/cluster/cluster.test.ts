import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { sessionsOver } from '../../db/session.js';
import { startNats, type OwnNats } from '../../scripts/cluster/own-nats.js';
import { startCluster, type Cluster } from '../../scripts/cluster/processes.js';
import { subscribe, type Subscriber } from '../../scripts/cluster/subscriber.js';
import { askFeed, type FeedFigures } from '../../scripts/feed-figures.js';
import { openHost } from '../../scripts/host.js';
import { fillPlan, fillSchools } from '../../scripts/seed/fill.js';
import { allConsumers } from '../../scripts/subgraphs.js';
import { hubActor, type Actor } from '../../shared/actor.js';
import { loadSigningKey } from '../../shared/auth/keys.js';
import { issueToken } from '../../shared/auth/tokens.js';
import { systemClock } from '../../shared/clock.js';
import { readEnv } from '../../shared/env.js';
import { appendEvents } from '../../shared/events/append.js';
import type { LogConnection } from '../../shared/events/connection.js';
import type { OpenSession } from '../../shared/session.js';
import type { SubgraphName } from '../../shared/subgraph/names.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { sendTo } from '../support/hub.js';
import { silent } from '../support/log.js';
import { asOwner } from '../support/owner.js';
import { missing } from './nats.js';

const school = '31306981';
const admin: Actor = { subject: 'admin', name: 'Quản trị', role: 'school_admin', schools: [school] };
const officer: Actor = { subject: 'officer', name: 'Chuyên viên', role: 'district_officer', schools: 'all' };
const LOG = `mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { school { code } } }`;

describe.skipIf(missing !== '')(`two gateways, five subgraphs, PostgreSQL and NATS${missing}`, () => {
  let dataDir: string;
  let nats: OwnNats;
  let database: TestDatabase;
  let log: LogConnection;
  let openSession: OpenSession;
  let cluster: Cluster;
  let reader: Subscriber;
  let start: number;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'hub-cluster-'));
    nats = await startNats();
    database = await openTestDatabase();
    log = await database.openLogConnection();
    openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
    const keepOpen = { ...database, close: async () => {} };
    const host = await openHost({ database: keepOpen, log: silent, consumers: allConsumers });
    await fillPlan(host);
    await fillSchools(host);
    await host.settle();
    await host.close();
    cluster = await startCluster({
      env: readEnv({
        DATABASE_URL: database.url!,
        EVENT_BUS: nats.url.href,
        DATA_DIR: dataDir,
        SEED: 'none',
        PORT: '0',
        LOG_LEVEL: 'error',
      }),
      spares: ['rollout'],
      log: silent,
      say: () => {},
      onLog: () => {},
    });
  });
  afterAll(async () => {
    await cluster?.stop();
    await log?.close();
    await database?.close();
    await nats?.close();
    if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    await until(async () => (await bus('rollout')).eventBus === 'ok');
    start = await head();
    reader = subscribe({
      urls: [cluster.url('gateway-2'), cluster.url('gateway-1')],
      token: await tokenOf(officer),
      position: start,
    });
  });
  afterEach(() => reader.stop());

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await delay(20);
  }
  async function tokenOf(actor: Actor): Promise<string> {
    return issueToken(await loadSigningKey(dataDir), actor, 3600);
  }
  /** How events reach the process of that subgraph. */
  async function bus(name: SubgraphName): Promise<FeedFigures> {
    const figures = await askFeed({ name, url: cluster.url(name), keys: cluster.keys(name) });
    return figures ?? { position: 0, byBus: 0, fromLog: 0, eventBus: null };
  }
  async function head(): Promise<number> {
    const [row] = await log.query<{ head: number }>('select position::float8 as head from events.head');
    return row!.head;
  }
  async function pending(): Promise<number> {
    const [row] = await log.query<{ count: number }>(
      'select count(*)::int as count from events.log where position is null',
    );
    return row!.count;
  }
  async function consumed(): Promise<number> {
    const [row] = await log.query<{ position: number }>(
      `select position::float8 as position from events.consumer where name = 'rollout.compliance'`,
    );
    return row!.position;
  }
  async function leader(): Promise<string | undefined> {
    const [row] = await log.query<{ name: string }>(
      `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and a.datname = current_database()`,
    );
    return row?.name.replace(/^hub-(\w+)-log$/, '$1');
  }
  /** A communication of the school, by the first gateway; resolves once it is written. */
  async function write(): Promise<void> {
    const input = { school, audiences: ['PARENTS'], heldOn: '2024-04-01', description: 'Họp phụ huynh' };
    const { errors } = await sendTo(cluster.url('gateway-1'), await tokenOf(admin), LOG, { input });
    expect(errors).toBeUndefined();
  }
  /** The same fact as the readiness subgraph writes it, whichever of the processes is alive. */
  async function writeBeside(): Promise<void> {
    await openSession(hubActor).write((em) =>
      appendEvents(em, hubActor, new Date(), [
        {
          type: 'readiness.communicationLogged',
          school,
          data: { audiences: ['PARENTS'], heldOn: '2024-04-01' },
        },
      ]),
    );
  }
  /** That the subscriber has, once and in order, exactly what the log holds behind the position that it started at. */
  async function expectExact(): Promise<void> {
    await until(async () => (await pending()) === 0 && reader.ids.length >= (await head()) - start);
    const rows = await log.query<{ id: string }>(
      'select key as id from events.log where position > $1 order by position',
      [start],
    );
    expect(reader.ids).toEqual(rows.map(({ id }) => id));
  }

  test('a write at one gateway is delivered at the other, by way of NATS', async () => {
    const before = await bus('rollout');
    for (let n = 0; n < 20; n += 1) await write();
    await expectExact();
    const after = await bus('rollout');
    expect(reader.returns()).toBe(0);
    expect(after.byBus - before.byBus).toBeGreaterThanOrEqual(20);
    expect(after.byBus - before.byBus).toBeGreaterThan(after.fromLog - before.fromLog);
  });

  test('NATS killed: writes and subscriptions go on, events come from PostgreSQL; NATS back: by NATS again, nothing lost or doubled', async () => {
    await write();
    await nats.kill();
    await until(
      async () => (await bus('rollout')).eventBus === 'does not answer (the feed reads PostgreSQL)',
    );
    const away = await bus('rollout');
    for (let n = 0; n < 10; n += 1) await write();
    await expectExact();
    const meanwhile = await bus('rollout');
    expect(meanwhile.byBus).toBe(away.byBus);
    expect(meanwhile.fromLog - away.fromLog).toBeGreaterThanOrEqual(10);
    for (const name of ['gateway-1', 'gateway-2']) {
      const response = await fetch(`${cluster.url(name)}/readiness`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        ready: true,
        parts: { eventBus: 'does not answer (the feed reads PostgreSQL)' },
      });
    }

    await nats.revive();
    await until(async () => (await bus('rollout')).eventBus === 'ok');
    for (let n = 0; n < 20; n += 1) await write();
    await expectExact();
    expect((await bus('rollout')).byBus).toBeGreaterThan(meanwhile.byBus);
    expect(reader.returns()).toBe(0);
  });

  test('the process whose relay leads is killed: another leads within 5 s, and the sequence stays exact', async () => {
    await until(async () => (await leader()) !== undefined);
    const first = (await leader())!;
    for (let n = 0; n < 10; n += 1) await writeBeside();
    await cluster.kill(first);
    const killedAt = performance.now();
    for (let n = 0; n < 10; n += 1) await writeBeside();
    await until(async () => (await pending()) === 0);
    expect(performance.now() - killedAt).toBeLessThan(5000);
    expect(await leader()).toBeDefined();

    await cluster.revive(first);
    for (let n = 0; n < 10; n += 1) await writeBeside();
    await expectExact();
  });

  test('the process that keeps compliance is killed: its spare takes events and lets time pass within 5 s', async () => {
    await write();
    await cluster.kill('rollout');
    const killedAt = performance.now();
    await write();
    await asOwner(
      database,
      `update rollout.compliance set next_transition = now() - interval '1 minute' where school = '${school}'`,
    );
    const isSwept = async (): Promise<boolean> => {
      const [row] = await log.query<{ isSwept: boolean }>(
        `select next_transition is null or next_transition > now() as "isSwept" from rollout.compliance where school = $1`,
        [school],
      );
      return row!.isSwept;
    };
    await until(async () => (await isSwept()) && (await consumed()) === (await head()));
    expect(performance.now() - killedAt).toBeLessThan(5000);

    await cluster.revive('rollout');
    await write();
    await expectExact();
  });
});
