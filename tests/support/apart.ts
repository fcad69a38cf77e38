import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Client } from 'graphql-ws';
import { pino } from 'pino';

import { startGateway, type Gateway } from '../../gateway/index.js';
import { parts } from '../../scripts/subgraphs.js';
import type { Actor } from '../../shared/actor.js';
import { createSigningKey } from '../../shared/auth/keys.js';
import { issueToken, ownTokenVerifier } from '../../shared/auth/tokens.js';
import { subgraphNames, type SubgraphName } from '../../shared/subgraph/names.js';
import type { TestDatabase } from './database.js';
import { roomyLimits, sendTo, socketTo, type Answer } from './hub.js';

const script = fileURLToPath(new URL('../../dist/scripts/subgraph.js', import.meta.url));

/** Five subgraph processes over one database, and the gateway before them in this process. */
export interface ApartHub {
  readonly gateway: Gateway;
  token(actor: Actor): Promise<string>;
  send(actor: Actor, document: string, variables?: Record<string, unknown>): Promise<Answer>;
  socket(actor: Actor): Promise<Client>;
  /** Waits until every event is numbered and every consumer of a living process has taken it. */
  settle(): Promise<void>;
  /** Ends a subgraph's process as a crash would. */
  kill(name: SubgraphName): Promise<void>;
  /** Starts a killed subgraph again, at the address that it had. */
  revive(name: SubgraphName): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts the hub apart on `database`, from what the build made; closing it closes the database. */
export async function openApartHub(database: TestDatabase): Promise<ApartHub> {
  const keys = Object.fromEntries(subgraphNames.map((name) => [name, randomBytes(32).toString('hex')]));
  const start = (name: SubgraphName, port: number) =>
    startSubgraph(name, { databaseUrl: database.url!, key: keys[name]!, port });
  const running = new Map<SubgraphName, Running>(
    await Promise.all(subgraphNames.map(async (name) => [name, await start(name, 0)] as const)),
  );
  const remote = subgraphNames.map((name) => ({ name, url: running.get(name)!.url, keys: [keys[name]!] }));
  const portOf = (name: SubgraphName) =>
    Number(new URL(remote.find((known) => known.name === name)!.url).port);

  const key = await createSigningKey();
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    introspection: 'on',
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    verifier: ownTokenVerifier(key),
    accounts: null,
    jwks: { keys: [key.publicJwk] },
    subgraphs: { remote },
    limits: roomyLimits,
    checks: async () => ({}),
  });
  const log = await database.openLogConnection();
  const token = (actor: Actor) => issueToken(key, actor, 3600);
  return {
    gateway,
    token,
    send: async (actor, document, variables) => sendTo(gateway.url, await token(actor), document, variables),
    socket: async (actor) => socketTo(gateway.url, await token(actor)),
    settle: async () => {
      const consumers = [...running.keys()].flatMap((name) =>
        parts[name].consumers.map((consumer) => ({ name: consumer.name, takes: consumer.takes ?? null })),
      );
      for (;;) {
        const [row] = await log.query<{ settled: boolean }>(IS_SETTLED, [JSON.stringify(consumers)]);
        if (row?.settled === true) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    kill: async (name) => {
      await end(running.get(name)!.child, 'SIGKILL');
      running.delete(name);
    },
    revive: async (name) => void running.set(name, await start(name, portOf(name))),
    close: async () => {
      await gateway.close();
      await Promise.all([...running.values()].map(({ child }) => end(child, 'SIGTERM')));
      await log.close();
      await database.close();
    },
  };
}

/**
 * In one statement, so that a consumer's position and the events that it wrote with it are seen together. A consumer does not note what
 * it goes past without taking it.
 */
const IS_SETTLED = `
  select not exists (select from events.log where position is null)
     and not exists (select from jsonb_to_recordset($1::jsonb) as wanted(name text, takes text[])
                       left join events.consumer using (name)
                       join events.log on log.position > coalesce(consumer.position, 0)
                      where takes is null or log.type = any(takes)) as settled`;

export interface SubgraphProcess {
  readonly databaseUrl: string;
  readonly key: string;
  readonly port: number;
}

/** One subgraph as `npm run subgraph` starts it; resolves when it answers, throws with what it said where it does not. */
export async function startSubgraph(
  name: SubgraphName,
  { databaseUrl, key, port }: SubgraphProcess,
): Promise<Running> {
  const child = fork(script, [name], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      DATABASE_URL: databaseUrl,
      SUBGRAPH_PORT: String(port),
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'error',
      [`HUB_SUBGRAPH_KEY_${name.toUpperCase()}`]: key,
    },
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (process.env['TEST_LOG'] !== undefined) process.stderr.write(chunk);
  });
  const { url } = await Promise.race([
    once(child, 'message').then(([message]) => message as { url: string }),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The subgraph ${name} ended with ${String(code)}:\n${said}`);
    }),
  ]);
  return { child, url };
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
