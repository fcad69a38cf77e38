import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestDatabase } from './database.js';
import { asOwner } from './owner.js';

export interface SmallDisk {
  readonly folder: string;
  close(): void;
}

/** A file system of the test's own that holds `bytes`; null where this machine lets nobody mount one. */
export function mountSmallDisk(bytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'hub-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    return null;
  }
  return {
    folder,
    close: () => {
      execFileSync('umount', [folder]);
      rmdirSync(folder);
    },
  };
}

/** While `work` runs, each write of that kind to the table fails as on a server that lacks something, by PostgreSQL's code for it. */
export async function whileLacking<Result>(
  database: TestDatabase,
  { table, on, code }: { table: string; on: string; code: string },
  work: () => Promise<Result>,
): Promise<Result> {
  await asOwner(
    database,
    `create or replace function public.lacks() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file "base/5/16384"' using errcode = '${code}'; end $$`,
  );
  await asOwner(
    database,
    `create trigger lacks before ${on} on ${table} for each row execute function public.lacks()`,
  );
  try {
    return await work();
  } finally {
    await asOwner(database, `drop trigger lacks on ${table}`);
  }
}
