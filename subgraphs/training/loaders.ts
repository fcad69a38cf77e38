import type DataLoader from 'dataloader';

import { manyLoader, oneLoader } from '../../shared/loader.js';
import type { Reader } from '../../shared/session.js';
import type { RequestBase } from '../../shared/subgraph/context.js';
import {
  readCompletions,
  readPastCompletions,
  type CompletionRow,
  type PastCompletionRow,
} from './rows/completion.js';
import {
  readAttendances,
  readSessions,
  readVersions,
  type AttendanceRow,
  type SessionRow,
  type VersionRow,
} from './rows/session.js';

export interface TrainingLoaders {
  completion: DataLoader<string, CompletionRow | null>;
  /** By `completionKey`. */
  pastCompletion: DataLoader<string, PastCompletionRow | null>;
  sessions: DataLoader<string, SessionRow[]>;
  /** By school: every state of its attendances. */
  versions: DataLoader<string, VersionRow[]>;
  /** By session. */
  attendances: DataLoader<string, AttendanceRow[]>;
}

/** One statement a field for all keys of a tick. */
export function trainingLoaders({ session }: RequestBase): TrainingLoaders {
  const reading =
    <Row>(read: (db: Reader, keys: readonly string[]) => Promise<Row[]>) =>
    (keys: readonly string[]) =>
      session.read('training', (db) => read(db, keys));
  return {
    completion: oneLoader(reading(readCompletions), (row) => row.school),
    pastCompletion: oneLoader(reading(readPastCompletions), (row) => row.key),
    sessions: manyLoader(reading(readSessions), (row) => row.school),
    versions: manyLoader(reading(readVersions), (row) => row.school),
    attendances: manyLoader(reading(readAttendances), (row) => row.session),
  };
}
