import { GraphQLClient } from 'graphql-request';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';

import { accountsTables } from '../../db/accounts.js';
import {
  createAccounts,
  startGateway,
  type Accounts,
  type Gateway,
  type OidcClient,
} from '../../gateway/index.js';
import { accessRegister, demoActors } from '../../scripts/accounts.js';
import { openHost, type Host } from '../../scripts/host.js';
import { fillPlan, fillSchools } from '../../scripts/seed/fill.js';
import { allConsumers, buildAll } from '../../scripts/subgraphs.js';
import { hubActor, type Actor } from '../../shared/actor.js';
import { createSigningKey, type SigningKey } from '../../shared/auth/keys.js';
import { issueToken, ownTokenVerifier, type TokenVerifier } from '../../shared/auth/tokens.js';
import { settableClock, type SettableClock } from '../../shared/clock.js';
import type { Later } from '../../shared/duration.js';
import type { Env } from '../../shared/env.js';
import { defaultLimits, type Limits } from '../../shared/limits.js';
import type { Logger } from '../../shared/log.js';
import type { Subgraph } from '../../shared/subgraph/build.js';
import type { HttpDoor } from '../../shared/subgraph/serve.js';
import { createEvidenceDoor, openEvidenceStore } from '../../subgraphs/readiness/index.js';
import { isAllSynthetic } from '../../subgraphs/schools/index.js';
import { openTestDatabase, type TestDatabase } from './database.js';

export interface TestHub {
  readonly url: string;
  readonly clock: SettableClock;
  readonly host: Host;
  readonly gateway: Gateway;
  readonly accounts: Accounts;
  /** What the hub signs its tokens with. */
  readonly key: SigningKey;
  token(actor: Actor, lifetimeS?: number): Promise<string>;
  /** Sends one operation by HTTP as `actor`; GraphQL errors come back in the result. */
  send(actor: Actor | null, document: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Signs in as `actor` by the demo's click; the cookie as a browser sends it. */
  cookie(actor: Actor): Promise<string>;
  /** A graphql-ws client that signs in as `actor`. */
  socket(actor: Actor): Promise<Client>;
  /** Statements read per subgraph since the last look. */
  takeReads(): Record<string, number>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  // Tests read whatever they asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  data: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string } & Record<string, unknown>;
  }[];
}

/** Limits that no test reaches unless it means to. */
export const roomyLimits: Limits = {
  ...defaultLimits,
  operationsPerMinute: 1_000_000,
  anonymousPerMinute: 1_000_000,
  // Several test files share the machine: how late their loops come says nothing of the hub.
  eventLoopDelayMs: 60_000,
  sockets: 1000,
  socketsPerActor: 1000,
  subscriptionsPerSocket: 50,
  waitingEvents: 1000,
  waitingBytes: 1024 * 1024,
};

export interface TestHubOptions {
  readonly start?: Date;
  readonly fill?: 'nothing' | 'plan' | 'schools';
  readonly introspection?: Env['introspection'];
  /** Limits that the test means to reach. */
  readonly limits?: Partial<Limits>;
  readonly corsOrigins?: readonly string[];
  readonly trustedProxies?: readonly string[];
  /** How loaded the process says it is. */
  readonly readLoad?: () => { delayMs: number; heapPercent: number };
  /** Whether a browser session may send the page's operations alone. */
  readonly isPageAlone?: boolean;
  /** An outside identity provider for browsers, and for tokens. */
  readonly oidc?: OidcClient;
  readonly verifier?: TokenVerifier;
  /** The folder of the web pages, where a test needs them. */
  readonly pages?: string;
  /** The folder for files of evidence, where a test puts some. */
  readonly evidence?: string;
  /** The database to work on instead of an empty one; the hub closes it. */
  readonly database?: TestDatabase;
  /** What the gateway gets in the place of each subgraph. */
  readonly replace?: (subgraph: Subgraph) => Subgraph;
  /** By what events are folded, instead of real time. */
  readonly later?: Later;
  /** Called before each statement of a read; what it throws, the read fails with. */
  readonly onRead?: (owner: string) => void;
}

