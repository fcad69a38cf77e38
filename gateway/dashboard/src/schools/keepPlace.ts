import type { Change, Line } from '../graph/types.js';

/** What a row of any list of schools has, however much else its page asks for. */
export interface PlacedRow {
  readonly school: { readonly code: string; readonly name: string | null };
  readonly status: Change['after']['status'];
  readonly score: Change['after']['score'];
  readonly lines: readonly Pick<
    Line,
    'rule' | 'state' | 'inForce' | 'numerator' | 'denominator' | 'pointsLost' | 'daysLate'
  >[];
}

/** Rows as they stand on the screen, and the same rows in the order that they would have now, where that differs. */
export interface Placed<Row> {
  readonly rows: readonly Row[];
  readonly reordered: readonly Row[] | null;
}

/**
 * Newer rows in the places where the reader left them: a school that would move, come or go stays until the reader asks for the new
 * order, and shows its new numbers meanwhile.
 */
export function keepPlace<Row extends PlacedRow>(shown: readonly Row[], newer: readonly Row[]): Placed<Row> {
  const isSameOrder =
    shown.length === newer.length &&
    shown.every(({ school }, place) => newer[place]?.school.code === school.code);
  if (isSameOrder) return { rows: newer, reordered: null };
  const byCode = new Map(newer.map((row) => [row.school.code, row]));
  return { rows: shown.map((row) => byCode.get(row.school.code) ?? row), reordered: newer };
}

/** What the register said of a school stays known while the register does not answer. */
export function keepNames<Row extends PlacedRow>(
  known: readonly Row[],
  newer: readonly Row[],
): readonly Row[] {
  const byCode = new Map(known.map(({ school }) => [school.code, school]));
  return newer.map((row) => {
    const before = byCode.get(row.school.code);
    if (row.school.name !== null || before === undefined) return row;
    const said = Object.entries(row.school).filter(([, value]) => value !== null);
    return { ...row, school: { ...before, ...Object.fromEntries(said) } };
  });
}

/** What a change says of a row, until the graph tells the whole of it. */
export function patchRow<Row extends PlacedRow>(row: Row, { after }: Change): Row {
  const unmet = new Set(after.unmet);
  const daysLate = 'daysLate' in row && after.status === 'LATE' ? row.daysLate : 0;
  return {
    ...row,
    status: after.status,
    score: after.score,
    readyDeclared: after.readyDeclared,
    readyVerified: after.readyVerified,
    daysLate,
    lines: row.lines.map((line) => {
      if (isMissed(line) === unmet.has(line.rule)) return line;
      // How far it is met is not in the event, so nothing is said of it.
      const state = unmet.has(line.rule) ? ('UNMET' as const) : ('MET' as const);
      return { ...line, state, inForce: true, numerator: 0, denominator: 0, pointsLost: 0, daysLate: 0 };
    }),
  };
}

/** A requirement that counts already and is not met; nothing known is not met. */
export const isMissed = ({ state, inForce }: Pick<Line, 'state' | 'inForce'>): boolean =>
  inForce && (state === 'UNMET' || state === 'UNKNOWN');
