import type { RowFault } from '../../../shared/tables/faults.js';
import type { BySchool } from '../../../shared/tables/schools.js';
import { inFileOrder } from '../../../shared/tables/schools.js';

export interface ImportTable {
  /** CSV text. */
  content: string;
  dryRun: boolean;
}

export interface Imported {
  dryRun: boolean;
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  errors: RowFault[];
  /** The codes of schools that were written, or would be. */
  schools: string[];
}

/** What becomes of a school's row. */
export type Fate = 'created' | 'changed' | 'unchanged';

/** Sums up an import from what became of each good school. */
export function summed(
  table: BySchool<unknown>,
  fates: ReadonlyMap<string, Fate>,
  dryRun: boolean,
): Imported {
  const count = (fate: Fate) => [...fates.values()].filter((each) => each === fate).length;
  return {
    dryRun,
    rows: table.rows,
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    errors: inFileOrder(table.faults),
    schools: [...fates].flatMap(([school, fate]) => (fate === 'unchanged' ? [] : [school])),
  };
}
