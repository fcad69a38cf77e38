import { resolve } from 'node:path';

import { BackupFault } from '../db/backup/load.js';
import { FolderLocked } from '../db/folder-lock.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { doTask } from './operator/reach.js';

/** `npm run backup -- FOLDER`: the whole hub as of one instant, while it runs, into a folder that is made for it. */
async function main(): Promise<void> {
  const path = process.argv[2];
  if (path === undefined)
    throw new EnvFault(['the first argument: expected a folder that the backup can make']);
  const { isGood, lines } = await doTask(readEnv(), 'backup', { folder: resolve(path) });
  for (const line of lines) (isGood ? console.log : console.error)(line);
  process.exitCode = isGood ? 0 : 1;
}

main().catch((error: unknown) => {
  const isPlain = [EnvFault, BackupFault, FolderLocked].some((kind) => error instanceof kind);
  console.error(isPlain ? (error as Error).message : error);
  process.exit(1);
});
