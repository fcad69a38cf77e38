import { openEmbedded, openPostgres, type Database } from '../db/database.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { verifyChain } from '../shared/events/chain.js';

/** `npm run verify-audit`: walks the log's hash chain; the first position that does not hold, and exit 1, or that it is whole. */
async function main(): Promise<void> {
  const { databaseUrl, dataDir } = readEnv();
  const database: Database =
    databaseUrl === null
      ? await openEmbedded(dataDir)
      : await openPostgres(databaseUrl, { applicationName: 'hub-verify-audit' });
  const connection = await database.openLogConnection();
  try {
    const report = await verifyChain(connection);
    if (!report.isWhole) {
      console.error(`The audit chain is broken at position ${report.position}: ${report.differs}.`);
      process.exitCode = 1;
      return;
    }
    const beginning =
      report.from > 1 ? ` The log begins at ${report.from}: what was before is not held.` : '';
    console.log(
      `The audit chain is whole: ${report.events} events up to position ${report.position}, hash ${report.hash}.${beginning}`,
    );
  } finally {
    await connection.close();
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvFault || error instanceof Error ? error.message : error);
  process.exit(1);
});
