import { LimitExceeded } from '../errors.js';
import type { Column } from './columns.js';
import { readerOf, type RowFault, type RowReader } from './faults.js';
import { readWholeTable } from './read.js';

/** The column that says which school a row is about: every import has it. */
export const schoolColumn = {
  key: 'school',
  title: 'Mã trường',
  names: ['Mã số trường', 'School code', 'School', 'Code'],
  isRequired: true,
} as const satisfies Column;

export const SCHOOL_CODE = /^\d{8}$/;

/** What one call may bring: larger files come in batches of whole schools. */
export const MAX_CONTENT_BYTES = 2 * 1024 * 1024;

export interface Parsed<Item> {
  readonly row: number;
  readonly item: Item;
}

/** A table taken apart by school: a school with a fault in any of its rows is left out as a whole. */
export interface BySchool<Item> {
  /** Rows of data read. */
  readonly rows: number;
  readonly groups: Map<string, readonly Parsed<Item>[]>;
  readonly faults: RowFault[];
  /** Leaves a school out for what only the database knows. */
  reject(school: string, fault: RowFault): void;
}

/**
 * Reads a CSV text by school; `parse` makes an item of a row or blames it. A file that cannot be read, or of more than 2 MB, is
 * refused as a whole; faults of rows are collected.
 */
export async function readBySchool<Key extends string, Item>(
  content: string,
  columns: readonly Column<Key | 'school'>[],
  parse: (reader: RowReader<Key | 'school'>, school: string) => Item | null,
): Promise<BySchool<Item>> {
  const bytes = Buffer.byteLength(content);
  if (bytes > MAX_CONTENT_BYTES)
    throw new LimitExceeded({ limit: 'content.bytes', value: MAX_CONTENT_BYTES, got: bytes });
  const rows = await readWholeTable(content, 'csv', columns);
  const groups = new Map<string, Parsed<Item>[]>();
  const faults: RowFault[] = [];
  const spoilt = new Set<string>();
  for (const row of rows) {
    const reader = readerOf(row, columns);
    const school = reader.matching('school', SCHOOL_CODE, '8 chữ số / eight digits');
    const item = school === null ? null : parse(reader, school);
    faults.push(...reader.faults);
    if (school === null) continue;
    if (item === null || reader.faults.length > 0) spoilt.add(school);
    else groups.set(school, [...(groups.get(school) ?? []), { row: row.row, item }]);
  }
  for (const school of spoilt) groups.delete(school);
  return {
    rows: rows.length,
    groups,
    faults,
    reject: (school, fault) => {
      faults.push(fault);
      groups.delete(school);
    },
  };
}

/** Leaves out every school that has a second row with the same key, naming the row that was there first. */
export function rejectDuplicates<Item>(
  table: BySchool<Item>,
  keyOf: (item: Item) => string,
  column: Column,
): void {
  for (const [school, entries] of table.groups) {
    const first = new Map<string, number>();
    for (const { row, item } of entries) {
      const key = keyOf(item);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, row);
      else table.reject(school, duplicateOf(row, earlier, column));
    }
  }
}

function duplicateOf(row: number, earlier: number, { title }: Column): RowFault {
  return {
    row,
    column: title,
    value: null,
    reason: `Trùng với dòng ${earlier}. / The same as row ${earlier}.`,
    fix: 'Xoá một trong hai dòng. / Delete one of the two rows.',
  };
}

/** Faults in the order of the file. */
export function inFileOrder(faults: readonly RowFault[]): RowFault[] {
  return faults.toSorted((a, b) => a.row - b.row);
}
