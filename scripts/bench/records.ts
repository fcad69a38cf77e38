import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

import { copyIn } from '../../db/copy.js';
import { migratePostgres, openPostgres } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import { hubActor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';
import { reconcileCounters, setScope } from '../../subgraphs/records/index.js';
import type { ImportMeasure } from './records-import.js';

const SCHOOLS = 210;
const PER_GRADE = 300;
const GRADES = [1, 2, 3, 4];
const UNITS = SCHOOLS * GRADES.length * PER_GRADE;
const ROUNDS = 3;
const SCHOOL_YEAR = '2023-2024';

/**
 * 252,000 record units from CSV through the import against a bare COPY of the same rows, in turn, in one run and on one server. The
 * ratio is what counts: the machine is not alone.
 */
export async function benchRecords(serverUrl: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const name = `hub_bench_${randomUUID().slice(0, 8)}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    const files = { units: join(folder, 'units.csv'), rows: join(folder, 'rows.csv') };
    writeFiles(files);
    await migratePostgres(url.href);
    await run(url.href, files);
  } finally {
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(url: string, files: { units: string; rows: string }): Promise<void> {
  const database = await openPostgres(url, { applicationName: 'hub-bench' });
  const client = new Client({ connectionString: url });
  await client.connect();
  const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
  await setScope(openSession(hubActor), { schoolYear: SCHOOL_YEAR, grades: GRADES });
  await client.query(register);
  await client.query(`
    create table public.heap (like records.unit including defaults);
    create table public.indexed (like records.unit including defaults including indexes)`);
  console.log(
    `${UNITS} record units, from CSV, by turns into emptied tables of one database:
  COPY: a bare COPY of the same rows into a table defined as records.unit, its indexes included, its counting triggers not
  import: the hub's import in a process of its own, connections included, its start not: checks, counters, history, events`,
  );
  const rounds: { copy: number; heap: number; import: ImportMeasure }[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [heap, copy] = [await timedCopy(client, 'heap', files), await timedCopy(client, 'indexed', files)];
    await client.query(
      'truncate records.unit, records.state_counter, records.grade_progress, records.count_history, events.log',
    );
    await client.query('checkpoint');
    const measure = await importApart(url, files.units);
    if (measure.created !== UNITS) throw new Error(`${measure.created} of ${UNITS} units were imported`);
    rounds.push({ copy, heap, import: measure });
    console.log(
      `round ${round}: COPY ${copy} ms, import ${measure.ms} ms (${ratio(measure.ms, copy)}), memory at most ${megabytes(measure)} MB`,
    );
  }
  const again = await importApart(url, files.units);
  if (again.created + again.updated > 0) throw new Error('the same file twice changed something');
  const office = openSession(hubActor);
  const differences = await reconcileCounters(office);
  await office.end();
  await client.end();
  await database.close();
  const best = (of: (round: (typeof rounds)[number]) => number) => Math.min(...rounds.map(of));
  const imported = best((round) => round.import.ms);
  console.log(
    `import ÷ COPY, best of ${ROUNDS} each: ${ratio(
      imported,
      best(({ copy }) => copy),
    )} (mark: 2)`,
  );
  console.log(
    `peak memory of an importing process: ${Math.max(...rounds.map((round) => megabytes(round.import)))} MB RSS (mark: 300)`,
  );
  console.log(
    `beside it, import ÷ COPY into a heap without any index: ${ratio(
      imported,
      best(({ heap }) => heap),
    )}`,
  );
  console.log(
    `the same file again (nothing changes): ${again.ms} ms, ${megabytes(again)} MB; counters that differ from a recount: ${differences.length}`,
  );
}

async function timedCopy(
  client: Client,
  table: 'heap' | 'indexed',
  { rows }: { rows: string },
): Promise<number> {
  await client.query(`truncate public.${table}`);
  await client.query('checkpoint');
  const { query, done } = copyIn(
    `copy public.${table} (uuid, school, school_year, grade, class, state, at, error_code, source, replaces) from stdin csv`,
    createReadStream(rows),
  );
  const start = performance.now();
  client.query(query);
  await done;
  return Math.round(performance.now() - start);
}

async function importApart(url: string, path: string): Promise<ImportMeasure> {
  const child = fork(fileURLToPath(new URL('./records-import.js', import.meta.url)), [url, path], {
    execArgv: [],
  });
  let measure: ImportMeasure | null = null;
  child.on('message', (message) => (measure = message as ImportMeasure));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (measure === null) throw new Error(`the importing process ended with ${code}`);
  return measure;
}

const ratio = (a: number, b: number): string => (a / b).toFixed(2);
const megabytes = ({ peakRssBytes }: ImportMeasure): number => Math.round(peakRssBytes / 1_000_000);

/** Schools, pupils and stamps as their events would have told of them. */
const register = `
  insert into records.known_school select (31300000 + s)::text, true from generate_series(0, ${SCHOOLS - 1}) s;
  insert into records.known_enrolment select (31300000 + s)::text, '${SCHOOL_YEAR}', g, ${PER_GRADE}
    from generate_series(0, ${SCHOOLS - 1}) s, generate_series(1, ${GRADES.length}) g;
  insert into records.known_certificate select (31300000 + s)::text, 'stamp', 'APPROVED', '2024-01-01', '2024-12-31'
    from generate_series(0, ${SCHOOLS - 1}) s`;

/** The same units twice: with a header for the import, and as the bare table's rows for COPY. */
function writeFiles(files: { units: string; rows: string }): void {
  const header = '\uFEFFMã tra cứu UUID,Mã trường,Năm học,Khối,Lớp,Trạng thái,Thời điểm,Mã lỗi\n';
  const states = ['MANAGER_SIGNED', 'ISSUED', 'ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'DEFERRED'];
  const units = openSync(files.units, 'w');
  const rows = openSync(files.rows, 'w');
  writeSync(units, header);
  for (let school = 0; school < SCHOOLS; school += 1) {
    const lines = GRADES.flatMap((grade) =>
      Array.from({ length: PER_GRADE }, (_, n) => {
        const state = states[n % states.length];
        return `${randomUUID()},${31_300_000 + school},${SCHOOL_YEAR},${grade},${grade}A${1 + (n % 8)},${state},2024-05-30T10:00:00+07:00`;
      }),
    );
    writeSync(units, lines.map((line) => `${line},\n`).join(''));
    writeSync(rows, lines.map((line) => `${line},,bench,\n`).join(''));
  }
  closeSync(units);
  closeSync(rows);
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
