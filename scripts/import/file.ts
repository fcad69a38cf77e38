import { createReadStream, statSync } from 'node:fs';

import { LimitExceeded } from '../../shared/errors.js';
import type { Column } from '../../shared/tables/columns.js';
import { byteLimit, kindOfFile } from '../../shared/tables/limits.js';
import { readTable, type TableRow } from '../../shared/tables/read.js';

/** The rows of a file; one that is too large is refused by its size, before it is opened. `onProgress` hears of the rows read. */
export function readFileTable<Key extends string>(
  path: string,
  columns: readonly Column<Key>[],
  onProgress: (rows: number) => void = () => {},
): AsyncGenerator<TableRow<Key>, void, void> {
  const kind = kindOfFile(path);
  if (kind === null) {
    throw new Error(`${path}: cần tệp .csv hoặc .xlsx / expected a .csv or .xlsx file.`, { cause: 'ending' });
  }
  const size = sizeOf(path);
  if (size > byteLimit(kind))
    throw new LimitExceeded({ limit: `${kind}.bytes`, value: byteLimit(kind), got: size });
  return readTable(createReadStream(path), kind, columns, { onProgress });
}

/** The file's size in bytes; says that there is no such file where there is none. */
function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true)
    throw new Error(`${path}: không có tệp này / there is no such file.`, { cause: 'missing' });
  return found.size;
}
