import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, type Kysely } from 'kysely';
import { Client } from 'pg';

import type { LogConnection } from '../shared/events/connection.js';
import { lockFolder } from './folder-lock.js';
import { APPLICATION_ROLE, pgliteOrm, postgresOrm, type Orm } from './orm.js';
import { actAs, openPglite } from './pglite.js';

/** Who works on the log itself, as the row policies name it (migration 0009): the relay, the feed, the verification of the audit chain. */
const SYSTEM = 'system';
const ACTS_AS_SYSTEM = `-c hub.role=${SYSTEM}`;

/** An open, migrated database and what a process needs of it. */
export interface Database {
  readonly kind: 'embedded' | 'postgresql';
  readonly orm: Orm;
  /** A connection of its own for the log's relay and listeners; on the embedded database it shares the only one. */
  openLogConnection(): Promise<LogConnection>;
  close(): Promise<void>;
}

/**
 * Opens the embedded database in `<dataDir>/db` and holds the folder until it is closed. A new one is filled by `fill` in a
 * folder of its own first and takes its place in one step: a start that is killed in the middle leaves nothing half filled.
 */
export async function openEmbedded(
  dataDir: string,
  fill?: (database: Database) => Promise<void>,
): Promise<Database> {
  const unlock = lockFolder(dataDir);
  const folder = join(dataDir, 'db');
  try {
    if (fill !== undefined && !existsSync(folder)) {
      const unfinished = join(dataDir, 'db.new');
      rmSync(unfinished, { recursive: true, force: true });
      const database = await embeddedOver(await openPglite(unfinished), () => {});
      try {
        await fill(database);
      } finally {
        await database.close();
      }
      renameSync(unfinished, folder);
    }
    return await embeddedOver(await openPglite(folder), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** An embedded database in memory, for tests: gone when closed. */
export async function openInMemory(pglite?: PGlite): Promise<Database> {
  return embeddedOver(pglite ?? (await openPglite(null)), () => {});
}

/** Opens PostgreSQL under the application role; the schema must have been migrated (`migratePostgres`). */
export async function openPostgres(
  url: string,
  options: { applicationName: string; poolSize?: number },
): Promise<Database> {
  const orm = await postgresOrm(url, {
    max: options.poolSize ?? 10,
    role: APPLICATION_ROLE,
    applicationName: options.applicationName,
  });
  return {
    kind: 'postgresql',
    orm,
    openLogConnection: () => openPostgresLogConnection(url, options.applicationName, APPLICATION_ROLE),
    close: () => orm.close(),
  };
}

/** Brings a PostgreSQL database to the newest schema, as its owner; says which migrations ran. */
export async function migratePostgres(url: string): Promise<string[]> {
  const orm = await postgresOrm(url, { max: 1, applicationName: 'hub-migrate' });
  const queue = await openPostgresLogConnection(url, 'hub-migrate', null);
  try {
    // Processes that start at the same moment migrate one after the other; the later ones find nothing to do.
    await queue.query(`select pg_advisory_lock(hashtext('hub-migrate'))`);
    return await migrate(orm);
  } finally {
    await queue.close();
    await orm.close();
  }
}

async function embeddedOver(pglite: PGlite, unlock: () => void): Promise<Database> {
  const orm = await pgliteOrm(pglite);
  await migrate(orm);
  await actAs(pglite, APPLICATION_ROLE);
  // The log's relay and readers share the one connection; every request says over it, for its own transaction, who asks.
  await pglite.query(`set hub.role = '${SYSTEM}'`);
  return {
    kind: 'embedded',
    orm,
    openLogConnection: async () => embeddedLogConnection(orm),
    close: async () => {
      await orm.close();
      await pglite.close().catch(() => undefined);
      unlock();
    },
  };
}

async function migrate(orm: Orm): Promise<string[]> {
  const done = await orm.migrator.up();
  return done.map((migration) => migration.name);
}

function embeddedLogConnection(orm: Orm): LogConnection {
  // Through Kysely and its queue for the one connection, never beside it: a bare query would land in someone's open transaction.
  const kysely = (orm.em.fork() as unknown as { getKysely(): Kysely<unknown> }).getKysely();
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await kysely.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
      return rows;
    },
    listen: async () => {},
    // One process holds the folder, so it leads whatever there is to lead.
    tryLead: async () => true,
    onLost: () => {},
    close: async () => {},
  };
}

async function openPostgresLogConnection(
  url: string,
  applicationName: string,
  role: string | null,
): Promise<LogConnection> {
  const client = new Client({
    connectionString: url,
    application_name: `${applicationName}-log`,
    ...(role === null ? {} : { options: `-c role=${role} ${ACTS_AS_SYSTEM}` }),
    keepAlive: true,
  });
  await client.connect();
  const lost = new Set<() => void>();
  const tell = () => {
    for (const listener of lost) listener();
  };
  client.on('error', tell);
  client.on('end', tell);
  // One after the other: those who share the connection ask whenever they like, and the driver gives up queueing for them.
  let last: Promise<unknown> = Promise.resolve();
  const query = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const answer = last.then(async () => (await client.query(text, [...values])).rows as Row[]);
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    query,
    listen: async (channel, wake) => {
      client.on('notification', (message) => {
        if (message.channel === channel) wake();
      });
      await query(`listen ${channel}`);
    },
    tryLead: async (name) => {
      const [row] = await query<{ won: boolean }>('select pg_try_advisory_lock(hashtext($1)) as won', [name]);
      return row?.won === true;
    },
    onLost: (listener) => lost.add(listener),
    close: async () => {
      lost.clear();
      await client.end();
    },
  };
}
