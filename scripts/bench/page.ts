import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from 'pg';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';

import { accountsTables } from '../../db/accounts.js';
import { migratePostgres, openPostgres } from '../../db/database.js';
import { createAccounts, startGateway } from '../../gateway/index.js';
import { hubActor } from '../../shared/actor.js';
import { createSigningKey } from '../../shared/auth/keys.js';
import { ownTokenVerifier } from '../../shared/auth/tokens.js';
import { settableClock } from '../../shared/clock.js';
import { defaultLimits } from '../../shared/limits.js';
import { projectRoot } from '../../shared/paths.js';
import { isAllSynthetic } from '../../subgraphs/schools/index.js';
import { accessRegister, demoActors } from '../accounts.js';
import { openHost } from '../host.js';
import { fillPlan, fillSchools } from '../seed/fill.js';
import { allConsumers, buildAll } from '../subgraphs.js';
import { startBrowser } from './browser.js';
import { multiplySchools } from './many-schools.js';
import { interactions, type Interaction } from './page-interactions.js';

const SCHOOLS = 15_000;
const ROUNDS = 15;
const WANTED_MS = 100;

/**
 * `npm run bench -- page`: the table and the map over 15,000 schools in a real browser. From the press until the browser has painted
 * what the press does (INP, as the browser's own Event Timing measures it), and until the hub's answer stands on the screen.
 */
export async function benchPage(serverUrl: string): Promise<void> {
  await promisify(execFile)(process.execPath, [
    join(projectRoot, 'node_modules/vite/bin/vite.js'),
    'build',
    join(projectRoot, 'gateway/dashboard'),
    '--logLevel',
    'warn',
  ]);
  const name = `hub_bench_${randomUUID().slice(0, 8)}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await onServer(serverUrl, `create database ${name}`);
  try {
    const hub = await openHub(url.href);
    const browser = await startBrowser();
    try {
      await measure(browser, hub);
    } finally {
      await browser.close();
      await hub.close();
    }
  } finally {
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  }
}

interface BenchHub {
  readonly url: string;
  close(): Promise<void>;
}

async function openHub(database: string): Promise<BenchHub> {
  await migratePostgres(database);
  const log = pino({ level: 'silent' });
  const clock = settableClock(new Date('2024-06-20T08:00:00+07:00'));
  const host = await openHost({
    database: await openPostgres(database, { applicationName: 'hub-bench' }),
    log,
    consumers: allConsumers,
    clock,
  });
  await fillPlan(host);
  await fillSchools(host);
  await host.settle();
  await multiplySchools(database, SCHOOLS);
  const key = await createSigningKey();
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    introspection: 'off',
    log,
    verifier: ownTokenVerifier(key),
    accounts: createAccounts({
      tables: accountsTables(host.database.orm),
      secret: randomUUID(),
      publicUrl: null,
      isSecure: false,
      demo: {
        actors: demoActors(),
        isSynthetic: () => isAllSynthetic(host.openSession(hubActor)),
      },
      oidc: null,
      register: accessRegister(host.openSession),
      log,
    }),
    jwks: null,
    subgraphs: { local: await buildAll(), host },
    limits: defaultLimits,
    checks: () => host.checks(),
  });
  return {
    url: gateway.url,
    async close() {
      await gateway.close();
      await host.close();
    },
  };
}

async function measure(browser: Browser, hub: BenchHub): Promise<void> {
  console.log(
    `${SCHOOLS} schools, ${ROUNDS} times each, median (slowest); wanted: painted in under ${WANTED_MS} ms`,
  );
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(hub.url);
  await page.getByRole('button', { name: 'Chuyên viên Phòng' }).click();
  await page.locator('.person').waitFor();
  for (const interaction of interactions) {
    await page.goto(`${hub.url}${interaction.path}`);
    await page.locator(interaction.ready).first().waitFor();
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await once(page, interaction, round));
    const painted = times.map(({ paintedMs }) => paintedMs);
    const answered = times.map(({ answeredMs }) => answeredMs);
    console.log(
      `  ${interaction.name}: painted ${said(painted)}, answer on the screen ${said(answered)}${median(painted) < WANTED_MS ? '' : '  TOO SLOW'}`,
    );
  }
}

interface Times {
  readonly paintedMs: number;
  readonly answeredMs: number;
}

/** One press: the page is told what to watch before, so that the clock of the browser alone counts. */
async function once(page: Page, { act, answered }: Interaction, round: number): Promise<Times> {
  await page.evaluate(`(() => {
    window.benchTimes = new Promise((resolve) => {
      const from = (event) => {
        const start = event.timeStamp;
        removeEventListener('keydown', from, true);
        removeEventListener('pointerdown', from, true);
        requestAnimationFrame(() => setTimeout(() => {
          const paintedMs = performance.now() - start;
          const look = () => (${answered})
            ? setTimeout(() => resolve({ paintedMs, answeredMs: performance.now() - start }))
            : requestAnimationFrame(look);
          look();
        }));
      };
      addEventListener('keydown', from, true);
      addEventListener('pointerdown', from, true);
    });
  })()`);
  await act(page, round);
  return page.evaluate('window.benchTimes');
}

const said = (values: readonly number[]): string =>
  `${median(values).toFixed(0)} ms (${Math.max(...values).toFixed(0)})`;

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
