import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { Client } from 'pg';

import { openInMemory, openPostgres, type Database } from '../../db/database.js';
import { openPglite } from '../../db/pglite.js';

/** The server that the suite runs on; without it each test file has an embedded database in memory. */
const serverUrl = process.env['DATABASE_URL'];

/** An open database of the test's own; `url` is where other processes reach it, null where none can. */
export type TestDatabase = Database & { readonly url: string | null };

export const isPostgres = serverUrl !== undefined && serverUrl !== '';

/** A migrated, empty database of the test file's own; closing it removes it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  if (!isPostgres) return { ...(await openInMemory(await openPglite(null, emptySnapshot()))), url: null };
  return openCreated(await createPostgresDatabase(emptyTemplate()));
}

/** The migrated, empty database of the suite's server, as its set-up left it: others are copied from it, and named after it. */
export function emptyTemplate(): string {
  return process.env['HUB_TEST_TEMPLATE']!;
}

/** The file of the migrated, empty embedded database, as the suite's set-up left it. */
export function snapshotPath(): string {
  return process.env['HUB_TEST_SNAPSHOT']!;
}

/** A migrated, empty embedded database. */
export function emptySnapshot(): Blob {
  return new Blob([readFileSync(snapshotPath())]);
}

/** Opens a database that was made for a test; closing it removes it. */
export async function openCreated({ url, drop }: Created): Promise<TestDatabase> {
  const database = await openPostgres(url, { applicationName: 'hub-test' });
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

export interface Created {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new database on the suite's server: empty, or a copy of the one named, to which nobody may be connected. */
export async function createPostgresDatabase(template?: string): Promise<Created> {
  const name = `hub_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(`create database ${name}${template === undefined ? '' : ` template ${template}`}`);
  const url = new URL(serverUrl!);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

async function onServer(statement: string): Promise<void> {
  await withServer(async (server) => void (await server.query(statement)));
}

/** A connection to the suite's server, for as long as the work takes. */
export async function withServer(work: (server: Client) => Promise<void>): Promise<void> {
  const server = new Client({ connectionString: serverUrl });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
