import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { openInMemory, type Database } from '../../db/database.js';
import { openPglite } from '../../db/pglite.js';
import {
  createPostgresDatabase,
  emptySnapshot,
  emptyTemplate,
  isPostgres,
  openCreated,
  snapshotPath,
  type TestDatabase,
  withServer,
} from './database.js';

/** Fills a migrated, empty database, and closes what it opened upon it. */
export type Fill = (database: Database) => Promise<void>;

/**
 * Gives copies of a database that is filled once a run, by the first test file that needs it: each is a database of its own, equal to
 * all others. Who says the same `name` means the same content.
 */
export async function sharedDatabase(name: string, fill: Fill): Promise<() => Promise<TestDatabase>> {
  return isPostgres ? onServer(name, fill) : embedded(name, fill);
}

/** The others wait for the first: nobody may be connected to what is copied. */
async function onServer(name: string, fill: Fill): Promise<() => Promise<TestDatabase>> {
  const empty = emptyTemplate();
  const template = `${empty}_${name}`;
  await withServer(async (server) => {
    await server.query('select pg_advisory_lock(hashtext($1))', [template]);
    const known = await server.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount !== 0) return;
    const { url, drop } = await createPostgresDatabase(empty);
    try {
      await fill(await openCreated({ url, drop: async () => {} }));
    } catch (cause) {
      await drop();
      throw cause;
    }
    await server.query(`alter database ${new URL(url).pathname.slice(1)} rename to ${template}`);
  });
  return async () => openCreated(await createPostgresDatabase(template));
}

/** Removes what the run's files shared, at its end. */
export async function dropShared(): Promise<void> {
  await withServer(async (server) => {
    const { rows } = await server.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${emptyTemplate()}_`],
    );
    for (const { datname } of rows) await server.query(`drop database ${datname} with (force)`);
  });
}

/** A file beside the run's empty snapshot. Two that begin at once both fill, and either's file is as good. */
async function embedded(name: string, fill: Fill): Promise<() => Promise<TestDatabase>> {
  const path = join(dirname(snapshotPath()), `${name}.tar`);
  if (!existsSync(path)) {
    const pglite = await openPglite(null, emptySnapshot());
    const database = await openInMemory(pglite);
    await fill({ ...database, close: async () => {} });
    const scratch = `${path}.${process.pid}`;
    writeFileSync(scratch, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    await database.close();
    renameSync(scratch, path);
  }
  const dump = new Blob([readFileSync(path)]);
  return async () => ({ ...(await openInMemory(await openPglite(null, dump))), url: null });
}
