import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { BackupFault } from '../../db/backup/load.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup's folder holds, with the digest of everything in it. */
const manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  takenOf: z.enum(['embedded', 'postgresql']),
  migrations: z.array(z.string()),
  /** The end of the audit chain at that moment: kept elsewhere, it proves what a restore gives. */
  chain: z.object({ position: z.int(), hash: digest }),
  tables: z.array(z.object({ table: z.string(), file: z.string(), rows: z.int(), sha256: digest })),
  evidence: z.array(z.object({ id: z.uuid(), size: z.int(), sha256: digest })),
});
export type Manifest = z.infer<typeof manifest>;

const NAME = 'backup.json';

export function writeManifest(folder: string, content: Manifest): void {
  writeFileSync(join(folder, NAME), `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 });
}

/** The manifest of a whole backup; throws BackupFault where the folder holds none. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, NAME);
  try {
    return manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new BackupFault(
      `${path} is no backup's list of contents: ${(cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is not there' : 'it cannot be read'}.`,
      { cause },
    );
  }
}
