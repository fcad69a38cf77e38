import { foldHeading, type Column } from './columns.js';
import type { TableRow } from './read.js';

/** One thing wrong in one row, said so that whoever keeps the file can mend it: Vietnamese first, then English. */
export interface RowFault {
  readonly row: number;
  /** The column's title; null where the row as a whole is at fault. */
  readonly column: string | null;
  /** What stood there; null where nothing did or where it may be personal. */
  readonly value: string | null;
  readonly reason: string;
  readonly fix: string;
}

export interface Choice<Value> {
  readonly value: Value;
  /** What people write for it, Vietnamese or English, however spelt. */
  readonly names: readonly string[];
}

/** Reads one row's cells; what is wrong goes into `faults`, and the reader answers null there. */
export interface RowReader<Key extends string> {
  readonly row: number;
  readonly faults: RowFault[];
  /** Whether the cell is filled. */
  has(key: Key): boolean;
  text(key: Key, maxLength?: number): string | null;
  matching(key: Key, form: RegExp, what: string, isSecret?: boolean): string | null;
  /** A whole number from 0; `otherwise` where the cell is empty. */
  count(key: Key, otherwise?: number): number | null;
  /** `YYYY-MM-DD`, written so or as dd/mm/yyyy. */
  day(key: Key): string | null;
  choice<Value>(key: Key, choices: readonly Choice<Value>[], otherwise?: Value): Value | null;
  blame(key: Key | null, reason: string, fix: string, value?: string | null): null;
}

const MAX_SHOWN = 100;

/** A reader over one row. */
export function readerOf<Key extends string>(
  { row, cells }: TableRow<Key>,
  columns: readonly Column<Key>[],
): RowReader<Key> {
  const faults: RowFault[] = [];
  const titles = new Map(columns.map(({ key, title }) => [key, title]));
  const titleOf = (key: Key | null) => (key === null ? null : (titles.get(key) ?? key));

  const blame: RowReader<Key>['blame'] = (key, reason, fix, value) => {
    const shown = value === undefined && key !== null ? (cells[key] ?? null) : (value ?? null);
    faults.push({ row, column: titleOf(key), value: shown?.slice(0, MAX_SHOWN) ?? null, reason, fix });
    return null;
  };
  const filled = (key: Key): string | null => {
    const cell = cells[key];
    if (cell !== undefined) return cell;
    const title = titleOf(key);
    return blame(
      key,
      `Thiếu “${title}”. / "${title}" is missing.`,
      'Điền vào ô trống. / Fill in the empty cell.',
    );
  };
  return {
    row,
    faults,
    blame,
    has: (key) => cells[key] !== undefined,
    text: (key, maxLength = 200) => {
      const cell = filled(key)?.normalize('NFC').replaceAll(/\s+/g, ' ') ?? null;
      if (cell === null || cell.length <= maxLength) return cell;
      return blame(
        key,
        `Dài hơn ${maxLength} ký tự. / Longer than ${maxLength} characters.`,
        'Rút gọn. / Shorten it.',
      );
    },
    matching: (key, form, what, isSecret = false) => {
      const cell = filled(key);
      if (cell === null || form.test(cell)) return cell;
      return blame(key, `Không đúng dạng. / Not ${what}.`, `Cần: ${what}.`, isSecret ? null : cell);
    },
    count: (key, otherwise) => {
      const cell = cells[key] === undefined && otherwise !== undefined ? String(otherwise) : filled(key);
      if (cell === null) return null;
      if (/^\d{1,7}(?:[.,]0+)?$/.test(cell) && Number.parseInt(cell, 10) <= 1_000_000)
        return Number.parseInt(cell, 10);
      return blame(
        key,
        'Không phải số nguyên không âm. / Not a whole number from 0.',
        'Ghi bằng chữ số, ví dụ 35. / Write digits, for example 35.',
      );
    },
    day: (key) => {
      const cell = filled(key);
      if (cell === null) return null;
      return (
        dayOf(cell) ??
        blame(
          key,
          'Không phải một ngày. / Not a day.',
          'Ghi ngày/tháng/năm, ví dụ 28/04/2024. / Write dd/mm/yyyy or YYYY-MM-DD.',
        )
      );
    },
    choice: (key, choices, otherwise) => {
      if (cells[key] === undefined && otherwise !== undefined) return otherwise;
      const cell = filled(key);
      if (cell === null) return null;
      const folded = foldHeading(cell);
      const found = choices.find(({ names }) => names.some((name) => foldHeading(name) === folded));
      if (found !== undefined) return found.value;
      const known = choices.map(({ names }) => `“${names[0]}”`).join(', ');
      return blame(
        key,
        'Giá trị không có trong danh mục. / Not in the list.',
        `Chọn một trong: ${known}. / Choose one of them.`,
      );
    },
  };
}

function dayOf(cell: string): string | null {
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  const [, day = '', month = '', year = ''] = vietnamese ?? [];
  const iso = vietnamese === null ? cell : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const instant = new Date(`${iso}T00:00:00Z`);
  // `new Date` rolls 30 February over to March: a day is one only if it comes back unchanged.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(iso) ? iso : null;
}
