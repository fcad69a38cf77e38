import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { Client } from 'pg';

import { migratePostgres, openPostgres } from '../db/database.js';
import { positionToCursor } from '../shared/cursor.js';
import { readEnv } from '../shared/env.js';
import { createLog } from '../shared/log.js';
import { subgraphNames, type SubgraphName } from '../shared/subgraph/names.js';
import { gatewayNames, startCluster, type Cluster } from './cluster/processes.js';
import { startFollower } from './faults/follower.js';
import { createServerOfOwn, type OwnServer } from './faults/server.js';
import { startWriters } from './faults/writers.js';
import { openHost, setDomainClock } from './host.js';
import { fillPlan, fillSchools } from './seed/fill.js';
import { localActor, localToken } from './tokens.js';

const PER_SECOND = Number(process.argv[2] ?? 50);
const BETWEEN_MS = Number(process.argv[3] ?? 4000);
const RECOVERY_MS = 5000;
/** Who is not back by then is not waited for: the script ends by itself, and says so. */
const PATIENCE_MS = 60_000;
/** A process that is killed while it answers may leave its caller waiting: asked again after this. */
const PROBE_MS = 1000;
const SCHOOLS = Array.from({ length: 12 }, (_, n) => String(31_306_981 + n));

/**
 * `npm run faults [-- writes-per-second pause-ms]`: kills each process and the database in turn (-9), starts it again, and counts what was
 * acknowledged against what is there. Needs PostgreSQL's own programs where Debian puts them, no server.
 */
