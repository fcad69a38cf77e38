import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';
import type { JWK } from 'jose';

import type { TokenVerifier } from '../shared/auth/tokens.js';
import type { Env } from '../shared/env.js';
import { defaultLimits, type Limits } from '../shared/limits.js';
import type { Logger } from '../shared/log.js';
import type { Subgraph } from '../shared/subgraph/build.js';
import { subgraphNames, type SubgraphName } from '../shared/subgraph/names.js';
import type { HttpDoor } from '../shared/subgraph/serve.js';
import { remoteEvidenceDoor } from './doors/evidence.js';
import { addHttpDoors, builtPages, type Readiness } from './doors/http.js';
import { Origins } from './doors/origins.js';
import { addSocketDoor } from './doors/socket.js';
import { createSseDoor } from './doors/sse.js';
import { createApollo } from './engine/apollo.js';
import { Documents } from './engine/documents.js';
import { createEngine } from './engine/handler.js';
import { localExecutor, type SubgraphExecutor } from './engine/local.js';
import { Operations } from './engine/operations.js';
import { readPageDocuments } from './engine/page-documents.js';
import { remoteExecutor, remoteHead, type RemoteSubgraph } from './engine/remote.js';
import type { Accounts } from './identity/accounts.js';
import { withToolTokens } from './identity/tool-tokens.js';
import { Watch } from './identity/watch.js';
import { Load, type LoadReading } from './limits/load.js';
import { OperationRate } from './limits/rate.js';
import { SocketCount } from './limits/sockets.js';
import { sharedFetches } from './live/shared-fetches.js';
import { Subscriptions } from './live/subscriptions.js';
import { createMetrics } from './metrics.js';
import type { SubgraphHost } from './request.js';
import { readSupergraph, requireCurrentSupergraph } from './supergraph.js';

export { composeSupergraph, supergraphPath } from './supergraph.js';
export { createAccounts, type Accounts } from './identity/accounts.js';
export type { Demo } from './identity/demo.js';
export type { OidcClient } from './identity/oidc.js';
export type { AccessRegister } from './identity/register.js';
export { isLoopback } from './identity/own-page.js';
export type { RemoteSubgraph } from './engine/remote.js';

export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  readonly introspection: Env['introspection'];
  readonly log: Logger;
  readonly verifier: TokenVerifier;
  readonly jwks: { keys: JWK[] } | null;
  /** Who is signed in by a browser; null where this gateway takes tokens alone. */
  readonly accounts: Accounts | null;
  /** Subgraphs of this process with what they work on, or where each of them answers. */
  readonly subgraphs:
    | { local: readonly Subgraph[]; host: SubgraphHost }
    | { remote: readonly RemoteSubgraph[] };
  /** Files of evidence where readiness runs in this process; where it runs apart, they are handed through to it. */
  readonly evidence?: HttpDoor;
  /** The folder of the web pages; where left out, the one that `npm run build` fills. */
  readonly pages?: string;
  /** Whether a browser session may send the page's own operations alone; tokens are free. */
  readonly isPageAlone?: boolean;
  /** The documented defaults where left out. */
  readonly limits?: Limits;
  /** How the process's load is read; by its event loop and heap where left out. */
  readonly readLoad?: () => LoadReading;
  /** Other origins whose pages may read answers; none where left out. */
  readonly corsOrigins?: readonly string[];
  /** Whose X-Forwarded-For says by which address a caller counts; nobody's where left out. */
  readonly trustedProxies?: readonly string[];
  /** What this process knows of its database and log; told at `/readiness` beside the subgraphs. */
  readonly checks: () => Promise<Record<string, string>>;
  /** What is told at `/readiness` as well, and leaves the hub ready whatever it says. */
  readonly notices?: () => Promise<Record<string, string>>;
  /** Age of the oldest event without a position, in seconds; left out where no database is at hand. */
  readonly relayLagSeconds?: () => Promise<number>;
}

export interface Gateway {
  readonly url: string;
  /** Stops taking requests, finishes those under way, tells subscribers to come back. */
  close(): Promise<void>;
}

