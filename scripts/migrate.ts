import { migratePostgres } from '../db/database.js';
import { EnvFault, readEnv } from '../shared/env.js';

/** `npm run migrate`: brings the PostgreSQL database of DATABASE_URL to the newest schema, as its owner. */
async function main(): Promise<void> {
  const { databaseUrl } = readEnv();
  if (databaseUrl === null)
    throw new EnvFault([
      'DATABASE_URL: expected; the embedded database is migrated by the hub itself at its start',
    ]);
  const done = await migratePostgres(databaseUrl);
  console.log(done.length === 0 ? 'The database is up to date.' : `Migrated: ${done.join(', ')}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvFault ? error.message : error);
  process.exit(1);
});