/** The whole hub on a database of the test file's own, its gateway on a free port, its clock standing until it is set. */
export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const clock = settableClock(options.start ?? new Date('2024-04-15T08:00:00+07:00'));
  let reads: Record<string, number> = {};
  const host = await openHost({
    database: options.database ?? (await openTestDatabase()),
    log,
    consumers: allConsumers,
    clock,
    ...(options.later === undefined ? {} : { later: options.later }),
    onRead: (owner, actor) => {
      options.onRead?.(owner);
      // What the hub reads for itself it reads when it comes to that, whoever asks for what meanwhile.
      if (actor.subject === hubActor.subject) return;
      reads[owner] = (reads[owner] ?? 0) + 1;
    },
  });
  if (options.fill !== 'nothing') await fillPlan(host);
  if (options.fill === 'schools' || options.fill === undefined) await fillSchools(host);
  await host.settle();
  const key = await createSigningKey();
  const actors = demoActors();
  const accounts = createAccounts({
    tables: accountsTables(host.database.orm),
    secret: 'a secret of this test hub alone, which signs its cookies',
    publicUrl: null,
    isSecure: false,
    demo: {
      actors,
      isSynthetic: () => isAllSynthetic(host.openSession(hubActor)),
    },
    oidc: options.oidc ?? null,
    register: accessRegister(host.openSession),
    log,
  });
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    introspection: options.introspection ?? 'on',
    isPageAlone: options.isPageAlone ?? false,
    ...(options.pages === undefined ? {} : { pages: options.pages }),
    ...(options.evidence === undefined ? {} : { evidence: await evidenceDoor(options.evidence, host, log) }),
    log,
    verifier: options.verifier ?? ownTokenVerifier(key),
    jwks: { keys: [key.publicJwk] },
    accounts,
    subgraphs: { local: (await buildAll()).map(options.replace ?? ((subgraph) => subgraph)), host },
    limits: { ...roomyLimits, ...options.limits },
    ...(options.readLoad === undefined ? {} : { readLoad: options.readLoad }),
    ...(options.corsOrigins === undefined ? {} : { corsOrigins: options.corsOrigins }),
    ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
    checks: () => host.checks(),
  });
  const token = (actor: Actor, lifetimeS = 3600) => issueToken(key, actor, lifetimeS);
  return {
    url: gateway.url,
    clock,
    host,
    gateway,
    accounts,
    key,
    token,
    cookie: async (actor) => {
      actors[actor.role] = actor;
      const response = await askSession(gateway.url, '/demo', { role: actor.role });
      if (!response.ok)
        throw new Error(`The demo does not sign in: ${response.status} ${await response.text()}`);
      return cookieOf(response);
    },
    send: async (actor, document, variables) =>
      sendTo(gateway.url, actor === null ? null : await token(actor), document, variables),
    socket: async (actor) => socketTo(gateway.url, await token(actor)),
    takeReads: () => {
      const taken = reads;
      reads = {};
      return taken;
    },
    close: async () => {
      await gateway.close();
      await host.close();
    },
  };
}

/** One request to the doors below `/session`, as the hub's own page sends it. */
export async function askSession(
  url: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/session${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-page': '1', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function evidenceDoor(dataDir: string, { openSession }: Host, log: Logger): Promise<HttpDoor> {
  const store = await openEvidenceStore({ dataDir, address: null });
  return createEvidenceDoor({ openSession, store, log });
}

/** One operation by HTTP with that token. */
export async function sendTo(
  url: string,
  token: string | null,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const client = new GraphQLClient(`${url}/graphql`, {
    errorPolicy: 'all',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  try {
    const { data, errors, status } = await client.rawRequest(document, variables);
    return { status, data, ...(errors === undefined ? {} : { errors: errors as never }) };
  } catch (error) {
    const { response } = error as { response?: Answer };
    if (response === undefined) throw error;
    return response;
  }
}

/** A graphql-ws client with that token, which does not retry: tests see every close. */
export function socketTo(url: string, token: string): Client {
  return createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
}
