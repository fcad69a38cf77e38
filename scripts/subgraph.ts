import { openPostgres } from '../db/database.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { feedUntil } from '../shared/events/feed.js';
import { createLog } from '../shared/log.js';
import { buildSubgraph } from '../shared/subgraph/build.js';
import { subgraphNames } from '../shared/subgraph/names.js';
import { serveSubgraph, type HttpDoor } from '../shared/subgraph/serve.js';
import { createEvidenceDoor, openEvidenceStore } from '../subgraphs/readiness/index.js';
import { feedDoor } from './feed-figures.js';
import { openHost } from './host.js';
import { parts } from './subgraphs.js';

/** `npm run subgraph -- <name>`: one subgraph over HTTP, for the gateway alone; needs PostgreSQL and its key. */
async function main(): Promise<void> {
  const name = subgraphNames.find((known) => known === process.argv[2]);
  if (name === undefined)
    throw new EnvFault([`the first argument: expected one of ${subgraphNames.join(', ')}`]);
  const env = readEnv();
  const keys = env.subgraphKeys[name] ?? [];
  const { databaseUrl } = env;
  const faults = [
    ...(databaseUrl === null
      ? ['DATABASE_URL: expected, as the embedded database belongs to a single process']
      : []),
    ...(keys.length === 0
      ? [`HUB_SUBGRAPH_KEY_${name.toUpperCase()}: expected, a subgraph accepts only what the gateway signed`]
      : []),
  ];
  if (databaseUrl === null || faults.length > 0) throw new EnvFault(faults);

  const log = createLog(env.logLevel, `hub-${name}`);
  const { definition, consumers } = parts[name];
  const database = await openPostgres(databaseUrl, { applicationName: `hub-${name}` });
  const host = await openHost({
    database,
    log,
    consumers,
    eventBus: env.eventBus,
    retentionDays: env.eventRetentionDays,
  });
  const { clock, feed, openSession } = host;
  const doors: Record<string, HttpDoor> = feedDoor(host);
  if (name === 'readiness') {
    const store = await openEvidenceStore({ dataDir: env.dataDir, address: env.evidenceStore });
    doors['/evidence'] = createEvidenceDoor({ openSession, store, log });
  }
  const served = await serveSubgraph({
    subgraph: await buildSubgraph(definition),
    keys,
    host: env.host,
    port: env.subgraphPort,
    log,
    requestBase: ({ actor, requestId, until, idempotency }) => ({
      requestId,
      actor,
      session: openSession(actor, idempotency),
      clock,
      later: host.later,
      feed: until === null ? feed : feedUntil(feed, until),
    }),
    position: () => feed.head(),
    doors,
    isReady: async () => Object.values(await host.checks()).every((part) => part === 'ok'),
  });
  const stop = async (): Promise<void> => {
    await served.close();
    await host.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

  // Only now: whoever hears of it may stop it at once.
  log.info({ url: served.url }, 'the subgraph answers');
  process.send?.({ url: served.url });
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvFault ? error.message : error);
  process.exit(1);
});
