import { randomUUID } from 'node:crypto';

import { sql } from 'kysely';
import { Client } from 'pg';

import { migratePostgres, openPostgres } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import type { Actor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';

const SCHOOLS = 2500;
const PER_SCHOOL = 20;
const ROUNDS = 9;
const READS = 200;
const TABLES = ['rollout.difficulty', 'readiness.checklist_response', 'events.log'];

/** `npm run bench -- wall`: reads of a request with the row policies and without them, in turn, on one server in one run. */
export async function benchWall(serverUrl: string): Promise<void> {
  const name = `hub_bench_${randomUUID().slice(0, 8)}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    await migratePostgres(url.href);
    await run(url.href);
  } finally {
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  }
}

async function run(url: string): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  for (const statement of fill) await owner.query(statement);
  const database = await openPostgres(url, { applicationName: 'hub-bench' });
  const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });

  const read = async (actor: Actor, statement: string): Promise<number> => {
    const startedAt = performance.now();
    for (let n = 0; n < READS; n += 1) {
      const session = openSession(actor);
      await session.read('bench', (db) => sql.raw(statement).execute(db));
      await session.end();
    }
    return (performance.now() - startedAt) / READS;
  };
  console.log(
    `${SCHOOLS} schools, ${SCHOOLS * PER_SCHOOL} rows a table; ms a request of one read, its transaction included, median of ${ROUNDS}:`,
  );
  for (const { what, actor, statement } of cases) {
    const times: Record<'enable' | 'disable', number[]> = { enable: [], disable: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const state of round % 2 === 0
        ? (['enable', 'disable'] as const)
        : (['disable', 'enable'] as const)) {
        for (const table of TABLES) await owner.query(`alter table ${table} ${state} row level security`);
        times[state].push(await read(actor, statement));
      }
    }
    const [walled, open] = [median(times.enable), median(times.disable)];
    console.log(
      `  ${what}: ${walled.toFixed(2)} with the wall, ${open.toFixed(2)} without: ${(walled / open).toFixed(2)} ×`,
    );
  }
  await database.close();
  await owner.end();
}

const code = (n: string): string => `lpad((${n})::text, 8, '0')`;
const rows = `from generate_series(1, ${SCHOOLS}) as s(n), generate_series(1, ${PER_SCHOOL}) as i(n)`;
const fill = [
  `insert into rollout.difficulty (id, school, category, severity, description, state, reported_by, reported_at, version, updated_at)
     select gen_random_uuid(), ${code('s.n')}, 'SOFTWARE', 'MINOR', 'Chậm.', 'OPEN', 'a', now(), 1, now() ${rows}`,
  `insert into readiness.checklist_response (school, item, state, version, updated_at)
     select ${code('s.n')}, 'ITEM_' || i.n, 'DRAFT', 1, now() ${rows}`,
  `insert into events.log (key, type, school, at, actor_subject, actor_role, data)
     select gen_random_uuid(), 'readiness.itemSaved', ${code('s.n')}, now(), 'a', 'school_admin', '{}' ${rows}`,
  `select events.number_pending(${SCHOOLS * PER_SCHOOL})`,
  'analyze',
];

const principal: Actor = { subject: 'p', name: 'p', role: 'principal', schools: ['00000007'] };
const officer: Actor = { subject: 'o', name: 'o', role: 'district_officer', schools: 'all' };
const ofSchool = `select * from rollout.difficulty where school = '00000007'`;
const cases: readonly { what: string; actor: Actor; statement: string }[] = [
  { what: "a principal's difficulties", actor: principal, statement: ofSchool },
  { what: "a school's difficulties, the office", actor: officer, statement: ofSchool },
  {
    what: "a principal's checklist",
    actor: principal,
    statement: `select * from readiness.checklist_response where school = '00000007'`,
  },
  {
    what: 'a page of the log, the office',
    actor: officer,
    statement: 'select * from events.log where position > 1000 order by position limit 100',
  },
  {
    what: 'all difficulties counted, the office',
    actor: officer,
    statement: 'select state, count(*) from rollout.difficulty group by state',
  },
];

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
