/** What a table may weigh, so that a file is refused before it is opened and not after it has filled the memory. */
export const tableLimits = {
  /** A CSV file is read as a stream. */
  csvBytes: 150 * 1024 * 1024,
  /** A workbook is held in memory while it is read. */
  xlsxBytes: 50 * 1024 * 1024,
  /** All parts of a workbook together, unpacked. */
  unpackedBytes: 200 * 1024 * 1024,
  /** Unpacked over packed: real workbooks stay below 50. */
  packingRatio: 200,
  workbookParts: 2_000,
  columns: 200,
} as const;

export type TableKind = 'csv' | 'xlsx';

/** The kind that a file's name promises; null where it is neither. */
export function kindOfFile(name: string): TableKind | null {
  const ending = name.toLowerCase().split('.').at(-1);
  return ending === 'csv' || ending === 'xlsx' ? ending : null;
}

/** The most bytes that a file of that kind may have. */
export function byteLimit(kind: TableKind): number {
  return kind === 'csv' ? tableLimits.csvBytes : tableLimits.xlsxBytes;
}
