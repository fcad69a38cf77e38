import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';

/** An incoming file that has not changed for this long belongs to an upload that is no more. */
const ABANDONED_MS = 60 * 60_000;

/** Where files of evidence lie: each under its own id, written once. */
export interface EvidenceStore {
  /** A folder of this process for files on their way in; outside of what `open` reaches. */
  readonly incoming: string;
  /** Takes over the local file at `path`; it is gone from there when this returns. */
  keep(id: string, path: string): Promise<void>;
  open(id: string): Promise<Readable>;
  /** For a file whose row was never written; one that is not there is no fault. */
  discard(id: string): Promise<void>;
  /** Removes incoming files of uploads that died with their process. */
  tidy(): Promise<void>;
}

/**
 * The store in `<dataDir>/evidence`, or in the S3-compatible bucket of `address`: `s3://bucket?endpoint=https://…&region=…`, with
 * the credentials of the `AWS_*` environment.
 */
export async function openEvidenceStore(options: {
  dataDir: string;
  address: URL | null;
}): Promise<EvidenceStore> {
  const folder = resolve(options.dataDir, 'evidence');
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const files = join(folder, 'files');
  const { address } = options;
  const disk = new Disk(
    address === null ? new FSDriver({ location: files, visibility: 'private' }) : s3Driver(address),
  );
  return {
    incoming,
    keep: (id, path) =>
      address === null ? moveTo(join(files, keyOf(id)), path) : disk.moveFromFs(path, keyOf(id)),
    open: (id) => disk.getStream(keyOf(id)),
    discard: (id) => disk.delete(keyOf(id)),
    tidy: async () => {
      for (const name of await readdir(incoming)) {
        const path = join(incoming, name);
        const found = await stat(path).catch(() => null);
        if (found !== null && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
      }
    },
  };
}

/** A move takes no room; the driver's own copies, and says of a full disk no more than that it was aborted. */
async function moveTo(target: string, path: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  try {
    await rename(path, target);
  } catch (error) {
    // The files lie on a disk of their own.
    if ((error as { code?: unknown }).code !== 'EXDEV') throw error;
    await copyFile(path, target);
    await rm(path);
  }
}

function s3Driver(address: URL): S3Driver {
  const endpoint = address.searchParams.get('endpoint');
  return new S3Driver({
    bucket: address.hostname,
    region: address.searchParams.get('region') ?? 'us-east-1',
    visibility: 'private',
    // Compatible stores often know neither access lists, nor buckets as host names, nor checksums in trailers.
    supportsACL: false,
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** Never from a file's name: the id alone, in folders of which none grows large. */
function keyOf(id: string): string {
  return `${id.slice(0, 2)}/${id}`;
}