/** Serves the supergraph at every door; resolves when the first request can be answered. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { log, subgraphs, limits = defaultLimits } = options;
  const supergraph = readSupergraph();
  if ('local' in subgraphs) requireCurrentSupergraph(supergraph, subgraphs.local);

  const engine = await createEngine(supergraph, executorsOf(subgraphs, log));
  const documents = new Documents(engine.apiSchema, limits, options.introspection === 'off');
  const pageDocuments = options.isPageAlone === true ? readPageDocuments(options.pages ?? builtPages) : null;
  const operations = new Operations(engine, limits, log, pageDocuments);
  const host = 'local' in subgraphs ? subgraphs.host : null;
  const metrics = createMetrics();
  const { accounts } = options;
  const verifier = accounts === null ? options.verifier : withToolTokens(options.verifier, accounts.register);
  const identity = { verifier, accounts, host };

  const app = express().set('trust proxy', options.trustedProxies ?? []);
  const server = createServer(app);
  const apollo = createApollo({
    operations,
    documents,
    httpServer: server,
    introspection: options.introspection,
    limits,
    metrics,
    log,
  });
  await apollo.start();
  const head = async () => host?.feed.head() ?? remoteHead('remote' in subgraphs ? subgraphs.remote : []);
  const watch = new Watch(accounts, log);
  const rate = new OperationRate(limits);
  const load = new Load(limits, options.readLoad);
  const origins = new Origins(options.corsOrigins ?? [], accounts?.publicUrl ?? null);
  const live = {
    identity,
    watch,
    documents,
    operations,
    subscriptions: new Subscriptions({
      operations,
      head,
      bounds: { events: limits.waitingEvents, bytes: limits.waitingBytes },
      onReplay: (depth) => metrics.replayDepth.observe(depth),
      onDelivered: (position) => {
        const recordedAt = host?.feed.recordedAt(position);
        if (recordedAt !== undefined) metrics.deliveryLag.observe((Date.now() - recordedAt.getTime()) / 1000);
      },
    }),
    metrics,
    limits,
    sockets: new SocketCount(limits),
    log,
    rate,
    load,
    origins,
  };
  const sse = createSseDoor(live);
  addHttpDoors(app, apollo, {
    identity,
    introspection: options.introspection,
    rate,
    load,
    origins,
    renderMetrics: async () =>
      metrics.render({
        feedPosition: host?.feed.head() ?? null,
        groups: live.subscriptions.size,
        waitingBytes: live.subscriptions.waitingBytes,
        relayLagSeconds: (await options.relayLagSeconds?.()) ?? null,
      }),
    log,
    jwks: options.jwks,
    readiness: () => readinessOf(options),
    pages: options.pages,
    sse: (request, response) => sse.handle(request, response),
    evidence: evidenceDoorOf(options),
  });
  const sockets = addSocketDoor(server, live);

  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port, options.host, resolve);
  await listening;
  await accounts?.withdrawals.read();
  accounts?.withdrawals.start();
  watch.start();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: async () => {
      watch.stop();
      accounts?.withdrawals.stop();
      sse.close();
      await sockets.close();
      // Drains: no new connection, requests under way are answered, then the server closes.
      await apollo.stop();
    },
  };
}

function evidenceDoorOf({ evidence, subgraphs, log }: GatewayOptions): HttpDoor | null {
  if ('local' in subgraphs) return evidence ?? null;
  const readiness = subgraphs.remote.find(({ name }) => name === 'readiness');
  return readiness === undefined ? null : remoteEvidenceDoor(readiness, log);
}

function executorsOf(
  subgraphs: GatewayOptions['subgraphs'],
  log: Logger,
): Record<SubgraphName, SubgraphExecutor> {
  const executors =
    'local' in subgraphs
      ? subgraphs.local.map(
          (subgraph) => [subgraph.name, sharedFetches(localExecutor(subgraph, log))] as const,
        )
      : subgraphs.remote.map(
          (subgraph) => [subgraph.name, sharedFetches(remoteExecutor(subgraph, log))] as const,
        );
  const byName = Object.fromEntries(executors) as Record<SubgraphName, SubgraphExecutor>;
  const missing = subgraphNames.filter((name) => byName[name] === undefined);
  if (missing.length > 0) throw new Error(`The gateway has no executor for ${missing.join(', ')}.`);
  return byName;
}

async function readinessOf({ checks, notices, subgraphs }: GatewayOptions): Promise<Readiness> {
  const remote = 'remote' in subgraphs ? subgraphs.remote : [];
  const answers = await Promise.all(
    remote.map(async ({ name, url }) => [`subgraph:${name}`, await probe(url)] as const),
  );
  const needed = { ...(await checks()), ...Object.fromEntries(answers) };
  const ready = Object.values(needed).every((part) => part === 'ok');
  return { ready, parts: { ...needed, ...(await notices?.()) } };
}

async function probe(url: string): Promise<string> {
  try {
    const response = await fetch(new URL('/readiness', url), { signal: AbortSignal.timeout(2000) });
    return response.ok ? 'ok' : `answers ${response.status}`;
  } catch {
    return 'does not answer';
  }
}
