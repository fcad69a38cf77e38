import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { BackupFault, loadTables, requireEmpty } from '../../db/backup/load.js';
import { ownerTransaction } from '../../db/backup/owner.js';
import { fillPlace, type Place } from '../../db/backup/place.js';
import type { Orm } from '../../db/orm.js';
import { sessionsOver } from '../../db/session.js';
import { systemClock } from '../../shared/clock.js';
import { verifyChain } from '../../shared/events/chain.js';
import type { EvidenceStore } from '../../subgraphs/readiness/index.js';
import { reconcileAll, tellDifferences, type Reconciled } from '../reconcile/all.js';
import { readManifest, type Manifest } from './manifest.js';
import { EVIDENCE, TABLES } from './take.js';

/** What a restore proved. */
export interface Restored extends Reconciled {
  readonly manifest: Manifest;
}

/**
 * Restores a backup into an empty place and proves it: every file by its digest, the audit chain hash by hash, its end by the backup's
 * own list, counters and compliance by counting and folding anew. Throws BackupFault naming what does not hold (a changed entry of
 * the chain by its position), and leaves the place as empty as it was.
 */
export async function restoreBackup(
  folder: string,
  { place, store }: { place: Place; store: EvidenceStore },
): Promise<Restored> {
  const manifest = readManifest(folder);
  for (const file of manifest.evidence) await requireDigest(join(folder, EVIDENCE, file.id), file);
  const kept: string[] = [];
  try {
    const proved = await fillPlace(place, manifest.migrations, {
      fill: (orm) => load(orm, folder, manifest),
      prove: async (orm) => {
        const reconciled = await reconcileAll(sessionsOver({ orm, clock: systemClock, onCommit: () => {} }));
        const told = tellDifferences(reconciled);
        if (told.length > 0)
          throw new BackupFault(`What was restored contradicts itself:\n${told.join('\n')}`);
        for (const { id } of manifest.evidence) {
          // The store takes over what it is given: the backup keeps its own.
          const copy = join(store.incoming, randomUUID());
          copyFileSync(join(folder, EVIDENCE, id), copy);
          kept.push(id);
          await store.keep(id, copy);
        }
        return reconciled;
      },
    });
    return { manifest, ...proved };
  } catch (error) {
    for (const id of kept) await store.discard(id).catch(() => undefined);
    throw error;
  }
}

async function load(orm: Orm, folder: string, manifest: Manifest): Promise<void> {
  await ownerTransaction(orm, 'write', async (query) => {
    await requireEmpty(query);
    const differing = await loadTables(query, join(folder, TABLES), manifest.tables);
    const chain = await verifyChain({ query });
    if (!chain.isWhole)
      throw new BackupFault(`The audit chain is broken at position ${chain.position}: ${chain.differs}.`);
    const { position, hash } = manifest.chain;
    if (position > 0 && (chain.position !== position || chain.hash !== hash)) {
      throw new BackupFault(
        `The audit chain ends at position ${chain.position} with hash ${chain.hash}, the backup was taken at ${position} with ${hash}.`,
      );
    }
    if (differing.length > 0)
      throw new BackupFault(
        `These files are not what was written: ${differing.map(({ file }) => file).join(', ')}.`,
      );
  });
}

async function requireDigest(path: string, { id, sha256 }: Manifest['evidence'][number]): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash).catch((cause: unknown) => {
    throw new BackupFault(`The backup lacks the file of evidence ${id}.`, { cause });
  });
  if (hash.digest('hex') !== sha256)
    throw new BackupFault(`The file of evidence ${id} is not what was stored: its digest differs.`);
}
