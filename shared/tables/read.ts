import { plain } from './cells.js';
import { matchColumns, type Column } from './columns.js';
import { readCsv, type RawRow } from './csv.js';
import type { TableKind } from './limits.js';
import { unreadable } from './refusals.js';
import { readXlsx } from './xlsx.js';

/** A row under the names of its columns; a cell that is empty is not there. */
export interface TableRow<Key extends string = string> {
  /** As a spreadsheet numbers it: the header is 1, so the first row of data is 2. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Key, string>>>;
}

export interface ReadOptions {
  /** Called every thousand rows and at the end, with the rows read so far. */
  readonly onProgress?: (rows: number) => void;
}

export type TableSource = Uint8Array | string | AsyncIterable<Uint8Array>;

const PROGRESS_EVERY = 1000;

/**
 * The rows of a CSV or XLSX file (CSV as a stream), header row matched to `columns`, empty rows left out. A file that is no
 * table, too large, in another encoding, or carries personal data is refused with BAD_USER_INPUT or LIMIT_EXCEEDED and a fix.
 */
export async function* readTable<Key extends string>(
  source: TableSource,
  kind: TableKind,
  columns: readonly Column<Key>[],
  { onProgress }: ReadOptions = {},
): AsyncGenerator<TableRow<Key>, void, void> {
  let places: ReadonlyMap<Key, number> | undefined;
  let count = 0;
  for await (const { row, cells } of rawRows(source, kind)) {
    if (cells.every((cell) => cell === '')) continue;
    if (places === undefined) {
      places = matchColumns(cells, columns);
      continue;
    }
    count += 1;
    if (count % PROGRESS_EVERY === 0) onProgress?.(count);
    yield { row, cells: keyed(cells, places) };
  }
  if (places === undefined) {
    throw unreadable(
      'một dòng tiêu đề rồi các dòng số liệu / a header row and rows of data',
      'Tệp trống: điền dòng tiêu đề và số liệu. / The file is empty: fill in the header row and the data.',
    );
  }
  onProgress?.(count);
}

/** All rows of a table at once, for what is small. */
export async function readWholeTable<Key extends string>(
  source: TableSource,
  kind: TableKind,
  columns: readonly Column<Key>[],
): Promise<TableRow<Key>[]> {
  return collected(readTable(source, kind, columns));
}

function rawRows(source: TableSource, kind: TableKind): AsyncIterable<RawRow> {
  switch (kind) {
    case 'csv':
      return readCsv(streamOf(source));
    case 'xlsx':
      return xlsxRows(source);
    default: {
      const never: never = kind;
      return never;
    }
  }
}

async function* xlsxRows(source: TableSource): AsyncGenerator<RawRow, void, void> {
  const blocks = await collected(streamOf(source));
  yield* readXlsx(Buffer.concat(blocks));
}

async function* streamOf(source: TableSource): AsyncGenerator<Uint8Array, void, void> {
  if (typeof source === 'string') yield Buffer.from(source, 'utf8');
  else if (source instanceof Uint8Array) yield source;
  else yield* source;
}

function keyed<Key extends string>(
  cells: readonly string[],
  places: ReadonlyMap<Key, number>,
): Partial<Record<Key, string>> {
  const named: Partial<Record<Key, string>> = {};
  for (const [key, index] of places) {
    const cell = cells[index];
    if (cell !== undefined && cell !== '') named[key] = plain(cell);
  }
  return named;
}

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
