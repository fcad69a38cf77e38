import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { lockFolder } from '../folder-lock.js';
import { migrations } from '../migrations/all.js';
import { pgliteOrm, postgresOrm, type Orm } from '../orm.js';
import { openPglite } from '../pglite.js';
import { BackupFault } from './load.js';

/** Where a backup is restored to. */
export type Place = { readonly databaseUrl: string } | { readonly dataDir: string };

/**
 * Fills an empty place under the tables' owner: `fill` finds the schema as the backup's migrations made it, and what it leaves is
 * brought to the newest before `prove` looks at it. On the embedded database a folder of its own takes its place in one step at the
 * end, so that a restore that fails or is killed leaves nothing; on PostgreSQL `fill` writes in one transaction.
 */
export async function fillPlace<Result>(
  place: Place,
  known: readonly string[],
  steps: { fill: (orm: Orm) => Promise<void>; prove: (orm: Orm) => Promise<Result> },
): Promise<Result> {
  requireKnown(known);
  return 'dataDir' in place
    ? fillFolder(place.dataDir, known, steps)
    : fillServer(place.databaseUrl, known, steps);
}

interface Steps<Result> {
  fill: (orm: Orm) => Promise<void>;
  prove: (orm: Orm) => Promise<Result>;
}

async function fillFolder<Result>(
  dataDir: string,
  known: readonly string[],
  { fill, prove }: Steps<Result>,
): Promise<Result> {
  const unlock = lockFolder(dataDir);
  const folder = join(dataDir, 'db');
  const unfinished = join(dataDir, 'db.new');
  try {
    if (existsSync(folder))
      throw new BackupFault(
        `${folder} is there already: a backup is restored into an empty place only. Set DATA_DIR to another folder.`,
      );
    rmSync(unfinished, { recursive: true, force: true });
    const pglite = await openPglite(unfinished);
    const orm = await pgliteOrm(pglite);
    let result: Result;
    try {
      await migrateTo(orm, known);
      await fill(orm);
      await orm.migrator.up();
      result = await prove(orm);
    } finally {
      await orm.close();
      await pglite.close().catch(() => undefined);
    }
    renameSync(unfinished, folder);
    return result;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    unlock();
  }
}

async function fillServer<Result>(
  url: string,
  known: readonly string[],
  { fill, prove }: Steps<Result>,
): Promise<Result> {
  const orm = await postgresOrm(url, { max: 1, applicationName: 'hub-restore' });
  let isFilled = false;
  try {
    await migrateTo(orm, known);
    await fill(orm);
    isFilled = true;
    await orm.migrator.up();
    return await prove(orm);
  } catch (error) {
    // What did not prove itself goes again: it was entered here, into a place that was empty.
    if (isFilled) await orm.migrator.down({ to: 0 });
    throw error;
  } finally {
    await orm.close();
  }
}

/** The schema that the backup was taken of: an empty database may go back to it without a loss. */
async function migrateTo(orm: Orm, known: readonly string[]): Promise<void> {
  const last = known.at(-1);
  const done = (await orm.migrator.getExecuted()).map(({ name }) => name);
  if (last === undefined || done.length > known.length) {
    throw new BackupFault(
      `The database has ${done.length} migrations, the backup ${known.length}: restore into one that holds nothing at all.`,
    );
  }
  if (done.length < known.length) await orm.migrator.up({ to: last });
}

function requireKnown(known: readonly string[]): void {
  const names = migrations.map(({ name }) => name);
  const stranger = known.find((name, index) => names[index] !== name);
  if (stranger !== undefined)
    throw new BackupFault(
      `The backup was taken of a schema with migration ${stranger}, which this version of the hub lacks: restore it with the version that it was taken with.`,
    );
}
