import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

import { migratePostgres, openPostgres } from '../../db/database.js';
import type { Role } from '../../shared/actor.js';
import { hello, openHub } from './feed-hub.js';
import { latenciesOf, openListeners } from './feed-listeners.js';
import type { Task } from './feed-writer.js';

const SCHOOLS = 15;
/** Those who see everything, and those of each school: a district's office and its tools, and its schools. */
const OFFICE = 50;
const OF_SCHOOLS = 950;
const STALLED = 20;
const PER_SECOND = 100;
const SECONDS = 15;

/**
 * From commit to delivery on PostgreSQL, at a steady pace of writes by another process, to a thousand listeners; then the same again
 * beside readers who have stopped reading. In a database of its own that is dropped afterwards.
 */
export async function benchLatency(serverUrl: string): Promise<void> {
  const name = `hub_bench_${randomUUID().slice(0, 8)}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await onServer(serverUrl, `create database ${name}`);
  try {
    await migratePostgres(url.href);
    await run(url.href);
  } finally {
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  }
}

async function run(url: string): Promise<void> {
  const hub = await openHub(await openPostgres(url, { applicationName: 'hub-bench' }));
  const schools = await schoolsOf(url);
  const groupOf = async (sockets: number, role: Role, of: 'all' | string[]) => ({
    sockets,
    hello: hello(
      await hub.token({ subject: `${role}-${String(of)}`, name: role, role, schools: of }),
      of === 'all' ? {} : { filter: { school: of } },
    ),
  });
  const office = await groupOf(OFFICE, 'reporting_tool', 'all');
  const share = Math.ceil(OF_SCHOOLS / schools.length);
  const ofSchools = await Promise.all(
    schools.map((school, index) =>
      groupOf(Math.min(share, OF_SCHOOLS - index * share), 'principal', [school]),
    ),
  );
  const listeners = await openListeners({
    url: hub.socketUrl,
    groups: [office, ...ofSchools],
    isTimed: true,
  });
  await hub.subscribed(OFFICE + OF_SCHOOLS);
  const measure = async () => {
    const { commits, perSecond } = await writes({ url, schools, perSecond: PER_SECOND, seconds: SECONDS });
    await delay(1000);
    return { perSecond, ...(await latenciesOf(listeners, commits)) };
  };
  const told = ({ p50, p99, max }: { p50: number; p99: number; max: number }): string =>
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${max.toFixed(0)} ms`;

  const alone = await measure();
  console.log(
    `${OFFICE + OF_SCHOOLS} listeners (${OFFICE} to all schools, the others to one of ${schools.length}), ${alone.perSecond.toFixed(0)} writes/s for ${SECONDS} s on PostgreSQL:`,
  );
  console.log(
    `  commit to delivery ${told(alone)} (wanted ≤ 25 and ≤ 100); ${alone.deliveries} deliveries, ${alone.missed} of ${alone.events} events missed`,
  );

  const stalled = await openListeners({
    url: hub.socketUrl,
    groups: [{ ...office, sockets: STALLED, isStalled: true }],
  });
  await hub.subscribed(OFFICE + OF_SCHOOLS + STALLED);
  let waiting = 0;
  const look = async (): Promise<void> => {
    waiting = Math.max(waiting, await hub.figure('hub_waiting_bytes'));
  };
  const watching = setInterval(() => void look(), 500);
  const beside = await measure();
  clearInterval(watching);
  console.log(
    `  beside ${STALLED} that stopped reading ${told(beside)}; at most ${(waiting / 1024).toFixed(0)} KB waited for them in the hub`,
  );
  stalled.kill();
  listeners.kill();
  await hub.close();
}

async function writes(task: Task): Promise<{ commits: [string, number][]; perSecond: number }> {
  const child = fork(fileURLToPath(new URL('./feed-writer.js', import.meta.url)));
  child.send(task);
  const [written] = (await once(child, 'message')) as [{ commits: [string, number][]; perSecond: number }];
  return written;
}

async function schoolsOf(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ code: string }>(
    'select code from schools.school order by code limit $1',
    [SCHOOLS],
  );
  await client.end();
  return rows.map(({ code }) => code);
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
