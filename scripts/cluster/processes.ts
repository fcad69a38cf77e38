import { randomBytes } from 'node:crypto';

import { migratePostgres, openPostgres } from '../../db/database.js';
import { loadSessionSecret, loadSigningKey } from '../../shared/auth/keys.js';
import { EnvFault, type Env } from '../../shared/env.js';
import type { Logger } from '../../shared/log.js';
import { subgraphNames, type SubgraphName } from '../../shared/subgraph/names.js';
import { fillDatabase } from '../seed/fill.js';
import { endChild, startChild, type Child } from './child.js';

export const gatewayNames = ['gateway-1', 'gateway-2'] as const;

export interface ClusterOptions {
  /** The surroundings: DATABASE_URL (needed), EVENT_BUS, DATA_DIR, SEED; gateways listen on PORT and the next one. */
  readonly env: Env;
  /** A second process of these subgraphs, whose consumers and sweeper go on where the first one ends. */
  readonly spares?: readonly SubgraphName[];
  readonly log: Logger;
  readonly say: (line: string) => void;
  readonly onLog: (name: string, text: string) => void;
}

/** Two gateways and five subgraphs as processes of their own over one database. */
export interface Cluster {
  /** The address of each process under its name: `gateway-1`, `schools`, `rollout-spare`, … */
  url(name: string): string;
  /** The keys by which requests for that subgraph are signed. */
  keys(name: SubgraphName): readonly string[];
  /** Ends a process as a crash would. */
  kill(name: string): Promise<void>;
  /** Starts a killed process again, at the address that it had. */
  revive(name: string): Promise<void>;
  /** Ends all: gateways first, so that what is under way is answered. */
  stop(): Promise<void>;
}

/** Migrates and fills the database, then starts every process with keys made for this run; resolves when all answer. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { env, spares = [], log, say, onLog } = options;
  const { databaseUrl } = env;
  if (databaseUrl === null)
    throw new EnvFault(['DATABASE_URL: expected, as the embedded database belongs to a single process']);
  await migratePostgres(databaseUrl);
  await fill(databaseUrl, options);
  // Made before two gateways look for them: both verify by the same keys.
  await loadSigningKey(env.dataDir);
  await loadSessionSecret(env.dataDir);

  const keys = new Map(subgraphNames.map((name) => [name, randomBytes(32).toString('hex')] as const));
  const keyVariables = Object.fromEntries(
    [...keys].map(([name, key]) => [`HUB_SUBGRAPH_KEY_${name.toUpperCase()}`, key]),
  );
  const common = { DATA_DIR: env.dataDir, HOST: env.host, LOG_LEVEL: env.logLevel };
  const running = new Map<string, Child>();

  const start = async (name: string, port: number): Promise<void> => {
    const gateway = (gatewayNames as readonly string[]).includes(name);
    const subgraph = subgraphNames.find((known) => name === known || name === `${known}-spare`);
    const child = await startChild({
      name,
      script: gateway ? 'start.js' : 'subgraph.js',
      args: subgraph === undefined ? [] : [subgraph],
      env: gateway
        ? {
            ...common,
            ...keyVariables,
            PORT: String(port),
            INTROSPECTION: env.introspection,
            ...(env.oidc === null ? {} : { OIDC_ISSUER: env.oidc.issuer, OIDC_AUDIENCE: env.oidc.audience }),
            DATABASE_URL: databaseUrl,
            SUBGRAPHS: subgraphNames.map((known) => `${known}=${urlOf(known)}`).join(','),
          }
        : {
            ...common,
            ...keyVariables,
            SUBGRAPH_PORT: String(port),
            DATABASE_URL: databaseUrl,
            EVENT_BUS: String(env.eventBus),
            WEBHOOK_ALLOW_PRIVATE: env.webhookAllowPrivate ? 'on' : 'off',
            EVENT_RETENTION: env.eventRetentionDays === null ? 'forever' : `${env.eventRetentionDays}d`,
          },
      onLog,
    });
    running.set(name, child);
    child.process.once('exit', (code, signal) => {
      if (code !== 0) say(`${name} ended with ${signal ?? String(code)}.`);
    });
  };
  const urlOf = (name: string): string => {
    const child = running.get(name);
    if (child === undefined) throw new Error(`No process of the cluster is called ${name}.`);
    return child.url;
  };
  const endAll = async (names: readonly string[]): Promise<void> => {
    await Promise.all(
      names.flatMap((name) => {
        const child = running.get(name);
        return child === undefined ? [] : [endChild(child, 'SIGTERM')];
      }),
    );
  };
  const subgraphProcesses = [...subgraphNames, ...spares.map((name) => `${name}-spare`)];
  const stop = async (): Promise<void> => {
    await endAll(gatewayNames);
    await endAll(subgraphProcesses);
  };

  try {
    await all(subgraphProcesses.map(async (name) => start(name, 0)));
    await all(gatewayNames.map(async (name, index) => start(name, env.port === 0 ? 0 : env.port + index)));
  } catch (error) {
    await stop();
    throw error;
  }
  log.debug('every process of the cluster answers');
  return {
    url: urlOf,
    keys: (name) => [keys.get(name) ?? ''],
    kill: async (name) => {
      const child = running.get(name);
      if (child !== undefined) await endChild(child, 'SIGKILL');
    },
    revive: (name) => start(name, Number(new URL(urlOf(name)).port)),
    stop,
  };
}

/** Waits for all of them, also where one fails: what did start has to be ended then. */
async function all(starting: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(starting);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function fill(databaseUrl: string, { env, log, say }: ClusterOptions): Promise<void> {
  const database = await openPostgres(databaseUrl, { applicationName: 'hub-seed' });
  try {
    await fillDatabase({ database, env, log, say });
  } finally {
    await database.close();
  }
}
