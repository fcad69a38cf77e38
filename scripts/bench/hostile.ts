import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { pino } from 'pino';

import { openInMemory } from '../../db/database.js';
import { startGateway } from '../../gateway/index.js';
import type { Actor } from '../../shared/actor.js';
import { createSigningKey } from '../../shared/auth/keys.js';
import { issueToken, ownTokenVerifier } from '../../shared/auth/tokens.js';
import { settableClock } from '../../shared/clock.js';
import { openHost } from '../host.js';
import { fillPlan, fillSchools } from '../seed/fill.js';
import { allConsumers, buildAll } from '../subgraphs.js';
import type { HostileOrder } from './hostile-client.js';
import { honestDocuments } from './hostile-documents.js';

const SECONDS = Number(process.argv[3] ?? 300);
/** Honest traffic alone, before and after, is what it is compared with. */
const ALONE_SECONDS = Math.max(10, Math.round(SECONDS / 6));
const WARM_SECONDS = 5;
const ATTACKERS_AT_ONCE = 2;
const HONEST_AT_ONCE = 2;

interface Met {
  readonly tookMs: number;
  readonly status: number;
  readonly fault: string | null;
  readonly body: string | null;
}

/** `npm run bench -- hostile [seconds]`: honest traffic alone and beside generated hostile documents, and what the hub answered to those. */
export async function benchHostile(): Promise<void> {
  const hub = await openHub();
  const officer = await hub.token({
    subject: 'honest',
    name: 'honest',
    role: 'district_officer',
    schools: 'all',
  });
  const attacker = await hub.token({
    subject: 'attacker',
    name: 'attacker',
    role: 'reporting_tool',
    schools: 'all',
  });
  const order = { url: hub.url, documents: honestDocuments };

  const honest = startClient({ ...order, token: officer, seed: null, atOnce: HONEST_AT_ONCE });
  await seconds(WARM_SECONDS);
  honest.take();
  await seconds(ALONE_SECONDS);
  const alone = honest.take();
  const hostile = startClient({ ...order, token: attacker, seed: 1, atOnce: ATTACKERS_AT_ONCE });
  await seconds(SECONDS);
  const beside = honest.take();
  const attacks = hostile.take();
  hostile.stop();
  honest.stop();
  await hub.close();

  const faults = [...alone, ...beside, ...attacks].filter(({ fault }) => fault !== null);
  const [before, during] = [percentile(alone, 0.99), percentile(beside, 0.99)];
  console.log(`${attacks.length} hostile requests in ${SECONDS} s, answered with ${statuses(attacks)}:`);
  console.log(`  faults (5xx but 503, a stack, no code, the hub failed): ${faults.length} (wanted 0)`);
  for (const { fault, body } of faults.slice(0, 5)) console.log(`    ${fault ?? ''}: ${body ?? ''}`);
  console.log(
    `  honest p99 alone ${before.toFixed(0)} ms (${alone.length} requests), beside ${during.toFixed(0)} ms (${beside.length}): ${(during / before).toFixed(2)} × (wanted ≤ 2)`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

async function openHub() {
  const log = pino({ level: 'silent' });
  const clock = settableClock(new Date('2024-04-17T08:00:00+07:00'));
  const host = await openHost({ database: await openInMemory(), log, consumers: allConsumers, clock });
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
    checks: () => host.checks(),
  });
  return {
    url: gateway.url,
    token: async (actor: Actor) => issueToken(key, actor, 3600),
    close: async () => {
      await gateway.close();
      await host.close();
    },
  };
}

function startClient(order: HostileOrder): { take(): Met[]; stop(): void } {
  const child: ChildProcess = fork(fileURLToPath(new URL('./hostile-client.js', import.meta.url)));
  let met: Met[] = [];
  child.on('message', (message: Met) => met.push(message));
  child.send(order);
  return {
    take: () => {
      const taken = met;
      met = [];
      return taken;
    },
    stop: () => void child.kill(),
  };
}

async function seconds(count: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, count * 1000));
}

function percentile(met: readonly Met[], share: number): number {
  const times = met.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

function statuses(met: readonly Met[]): string {
  const counts = new Map<number, number>();
  for (const { status } of met) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status} × ${count}`)
    .join(', ');
}
