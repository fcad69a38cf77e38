import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { isPostgres } from '../support/database.js';
import { sendTo } from '../support/hub.js';
import { openPlace, SHORT_DEMO, startHubProcess, type HubProcess } from '../support/process.js';

let place: Awaited<ReturnType<typeof openPlace>>;
let started: HubProcess[];
beforeEach(async () => {
  place = await openPlace();
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((hub) => hub.end('SIGKILL')));
  await place.close();
});

function start(env: Record<string, string> = {}): HubProcess {
  const hub = startHubProcess({ ...place.env, ...SHORT_DEMO, ...env });
  started.push(hub);
  return hub;
}

/** How many events the hub's log holds, and how each school stands. */
async function standing(hub: HubProcess): Promise<unknown> {
  const { url, tokens } = await hub.ready();
  const { data, errors } = await sendTo(
    url,
    tokens.get('district_officer')!,
    `{ changes(first: 500) { nodes { type at school { code } } }
       compliance(first: 100) { nodes { status score { numerator denominator } school { code } } } }`,
  );
  expect(errors).toBeUndefined();
  const changes = data.changes.nodes.map((change: unknown) => JSON.stringify(change)) as string[];
  return { ...data, changes: changes.toSorted((a, b) => a.localeCompare(b)) };
}

test('a wrong environment is told whole, each fault with what would be right, and the hub ends with 1', async () => {
  const hub = start({
    PORT: 'four thousand',
    DATABASE_URL: 'mysql://hub:canary-7f3a@db.example/hub',
    SEED: 'everything',
    SUBGRAPHS: 'schools=http://127.0.0.1:4001',
    DEMO_NOW: '20/6/2024',
    HUB_SUBGRAPH_KEY_ROLLOUT: 'canary-7f3a',
  });
  expect(await hub.exit).toBe(1);
  const faults = hub.said().trim().split('\n');
  for (const [variable, right] of [
    ['PORT=four thousand', '0 to 65535'],
    ['DATABASE_URL', 'postgres://'],
    ['SEED=everything', 'demo'],
    ['SUBGRAPHS=schools=', 'readiness is missing'],
    ['DEMO_NOW=20/6/2024', 'offset'],
    ['HUB_SUBGRAPH_KEY_ROLLOUT', '32 characters'],
  ] as const) {
    expect(faults.find((line) => line.includes(variable))).toContain(right);
  }
  expect(hub.said()).not.toContain('canary');
  expect(existsSync(place.dataDir)).toBe(false);
});

test('a taken port is told before anything is filled, and the hub ends with 1', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const hub = start({ PORT: String(port) });
  expect(await hub.exit).toBe(1);
  expect(hub.said().trim().split('\n')).toEqual([
    `Port ${port} of 127.0.0.1 is taken by another program. Stop that one, or set PORT to another number.`,
  ]);
  expect(existsSync(place.dataDir)).toBe(false);
  other.close();
  await once(other, 'close');
});

test.runIf(!isPostgres)(
  'a start that is killed in the middle of filling leaves nothing half filled: the next one fills afresh, to the same end',
  async () => {
    const undisturbed = start({ DATA_DIR: join(place.dataDir, '..', 'undisturbed') });
    const killed = start();
    await killed.says(/2024-04-1\d {2}\d+ %/);
    await killed.end('SIGKILL');
    expect(readdirSync(place.dataDir)).not.toContain('db');

    const next = start();
    expect(await standing(next)).toEqual(await standing(undisturbed));
    expect(next.said()).toContain('Loading the plan');
    expect(readdirSync(place.dataDir)).not.toContain('db.new');
  },
  180_000,
);

test.runIf(isPostgres)(
  'on a server a demo whose filling was killed is refused in plain words, never served as if it were whole',
  async () => {
    const killed = start();
    await killed.says(/2024-04-1\d {2}\d+ %/);
    await killed.end('SIGKILL');

    const next = start();
    expect(await next.exit).toBe(1);
    expect(next.said()).toMatch(/part of a demo whose filling was interrupted.*createdb/);
    expect(next.said()).not.toMatch(/^\s+at /m);
  },
);

test.runIf(isPostgres)('two hubs that start at the same moment on an empty server fill it once', async () => {
  const both = [start(), start()];
  const [first, second] = await Promise.all(both.map(standing));
  expect(second).toEqual(first);
  expect(both.filter((hub) => hub.said().includes('Loading the plan'))).toHaveLength(1);
});

test.runIf(!isPostgres)('a lock that a dead process left does not keep the hub from starting', async () => {
  mkdirSync(place.dataDir, { recursive: true });
  const dead = start({ PORT: 'none' });
  await dead.exit;
  writeFileSync(join(place.dataDir, 'hub.lock'), String(dead.pid));
  const hub = start({ SEED: 'plan' });
  await hub.ready();
  expect(await hub.end('SIGTERM')).toBe(0);
  expect(readdirSync(place.dataDir)).not.toContain('hub.lock');
});
