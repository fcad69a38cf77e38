import { BackupFault } from '../db/backup/load.js';
import { FolderLocked } from '../db/folder-lock.js';
import { EnvFault, readEnv } from '../shared/env.js';
import { doTask } from './operator/reach.js';

/** `npm run reconcile [-- --rebuild]`: counters against units, compliance against events; names what differs, and exits with 1. */
async function main(): Promise<void> {
  const [option, ...more] = process.argv.slice(2);
  if (more.length > 0 || (option !== undefined && option !== '--rebuild'))
    throw new EnvFault(['the arguments: expected none, or --rebuild']);
  const { isGood, lines } = await doTask(readEnv(), 'reconcile', {
    rebuild: option === '--rebuild' ? 'yes' : 'no',
  });
  for (const line of lines) (isGood ? console.log : console.error)(line);
  process.exitCode = isGood ? 0 : 1;
}

main().catch((error: unknown) => {
  const isPlain = [EnvFault, BackupFault, FolderLocked].some((kind) => error instanceof kind);
  console.error(isPlain ? (error as Error).message : error);
  process.exit(1);
});
