import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { dumpTables } from '../../db/backup/dump.js';
import { BackupFault } from '../../db/backup/load.js';
import { ownerTransaction } from '../../db/backup/owner.js';
import { readMigrations } from '../../db/backup/tables.js';
import type { Database } from '../../db/database.js';
import type { EvidenceStore } from '../../subgraphs/readiness/index.js';
import { writeManifest, type Manifest } from './manifest.js';

/** Where a backup's files stand within its folder. */
export const TABLES = 'tables';
export const EVIDENCE = 'evidence';

/**
 * Writes a backup of a running hub into `folder`, which must not be there yet: every table as of one instant, then the files of
 * evidence that its rows name. A file is stored before its row and never changes, so that copying them afterwards misses none. The
 * folder has its name only once it is whole. Throws BackupFault for a file that is not what its row says.
 */
export async function takeBackup(
  { kind, orm }: Pick<Database, 'kind' | 'orm'>,
  { folder, store, takenAt }: { folder: string; store: EvidenceStore; takenAt: Date },
): Promise<Manifest> {
  if (existsSync(folder))
    throw new BackupFault(`${folder} is there already: name a folder that the backup can make.`);
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const part of [TABLES, EVIDENCE]) mkdirSync(join(unfinished, part), { recursive: true, mode: 0o700 });
  try {
    const content = await ownerTransaction(orm, 'snapshot', async (query) => {
      const [chain] = await query<Manifest['chain']>(
        'select position::float8 as position, hash from events.head where id = 1',
      );
      return {
        migrations: await readMigrations(query),
        chain: chain ?? { position: 0, hash: '0'.repeat(64) },
        tables: await dumpTables(query, join(unfinished, TABLES)),
        evidence: await query<Manifest['evidence'][number]>(
          `select id::text as id, size, sha256 from readiness.evidence where state = 'STORED' order by id`,
        ),
      };
    });
    for (const file of content.evidence) await copyEvidence(store, join(unfinished, EVIDENCE), file);
    const manifest = { format: 1, takenAt: takenAt.toISOString(), takenOf: kind, ...content } as const;
    writeManifest(unfinished, manifest);
    renameSync(unfinished, folder);
    return manifest;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function copyEvidence(
  store: EvidenceStore,
  folder: string,
  { id, sha256 }: Manifest['evidence'][number],
): Promise<void> {
  const hash = createHash('sha256');
  const taken = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const source = await store.open(id).catch((cause: unknown) => {
    throw new BackupFault(`The file of evidence ${id} is not in its store.`, { cause });
  });
  await pipeline(source, taken, createWriteStream(join(folder, id), { mode: 0o600 })).catch(
    (cause: unknown) => {
      throw new BackupFault(`The file of evidence ${id} cannot be read.`, { cause });
    },
  );
  if (hash.digest('hex') !== sha256)
    throw new BackupFault(
      `The file of evidence ${id} is not what was stored: its digest differs from its row's.`,
    );
}
