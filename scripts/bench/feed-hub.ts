import type { ChildProcess } from 'node:child_process';

import { pino } from 'pino';

import type { Database } from '../../db/database.js';
import { startGateway } from '../../gateway/index.js';
import type { Actor } from '../../shared/actor.js';
import { createSigningKey } from '../../shared/auth/keys.js';
import { issueToken, ownTokenVerifier } from '../../shared/auth/tokens.js';
import { settableClock } from '../../shared/clock.js';
import { defaultLimits } from '../../shared/limits.js';
import { readChecklistVersion, saveChecklistItem } from '../../subgraphs/readiness/index.js';
import { openHost } from '../host.js';
import { fillPlan, fillSchools } from '../seed/fill.js';
import { allConsumers, buildAll } from '../subgraphs.js';
import { nextArrival } from './feed-listeners.js';

/** A checklist item that a school may change as often as it likes. */
export const ITEM = 'COMPUTERS_CONNECTED';
/** A federated subscription: fields of four subgraphs with each event. */
export const SUBSCRIPTION = `subscription($filter: ReadinessChangeFilter) { readinessChanged(filter: $filter) { cursor at item school { code name ward { name } training { total { percent } } compliance { status score { percent } } } before { state version } after { state version } } }`;

const SCHOOL = '31306984';
const ROOMY = {
  ...defaultLimits,
  // Ten thousand listeners of one name come at once, and nobody is to be sent away while they do.
  operationsPerMinute: 10_000_000,
  eventLoopDelayMs: 60_000,
  sockets: 50_000,
  socketsPerActor: 50_000,
  subscriptionsPerSocket: 10,
  waitingEvents: 1000,
  waitingBytes: 1024 * 1024,
};

/** What a listener says: who it is, and what it asks for. */
export function hello(token: string, variables: Record<string, unknown> = {}): string[] {
  return [
    JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION, variables } }),
  ];
}

/** The whole hub in this process over that database, filled with the plan and the demo's schools. */
export async function openHub(database: Database) {
  const log = pino({ level: 'silent' });
  const clock = settableClock(new Date('2024-04-17T08:00:00+07:00'));
  const host = await openHost({ database, log, consumers: allConsumers, clock });
  await fillPlan(host);
  await fillSchools(host);
  await host.settle();
  const key = await createSigningKey();
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    introspection: 'on',
    log,
    verifier: ownTokenVerifier(key),
    accounts: null,
    jwks: null,
    subgraphs: { local: await buildAll(), host },
    limits: ROOMY,
    checks: () => host.checks(),
  });
  const admin: Actor = { subject: 'admin', name: 'admin', role: 'school_admin', schools: [SCHOOL] };
  let count = 10;
  const figure = async (name: string): Promise<number> => {
    const figures = await (await fetch(`${gateway.url}/metrics`)).text();
    const line = figures.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  };
  return {
    socketUrl: `${gateway.url.replace(/^http/, 'ws')}/graphql`,
    token: (actor: Actor) => issueToken(key, actor, 3600),
    figure,
    /** Resolves when so many subscriptions are open: a socket does not learn when its subscription has begun. */
    subscribed: async (wanted: number): Promise<void> => {
      while ((await figure('hub_subscriptions{door="ws"}')) !== wanted)
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    /** Saves one item; from its commit until the last listener has it. */
    event: async (listeners: ChildProcess): Promise<{ ms: number; bytes: number }> => {
      const session = host.openSession(admin);
      const expectedVersion = await readChecklistVersion(session, { school: SCHOOL, item: ITEM });
      const arrival = nextArrival(listeners);
      count += 1;
      await saveChecklistItem(session, { school: SCHOOL, item: ITEM, value: { count }, expectedVersion });
      const committed = performance.timeOrigin + performance.now();
      const { all, bytes } = await arrival;
      return { ms: all - committed, bytes };
    },
    close: async () => {
      await gateway.close();
      await host.close();
    },
  };
}
