import { migratePostgres, openEmbedded, openPostgres } from '../db/database.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { HubError } from '../shared/errors.js';
import { createLog } from '../shared/log.js';
import { openHost } from './host.js';
import { applyPlanFile, readPlanFile } from './seed/plan-file.js';
import { allConsumers } from './subgraphs.js';

/** `npm run plan -- FILE`: makes the plan of that file the one that the hub oversees, or says every fault of it and writes nothing. */
async function main(): Promise<void> {
  const path = process.argv[2];
  if (path === undefined) throw new EnvFault(['the first argument: expected the path of a plan file (JSON)']);
  const file = readPlanFile(path);
  const env = readEnv();
  const { databaseUrl, dataDir } = env;
  if (databaseUrl !== null) await migratePostgres(databaseUrl);
  const database =
    databaseUrl === null
      ? await openEmbedded(dataDir)
      : await openPostgres(databaseUrl, { applicationName: 'hub-plan' });
  const host = await openHost({
    database,
    log: createLog(env.logLevel, 'hub-plan'),
    consumers: allConsumers,
  });
  try {
    await applyPlanFile(host.openSession, file);
    await host.settle();
    console.log(`The hub now oversees the plan of ${path}.`);
  } finally {
    await host.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof HubError ? faults(error) : error instanceof Error ? error.message : error);
  process.exit(1);
});

/** One fault a line: its path, what is expected there and what stands there. */
function faults(error: HubError): string {
  const { field, expected, fix } = error.extensions;
  if (typeof field !== 'string' || typeof expected !== 'string') return error.message;
  const got = typeof error.extensions['got'] === 'string' ? `, got ${error.extensions['got']}` : '';
  const first = `${field}: expected ${expected}${got}.`;
  return [first, ...(typeof fix === 'string' ? [fix] : [])].join('\n');
}
