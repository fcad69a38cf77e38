import { parse } from 'csv-parse/sync';

import { recordStates, type RecordState } from '../../../shared/events/contracts.js';
import type { ReportedUnit } from './check.js';
import type { Column } from './columns.js';

/** The place of a column that the file does not have. */
const ABSENT = -1;

/** The sign between the cells of a file with this header. */
export function delimiterOf(header: string): string {
  return [';', '\t'].find((sign) => header.includes(sign)) ?? ',';
}

/** The cells of a line; none where it is no line of CSV. */
export function cellsOf(line: string, delimiter: string): string[] {
  // Hardly any cell of such a file is quoted; where one is, the library takes the line.
  if (!line.includes('"')) return line.split(delimiter);
  try {
    return parse(line, { delimiter, relax_column_count: true })[0] ?? [];
  } catch {
    return [];
  }
}

/** Reads units as they stand in the lines of one file: what is wrong with one is said together with all other faults of its school. */
export function unitReader(
  columns: ReadonlyMap<Column, number>,
  delimiter: string,
): (line: string) => ReportedUnit {
  const indexOf = (column: Column) => columns.get(column) ?? ABSENT;
  const [uuidAt, gradeAt, classAt, stateAt] = [
    indexOf('uuid'),
    indexOf('grade'),
    indexOf('class'),
    indexOf('state'),
  ];
  const [atAt, errorCodeAt, replacesAt] = [indexOf('at'), indexOf('errorCode'), indexOf('replaces')];
  const toInstant = instantReader();
  // Where the cells of the line in hand begin: found without a text for each, for half of them are asked for once, or never.
  const starts: number[] = [];
  const place = (line: string) => {
    let count = 0;
    for (let end = -1; end !== line.length;) {
      const from = end + 1;
      starts[count] = from;
      const next = line.indexOf(delimiter, from);
      end = next === -1 ? line.length : next;
      count += 1;
    }
    starts[count] = line.length + 1;
  };
  return (line) => {
    const cells = line.includes('"') ? cellsOf(line, delimiter) : null;
    if (cells === null) place(line);
    const cellAt = (index: number): string => {
      if (index === ABSENT) return '';
      const text = cells === null ? line.slice(starts[index], (starts[index + 1] ?? 0) - 1) : cells[index];
      return (text ?? '').trim();
    };
    const grade = cellAt(gradeAt);
    return new Row(
      cellAt(uuidAt).toLowerCase(),
      grade === '' ? Number.NaN : Number(grade),
      cellAt(classAt),
      toState(cellAt(stateAt)),
      toInstant(cellAt(atAt)),
      cellAt(errorCodeAt) || null,
      cellAt(replacesAt).toLowerCase() || null,
    );
  };
}

/**
 * A class, for an object literal that outlives a few collections is soon made among the old objects by the engine, and there
 * the units of every school stayed until the next full collection: a third of the memory of an import.
 */
class Row implements ReportedUnit {
  readonly class: string;

  constructor(
    readonly uuid: string,
    readonly grade: number,
    name: string,
    readonly state: RecordState,
    readonly at: Date,
    readonly errorCode: string | null,
    readonly replaces: string | null,
  ) {
    this.class = name;
  }
}

/** The state as it is named in the code, and not one more text for each unit. */
const states: ReadonlyMap<string, RecordState> = new Map(recordStates.map((state) => [state, state]));
const toState = (text: string) => states.get(text) ?? (text.toUpperCase() as RecordState);

/** Without an offset an instant would depend on where the hub runs. */
const withOffset = /(?:Z|[+-]\d{2}:\d{2})$/;

function instantReader(): (text: string) => Date {
  // A system writes many units at one instant, and they follow each other.
  let last = { text: '', at: new Date(Number.NaN) };
  return (text) => {
    if (text !== last.text) last = { text, at: new Date(withOffset.test(text) ? text : Number.NaN) };
    return last.at;
  };
}
