import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { TableFile } from './dump.js';
import type { Query } from './owner.js';
import { quoted, readTables, type Table } from './tables.js';

const BATCH = 500;

/** A backup that cannot stand for what it was taken of; the message names where. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
}

/** Refuses with BackupFault naming a table that holds rows; what the migrations themselves enter is nobody's data. */
export async function requireEmpty(query: Query): Promise<void> {
  const made = ['events.head', 'events.consumer'];
  for (const { name } of await readTables(query)) {
    if (made.includes(name)) continue;
    const [row] = await query<{ filled: boolean }>(`select exists (select from ${name}) as filled`);
    if (row?.filled === true)
      throw new BackupFault(
        `${name} holds rows already: a backup is restored into an empty place only, which nothing can be lost from.`,
      );
  }
}

/**
 * Enters every table's file into the empty tables of the transaction that `query` stands in, past counters' and the log's triggers,
 * which have done their work before the backup. Gives the files that are not what was written: their digest differs. Throws
 * BackupFault where a line is no row of its table, or a table is missing on either side.
 */
export async function loadTables(
  query: Query,
  folder: string,
  files: readonly TableFile[],
): Promise<TableFile[]> {
  const tables = new Map((await readTables(query)).map((table) => [table.name, table]));
  const told = new Set(files.map(({ table }) => table));
  const missing = [...tables.keys()].filter((name) => !told.has(name));
  if (missing.length > 0) throw new BackupFault(`The backup has no file for ${missing.join(', ')}.`);
  const differing: TableFile[] = [];
  for (const file of files) {
    const table = tables.get(file.table);
    if (table === undefined)
      throw new BackupFault(`The backup has a table that this hub does not know: ${file.table}.`);
    if (!(await loadTable(query, folder, table, file))) differing.push(file);
  }
  return differing;
}

/** Whether the file is as it was written. */
async function loadTable(query: Query, folder: string, table: Table, file: TableFile): Promise<boolean> {
  const { name, columns, counted } = table;
  await query(`alter table ${name} disable trigger user`);
  await query(`delete from ${name}`);
  const hash = createHash('sha256');
  const lines = createInterface({ input: createReadStream(join(folder, file.file)), crlfDelay: Infinity });
  let count = 0;
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await insert(query, { name, columns, lines: batch, before: count - batch.length, file: file.file });
    batch = [];
  };
  for await (const line of lines) {
    hash.update(`${line}\n`);
    batch.push(line);
    count += 1;
    if (batch.length === BATCH) await flush();
  }
  await flush();
  for (const { column, sequence } of counted) {
    await query(
      `select setval($1::regclass, greatest(coalesce(max("${column}"), 1), 1), max("${column}") is not null) from ${name}`,
      [sequence],
    );
  }
  await query(`alter table ${name} enable trigger user`);
  return count === file.rows && hash.digest('hex') === file.sha256;
}

interface Lines {
  name: string;
  columns: readonly string[];
  lines: readonly string[];
  before: number;
  file: string;
}

async function insert(query: Query, { name, columns, lines, before, file }: Lines): Promise<void> {
  const broken = lines.findIndex((line) => !isJson(line));
  if (broken >= 0)
    throw new BackupFault(`${file}, line ${before + broken + 1} is no row: it was changed or cut off.`);
  const names = quoted(columns);
  try {
    await query(
      `insert into ${name} (${names}) overriding system value
       select ${names} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
      [`[${lines.join(',')}]`],
    );
  } catch (cause) {
    throw new BackupFault(
      `${file}, lines ${before + 1} to ${before + lines.length}: ${(cause as Error).message}`,
      { cause },
    );
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
