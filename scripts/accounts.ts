import { accountsTables } from '../db/accounts.js';
import { openPostgres, type Database } from '../db/database.js';
import { sessionsOver } from '../db/session.js';
import {
  createAccounts,
  isLoopback,
  type AccessRegister,
  type Accounts,
  type Demo,
} from '../gateway/index.js';
import { hubActor, roles, type Actor, type Role } from '../shared/actor.js';
import { loadSessionSecret } from '../shared/auth/keys.js';
import type { Env } from '../shared/env.js';
import type { Logger } from '../shared/log.js';
import type { OpenSession } from '../shared/session.js';
import {
  acceptInvitation,
  findInvitation,
  findToolToken,
  isAllSynthetic,
  isLetIn,
  listWithdrawals,
  TOOL_TOKEN_PREFIX,
} from '../subgraphs/schools/index.js';
import { domainClock, type Host } from './host.js';
import { demoSchools, localActor } from './tokens.js';

/** Accounts of a gateway process, with the connections that it has for them alone. */
export interface OpenAccounts {
  readonly accounts: Accounts | null;
  close(): Promise<void>;
}

/** Sign-in over the process's own database, or over DATABASE_URL where its subgraphs run elsewhere; without either there is none. */
export async function openAccounts(env: Env, log: Logger, host: Host | null): Promise<OpenAccounts> {
  if (host !== null) return { accounts: await accountsOver(env, log, host), close: async () => {} };
  if (env.databaseUrl === null) {
    log.warn('without DATABASE_URL this gateway signs nobody in by browser: it takes tokens alone');
    return { accounts: null, close: async () => {} };
  }
  const database = await openPostgres(env.databaseUrl, { applicationName: 'hub-accounts', poolSize: 5 });
  const clock = await domainClock(database);
  const openSession = sessionsOver({ orm: database.orm, clock, onCommit: () => {} });
  return {
    accounts: await accountsOver(env, log, { database, openSession }),
    close: () => database.close(),
  };
}

async function accountsOver(
  env: Env,
  log: Logger,
  { database, openSession }: Pick<Host, 'database' | 'openSession'>,
): Promise<Accounts> {
  const { publicUrl } = env;
  return createAccounts({
    tables: accountsTables(database.orm),
    secret: await loadSessionSecret(env.dataDir),
    publicUrl,
    isSecure: publicUrl === null ? !isLoopback(env.host) : publicUrl.protocol === 'https:',
    demo: await demoOf(env, database, openSession),
    oidc: env.oidc,
    register: accessRegister(openSession),
    log,
  });
}

/** The demo's people, on a loopback address and a database whose time is a demo's; null for any other hub. */
async function demoOf(env: Env, database: Database, openSession: OpenSession): Promise<Demo | null> {
  if (!isLoopback(env.host) || !(await domainClock(database)).isSimulated) return null;
  return {
    actors: demoActors(),
    isSynthetic: () => isAllSynthetic(openSession(hubActor)),
  };
}

/** The register of access as the gateway asks it, by real time, in the hub's own name. */
export function accessRegister(openSession: OpenSession, now = (): Date => new Date()): AccessRegister {
  return {
    toolTokenPrefix: TOOL_TOKEN_PREFIX,
    invitation: (secret) => findInvitation(openSession(hubActor), secret, now()),
    accept: (secret) => acceptInvitation(openSession(hubActor), secret, now()),
    toolToken: (token) => findToolToken(openSession(hubActor), token),
    isLetIn: (subject) => isLetIn(openSession(hubActor), subject),
    withdrawals: (since) => listWithdrawals(openSession(hubActor), since),
  };
}

/** One person a role, of the demo's synthetic schools. */
export function demoActors(): Record<Role, Actor> {
  return Object.fromEntries(roles.map((role) => [role, localActor(role, demoSchools[role] ?? [])])) as Record<
    Role,
    Actor
  >;
}
