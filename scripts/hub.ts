import { migratePostgres, openEmbedded, openPostgres, type Database } from '../db/database.js';
import { startGateway, type Gateway, type GatewayOptions, type RemoteSubgraph } from '../gateway/index.js';
import { loadSigningKey } from '../shared/auth/keys.js';
import { oidcTokenVerifier, ownTokenVerifier } from '../shared/auth/tokens.js';
import type { Env } from '../shared/env.js';
import type { Logger } from '../shared/log.js';
import { subgraphNames } from '../shared/subgraph/names.js';
import type { HttpDoor } from '../shared/subgraph/serve.js';
import { createEvidenceDoor, openEvidenceStore } from '../subgraphs/readiness/index.js';
import { openAccounts } from './accounts.js';
import { remoteBus } from './feed-figures.js';
import { openHost, type Host } from './host.js';
import { openOperatorDoor } from './operator/door.js';
import { operatorTasks } from './operator/tasks.js';
import { fillDatabase } from './seed/fill.js';
import { allConsumers, buildAll } from './subgraphs.js';

export interface Hub {
  readonly gateway: Gateway;
  /** The database side of this process; null where the subgraphs run elsewhere. */
  readonly host: Host | null;
  close(): Promise<void>;
}

/** The whole hub in this process, or its gateway alone where SUBGRAPHS names five others. */
export async function startHub(env: Env, log: Logger, say: (line: string) => void = () => {}): Promise<Hub> {
  const host = env.subgraphs === 'local' ? await openFilledHost(env, log, say) : null;
  const opened: { close(): Promise<void> }[] = host === null ? [] : [host];
  const closeAll = async (): Promise<void> => {
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    const identity = await openAccounts(env, log, host);
    opened.push(identity);
    if (host?.database.kind === 'embedded') opened.push({ close: await operatorDoor(env, log, host) });
    const gateway = await startGatewayFor(env, log, host, identity.accounts);
    opened.push(gateway);
    return { gateway, host, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startGatewayFor(
  env: Env,
  log: Logger,
  host: Host | null,
  accounts: GatewayOptions['accounts'],
): Promise<Gateway> {
  return startGateway({
    ...(await identityOf(env)),
    accounts,
    host: env.host,
    port: env.port,
    introspection: env.introspection,
    isPageAlone: env.nodeEnv === 'production',
    log,
    subgraphs: host === null ? { remote: remoteSubgraphs(env) } : { local: await buildAll(), host },
    ...(host === null ? {} : { evidence: await evidenceDoor(env, log, host) }),
    limits: env.limits,
    corsOrigins: env.corsOrigins,
    trustedProxies: env.trustedProxies,
    checks: async () => (host === null ? {} : host.checks()),
    notices: async (): Promise<Record<string, string>> => {
      const eventBus = host === null ? await remoteBus(remoteSubgraphs(env)) : host.eventBus();
      return eventBus === null ? {} : { eventBus };
    },
    ...(host === null ? {} : { relayLagSeconds: () => host.relayLagSeconds() }),
  });
}

async function evidenceDoor(env: Env, log: Logger, { openSession }: Host): Promise<HttpDoor> {
  const store = await openEvidenceStore({ dataDir: env.dataDir, address: env.evidenceStore });
  return createEvidenceDoor({ openSession, store, log });
}

/** Only this process reaches the embedded database: what `npm run backup` and the like want of it, they ask it for. */
async function operatorDoor(
  env: Env,
  log: Logger,
  { database, openSession }: Host,
): Promise<() => Promise<void>> {
  const store = await openEvidenceStore({ dataDir: env.dataDir, address: env.evidenceStore });
  return openOperatorDoor(env.dataDir, operatorTasks({ database, openSession, store }), log);
}

/** Tokens of the outside provider, or the hub's own. */
async function identityOf({ oidc, dataDir }: Env): Promise<Pick<GatewayOptions, 'verifier' | 'jwks'>> {
  if (oidc !== null) return { verifier: await oidcTokenVerifier(oidc), jwks: null };
  const key = await loadSigningKey(dataDir);
  return { verifier: ownTokenVerifier(key), jwks: { keys: [key.publicJwk] } };
}

function remoteSubgraphs({ subgraphs, subgraphKeys }: Env): RemoteSubgraph[] {
  if (subgraphs === 'local') return [];
  return subgraphNames.map((name) => ({ name, url: subgraphs[name], keys: subgraphKeys[name] ?? [] }));
}

/** The database that the environment names, migrated and, where it is new, filled as SEED says. */
async function openFilledHost(env: Env, log: Logger, say: (line: string) => void): Promise<Host> {
  const database = await openDatabase(env, (empty) => fillDatabase({ database: empty, env, log, say }));
  try {
    return await openHost({
      database,
      log,
      consumers: allConsumers,
      eventBus: env.eventBus,
      retentionDays: env.eventRetentionDays,
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openDatabase(
  { databaseUrl, dataDir }: Env,
  fill: (database: Database) => Promise<void>,
): Promise<Database> {
  if (databaseUrl === null) return openEmbedded(dataDir, fill);
  await migratePostgres(databaseUrl);
  const database = await openPostgres(databaseUrl, { applicationName: 'hub' });
  await fill(database);
  return database;
}
