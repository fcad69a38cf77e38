import { openPostgres } from '../db/database.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { createLog } from '../shared/log.js';
import { fillDatabase, HalfFilled } from './seed/fill.js';

/** `npm run seed`: fills the empty PostgreSQL database of DATABASE_URL as SEED says; one that is filled already stays as it is. */
async function main(): Promise<void> {
  const env = readEnv();
  if (env.databaseUrl === null)
    throw new EnvFault([
      'DATABASE_URL: expected; the embedded database is filled by the hub itself at its start',
    ]);
  const database = await openPostgres(env.databaseUrl, { applicationName: 'hub-seed' });
  try {
    await fillDatabase({
      database,
      env,
      log: createLog('warn', 'hub-seed'),
      say: (line) => console.log(line),
    });
    console.log('The database is filled.');
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvFault || error instanceof HalfFilled ? error.message : error);
  process.exit(1);
});
