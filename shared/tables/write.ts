import writeXlsxFile, { type Cell as SheetCell } from 'write-excel-file/node';

import { neutralised } from './cells.js';

/** A cell to write; a Date is a day, null an empty cell. */
export type OutCell = string | number | boolean | Date | null;

export interface OutTable {
  /** The sheet's name in a workbook, at most 31 characters. */
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly OutCell[])[];
}

const LINE_END = '\r\n';

/** A CSV text that Excel opens with its Vietnamese letters whole (UTF-8 with mark) and in which no cell is a formula. */
export function writeCsv({ headers, rows }: Omit<OutTable, 'name'>): string {
  const lines = [headers, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join(LINE_END)}${LINE_END}`;
}

/** A workbook of one sheet per table, headers in bold; no cell is a formula. */
export async function writeXlsx(tables: readonly OutTable[]): Promise<Buffer> {
  const sheets = tables.map(({ name, headers, rows }) => ({
    sheet: name.slice(0, 31),
    data: [
      headers.map((title): SheetCell => ({ value: neutralised(title), type: String, fontWeight: 'bold' })),
      ...rows.map((row) => row.map(sheetCell)),
    ],
  }));
  return writeXlsxFile(sheets).toBuffer();
}

function csvCell(cell: OutCell): string {
  const text = typeof cell === 'string' ? neutralised(cell) : plainText(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function plainText(cell: Exclude<OutCell, string>): string {
  if (cell === null) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}

function sheetCell(cell: OutCell): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: neutralised(cell), type: String };
  if (cell instanceof Date) return { value: cell, type: Date, format: 'dd/mm/yyyy' };
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: Boolean };
}
