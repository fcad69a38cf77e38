import { resolve } from 'node:path';

import { BackupFault } from '../db/backup/load.js';
import { FolderLocked } from '../db/folder-lock.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { openEvidenceStore } from '../subgraphs/readiness/index.js';
import { restoreBackup } from './backup/bring-back.js';

/** `npm run restore -- FOLDER`: a backup into the empty place that DATABASE_URL or DATA_DIR names, and the proof that it is whole. */
async function main(): Promise<void> {
  const path = process.argv[2];
  if (path === undefined) throw new EnvFault(['the first argument: expected the folder of a backup']);
  const { databaseUrl, dataDir, evidenceStore } = readEnv();
  const store = await openEvidenceStore({ dataDir, address: evidenceStore });
  const place = databaseUrl === null ? { dataDir } : { databaseUrl };
  const { manifest, compliance } = await restoreBackup(resolve(path), { place, store });
  const { tables, evidence, chain, takenAt } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `Restored as of ${takenAt}: ${rows} rows of ${tables.length} tables, ${evidence.length} files of evidence.\n` +
      `Proved: the audit chain is whole up to position ${chain.position}, hash ${chain.hash}; every counter is what its units add up to; ` +
      `the compliance of ${compliance.schools} schools is what their events come to.\n` +
      'Keys are not part of a backup: tokens that the hub issued before have to be issued anew.',
  );
}

main().catch((error: unknown) => {
  const isPlain = [EnvFault, BackupFault, FolderLocked].some((kind) => error instanceof kind);
  console.error(isPlain ? `${(error as Error).message}\nNothing was restored.` : error);
  process.exit(1);
});
