import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import type { Query } from './owner.js';
import { quoted, readTables, type Table } from './tables.js';

const BATCH = 2000;

/** What a table's file holds: one row a line, as JSON that the database wrote and reads again. */
export interface TableFile {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

/**
 * Writes every table of the snapshot that `query` stands in into a file of its own in `folder`. Rows are read by a cursor: no table
 * is held in memory, on either database.
 */
export async function dumpTables(query: Query, folder: string): Promise<TableFile[]> {
  const files: TableFile[] = [];
  for (const table of await readTables(query)) files.push(await dumpTable(query, folder, table));
  return files;
}

async function dumpTable(query: Query, folder: string, { name, columns }: Table): Promise<TableFile> {
  const file = `${name.replaceAll('"', '')}.ndjson`;
  const out = createWriteStream(join(folder, file), { mode: 0o600 });
  const done = finished(out);
  const hash = createHash('sha256');
  let rows = 0;
  await query(
    `declare backup_rows no scroll cursor for
     select row_to_json(kept)::text as line from (select ${quoted(columns)} from ${name} order by ${orderOf(columns)}) as kept`,
  );
  for (;;) {
    const batch = await query<{ line: string }>(`fetch ${BATCH} from backup_rows`);
    if (batch.length === 0) break;
    const text = batch.map(({ line }) => `${line}\n`).join('');
    hash.update(text);
    rows += batch.length;
    if (!out.write(text)) await Promise.race([once(out, 'drain'), done]);
  }
  await query('close backup_rows');
  out.end();
  await done;
  return { table: name, file, rows, sha256: hash.digest('hex') };
}

/** The log in the order in which it was written, so that a fault in it can be told by its neighbours; the rest as it comes. */
function orderOf(columns: readonly string[]): string {
  return columns.includes('position') && columns.includes('id') ? 'id' : '1';
}
