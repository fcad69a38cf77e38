import type { RowFault } from '../../shared/tables/faults.js';

/** What came of an import as a whole. */
export interface Outcome {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  errors: RowFault[];
}

export function emptyOutcome(): Outcome {
  return { rows: 0, created: 0, changed: 0, unchanged: 0, errors: [] };
}

/** Adds what came of one batch. */
export function addTo(outcome: Outcome, part: Outcome): void {
  outcome.rows += part.rows;
  outcome.created += part.created;
  outcome.changed += part.changed;
  outcome.unchanged += part.unchanged;
  outcome.errors.push(...part.errors);
}

const MAX_SHOWN = 200;
const headings = ['Dòng', 'Cột', 'Giá trị', 'Lý do', 'Cách sửa'] as const;

/** The outcome as lines for a person: the sums, then the faults as a table in the order of the file. */
export function describe({ rows, created, changed, unchanged, errors }: Outcome, dryRun: boolean): string[] {
  const lines = [
    `${dryRun ? 'Chạy thử, không ghi gì (dry run). ' : ''}${rows} dòng: ${created} thêm mới, ${changed} thay đổi, ${unchanged} không đổi, ${errors.length} lỗi.`,
  ];
  if (errors.length === 0) return lines;
  const shown = errors
    .toSorted((a, b) => a.row - b.row)
    .slice(0, MAX_SHOWN)
    .map(({ row, column, value, reason, fix }) => [String(row), column ?? '', value ?? '', reason, fix]);
  lines.push('', ...tableOf([[...headings], ...shown]));
  if (errors.length > MAX_SHOWN) lines.push(`… và ${errors.length - MAX_SHOWN} lỗi nữa.`);
  lines.push('', 'Trường có dòng lỗi không được ghi; sửa rồi nhập lại cả tệp: dòng đã ghi sẽ không đổi.');
  return lines;
}

function tableOf(rows: readonly (readonly string[])[]): string[] {
  // The last column has no right edge to keep.
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
