import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { SchoolStatus } from '../types/enums.js';

export interface StatusRow {
  school: string;
  before: SchoolStatus;
  after: SchoolStatus;
  reason: string;
  at: string;
}

/** Each school's closings and reopenings in their order. */
export async function readStatusChanges(db: Reader, codes: readonly string[]): Promise<StatusRow[]> {
  const { rows } = await sql<StatusRow>`
    select school, status_before as before, status_after as after, reason, at from schools.status_change
     where school = any(${[...codes]}) order by school, id`.execute(db);
  return rows;
}
