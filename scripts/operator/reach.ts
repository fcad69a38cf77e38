import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { BackupFault } from '../../db/backup/load.js';
import { openEmbedded, openPostgres, type Database } from '../../db/database.js';
import { FolderLocked } from '../../db/folder-lock.js';
import { postgresOrm } from '../../db/orm.js';
import { sessionsOver } from '../../db/session.js';
import type { Env } from '../../shared/env.js';
import type { OpenSession } from '../../shared/session.js';
import { openEvidenceStore, type EvidenceStore } from '../../subgraphs/readiness/index.js';
import { readDomainClock } from '../host.js';
import { askOperator, type Answer } from './door.js';
import { operatorTasks } from './tasks.js';

/**
 * Does a task wherever the hub's data are: on PostgreSQL beside whatever runs there, on the embedded database in the process that
 * holds its folder, or here where none does.
 */
export async function doTask(
  env: Env,
  task: 'backup' | 'reconcile',
  input: Readonly<Record<string, string>>,
): Promise<Answer> {
  const store = await openEvidenceStore({ dataDir: env.dataDir, address: env.evidenceStore });
  if (env.databaseUrl !== null) return onServer(env.databaseUrl, task, input, store);
  if (!existsSync(join(env.dataDir, 'db')))
    throw new BackupFault(`There is no hub in ${env.dataDir}: set DATA_DIR, or DATABASE_URL.`);
  try {
    const database = await openEmbedded(env.dataDir);
    try {
      const openSession = await sessionsOf(database);
      return await operatorTasks({ database, openSession, store })[task](input);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof FolderLocked)) throw error;
    const answer = await askOperator(env.dataDir, task, input);
    if (answer === null) throw error;
    return answer;
  }
}

async function onServer(
  url: string,
  task: 'backup' | 'reconcile',
  input: Readonly<Record<string, string>>,
  store: EvidenceStore,
): Promise<Answer> {
  // A backup sees all rows, as their owner; everything else acts as the hub does.
  const owner = await postgresOrm(url, { max: 1, applicationName: `hub-${task}` });
  const database = await openPostgres(url, { applicationName: `hub-${task}`, poolSize: 2 });
  try {
    const openSession = await sessionsOf(database);
    const place = { database: { kind: 'postgresql' as const, orm: owner }, openSession, store };
    return await operatorTasks(place)[task](input);
  } finally {
    await database.close();
    await owner.close();
  }
}

async function sessionsOf(database: Database): Promise<OpenSession> {
  const connection = await database.openLogConnection();
  const clock = await readDomainClock(connection);
  await connection.close();
  return sessionsOver({ orm: database.orm, clock, onCommit: () => {} });
}
