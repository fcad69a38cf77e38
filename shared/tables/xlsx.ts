import { readSheet, type CellValue } from 'read-excel-file/node';

import type { RawRow } from './csv.js';
import { tableLimits } from './limits.js';
import { notAWorkbook, tooLarge } from './refusals.js';
import { requireHarmlessZip } from './zip.js';

/** `D0 CF 11 E0`: the old .xls, and any workbook under a password. */
const OLD_WORKBOOK = 0xe011cfd0;

/**
 * The rows of the first sheet of a workbook, as text (days as YYYY-MM-DD). Refused with LIMIT_EXCEEDED before it is opened where
 * it is too large or unpacks to too much, and with BAD_USER_INPUT where it is no workbook.
 */
export async function* readXlsx(file: Buffer): AsyncGenerator<RawRow, void, void> {
  if (file.length > tableLimits.xlsxBytes) throw tooLarge('xlsx.bytes', tableLimits.xlsxBytes, file.length);
  if (file.length < 22) throw notAWorkbook('quá ngắn / too short');
  if (file.readUInt32LE(0) === OLD_WORKBOOK)
    throw notAWorkbook('dạng .xls cũ hoặc có mật khẩu / old .xls or encrypted');
  await requireHarmlessZip(file);
  const rows = await readSheet(file, 1).catch(() => {
    throw notAWorkbook('không có bảng tính / no sheet');
  });
  for (const [index, cells] of rows.entries()) {
    if (cells.length > tableLimits.columns) throw tooLarge('xlsx.columns', tableLimits.columns, cells.length);
    yield { row: index + 1, cells: cells.map(cellText) };
  }
}

function cellText(cell: CellValue | null): string {
  if (cell === null || cell === undefined) return '';
  // Spreadsheet days have no zone: the library gives them as midnight UTC.
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return String(cell).trim();
}