async function main(): Promise<void> {
  const server = await createServerOfOwn();
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-faults-data-'));
  let cluster: Cluster | undefined;
  try {
    await migratePostgres(server.url);
    const start = await fill(server.url);
    const env = {
      ...readEnv({
        DATABASE_URL: server.url,
        DATA_DIR: dataDir,
        SEED: 'none',
        PORT: '0',
        LOG_LEVEL: 'error',
      }),
      port: 0,
    };
    cluster = await startCluster({ env, log: createLog('silent', 'faults'), say: () => {}, onLog: () => {} });
    const isWhole = await run(server, cluster, { dataDir, start });
    if (!isWhole) process.exitCode = 1;
  } finally {
    await cluster?.stop();
    await server.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function run(
  server: OwnServer,
  cluster: Cluster,
  { dataDir, start }: { dataDir: string; start: number },
): Promise<boolean> {
  const urls = (): string[] => gatewayNames.map((name) => cluster.url(name));
  const tokens = new Map<string, string>();
  for (const school of SCHOOLS)
    tokens.set(school, await localToken({ dataDir }, localActor('school_admin', [school])));
  const tool = await localToken({ dataDir }, localActor('reporting_tool', []));
  const follower = startFollower(urls, tool, positionToCursor(start));
  const writers = startWriters({ urls, tokens, perSecond: PER_SECOND });
  await delay(BETWEEN_MS);

  console.log(`${PER_SECOND} writes a second; each of these killed (-9) and started again:`);
  const late: string[] = [];
  const timed = async (
    what: string,
    kill: () => Promise<void>,
    isBack: () => Promise<unknown>,
  ): Promise<void> => {
    const killedAt = performance.now();
    await kill();
    const isInTime = await within(PATIENCE_MS, isBack());
    const ms = performance.now() - killedAt;
    if (ms > RECOVERY_MS) late.push(what);
    console.log(`  ${what.padEnd(28)} ${isInTime ? 'back' : 'NOT back'} after ${(ms / 1000).toFixed(1)} s`);
    await delay(BETWEEN_MS);
  };
  for (const name of [...gatewayNames, ...subgraphNames]) {
    await timed(
      name,
      () => cluster.kill(name),
      async () => {
        await cluster.revive(name);
        await ready(cluster.url(name));
        await writers.nextAcknowledged();
      },
    );
  }
  const { name: leader, pid } = (await relayLeader(server.url)) ?? {};
  if (leader === undefined) throw new Error('No process leads the relay.');
  await timed(
    `the relay (in ${leader})`,
    () => cluster.kill(leader),
    async () => {
      // Another takes the log over meanwhile. Where the leader is who the writes go to, there is nothing to number before it is back.
      const revived = cluster.revive(leader);
      while ([undefined, pid].includes((await relayLeader(server.url))?.pid)) await delay(25);
      await Promise.all([revived, follower.nextDelivered()]);
    },
  );
  await timed(
    'the database',
    () => server.kill(),
    async () => {
      await server.start();
      await Promise.all([writers.nextAcknowledged(), follower.nextDelivered()]);
    },
  );
  await writers.stop();

  const kept = await settled(server.url, start, () => follower.delivered.length);
  await follower.stop();
  const lost = [...writers.acknowledged].filter((description) => !kept.descriptions.has(description));
  const doubled = kept.rows - kept.descriptions.size;
  const delivered = follower.delivered.map(({ cursor }) => cursor);
  const isExact =
    delivered.length === kept.cursors.length && delivered.every((cursor, n) => cursor === kept.cursors[n]);
  console.log(
    `${writers.sent()} writes, ${writers.acknowledged.size} acknowledged: ${lost.length} lost, ${doubled} doubled (wanted 0, 0)`,
  );
  console.log(
    `${kept.cursors.length} events, positions ${kept.isContiguous ? 'without a gap' : 'WITH GAPS'}; ${delivered.length} delivered, ${isExact ? 'each once, in order' : 'NOT the log'}`,
  );
  console.log(`recovery above ${RECOVERY_MS / 1000} s: ${late.length === 0 ? 'none' : late.join(', ')}`);
  for (const refusal of writers.refusals.slice(0, 5)) console.log(`  refused: ${refusal}`);
  return (
    lost.length === 0 &&
    doubled === 0 &&
    kept.isContiguous &&
    isExact &&
    late.length === 0 &&
    writers.refusals.length === 0
  );
}

/** The plan and the schools, on the day on which the writers write; the log's position after them. */
async function fill(url: string): Promise<number> {
  const database = await openPostgres(url, { applicationName: 'hub-seed' });
  const log = createLog('silent', 'faults');
  const host = await openHost({ database, log, consumers: [] });
  await setDomainClock(host.openSession, new Date('2024-04-15T08:00:00+07:00'));
  await fillPlan(host);
  await fillSchools(host);
  await host.settle();
  const head = host.feed.head();
  await host.close();
  return head;
}

async function ready(url: string): Promise<void> {
  const target = new URL('/readiness', url);
  while (
    !(await fetch(target, { signal: AbortSignal.timeout(PROBE_MS) }).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await delay(25);
}

/** Whether that came about in time; rejects as it does. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const ended = new AbortController();
  const over = delay(ms, false, { signal: ended.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    ended.abort();
  }
}

/** The process whose connection holds the relay's lock, and that connection; null while none does. */
async function relayLeader(url: string): Promise<{ name: SubgraphName; pid: number } | null> {
  const [row] = await ask<{ name: string; pid: number }>(
    url,
    `select a.application_name as name, a.pid from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted and l.objid = (hashtext('hub-relay')::bigint & 4294967295)::oid`,
  );
  const name = subgraphNames.find((known) => row?.name === `hub-${known}-log`);
  return name === undefined || row === undefined ? null : { name, pid: row.pid };
}

interface Kept {
  readonly rows: number;
  readonly descriptions: ReadonlySet<string>;
  readonly cursors: readonly string[];
  readonly isContiguous: boolean;
}

/** What the database holds when nothing moves any more and all of it was delivered, or ten seconds after. */
async function settled(url: string, start: number, delivered: () => number): Promise<Kept> {
  const until = performance.now() + 10_000;
  for (;;) {
    const [standing] = await ask<{ pending: number; after: number }>(
      url,
      `select (count(*) filter (where position is null))::int as pending, (count(*) filter (where position > ${start}))::int as after from events.log`,
    );
    const isDone = standing?.pending === 0 && delivered() >= standing.after;
    if (isDone || performance.now() > until) break;
    await delay(200);
  }
  const rows = await ask<{ description: string }>(
    url,
    `select description from readiness.communication where description like 'Ghi %'`,
  );
  const positions = await ask<{ position: number }>(
    url,
    `select position::float8 as position from events.log where position > ${start} order by position`,
  );
  return {
    rows: rows.length,
    descriptions: new Set(rows.map(({ description }) => description)),
    cursors: positions.map(({ position }) => positionToCursor(position)),
    isContiguous: positions.every(({ position }, n) => position === start + n + 1),
  };
}

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
