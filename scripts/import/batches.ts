import type { Column } from '../../shared/tables/columns.js';
import type { TableRow } from '../../shared/tables/read.js';
import { MAX_CONTENT_BYTES } from '../../shared/tables/schools.js';
import { writeCsv } from '../../shared/tables/write.js';

/** Part of a file, as CSV text for one call; `rows[n]` is where its row n + 2 stands in the file. */
export interface Batch {
  content: string;
  rows: number[];
}

/** Leaves room for the header and for what JSON adds. */
const BATCH_BYTES = MAX_CONTENT_BYTES * 0.75;

/** Takes a table apart into calls of whole schools, for a school is written whole or not at all. */
export function batchesOf<Key extends string>(
  rows: readonly TableRow<Key | 'school'>[],
  columns: readonly Column<Key | 'school'>[],
  maxBytes: number = BATCH_BYTES,
): Batch[] {
  const bySchool = Map.groupBy(rows, ({ cells }) => cells.school ?? '');
  const batches: Batch[] = [];
  let current: TableRow<Key | 'school'>[] = [];
  let bytes = 0;
  for (const group of bySchool.values()) {
    const weight = group.reduce((sum, row) => sum + weightOf(row), 0);
    if (current.length > 0 && bytes + weight > maxBytes) {
      batches.push(batchOf(current, columns));
      current = [];
      bytes = 0;
    }
    current.push(...group);
    bytes += weight;
  }
  if (current.length > 0) batches.push(batchOf(current, columns));
  return batches;
}

function batchOf<Key extends string>(
  rows: readonly TableRow<Key | 'school'>[],
  columns: readonly Column<Key | 'school'>[],
): Batch {
  const used = columns.filter(
    ({ key, isRequired }) => isRequired === true || rows.some(({ cells }) => key in cells),
  );
  const content = writeCsv({
    headers: used.map(({ title }) => title),
    rows: rows.map(({ cells }) => used.map(({ key }) => cells[key] ?? null)),
  });
  return { content, rows: rows.map(({ row }) => row) };
}

function weightOf({ cells }: TableRow): number {
  return Buffer.byteLength(Object.values(cells).join(','));
}
