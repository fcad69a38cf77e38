import type DataLoader from 'dataloader';

import { manyLoader } from '../../shared/loader.js';
import type { RequestBase } from '../../shared/subgraph/context.js';
import { readGrades, type GradeRow } from './rows.js';

export interface RecordsLoaders {
  /** By `toKey` of school and year. */
  grades: DataLoader<string, GradeRow[]>;
}

/** One statement for all schools of a tick, whatever years they are asked for. */
export function recordsLoaders({ session, clock }: RequestBase): RecordsLoaders {
  return {
    grades: manyLoader(
      (keys) => session.read('records', (db) => readGrades(db, keys, clock.now())),
      (row) => row.key,
    ),
  };
}
