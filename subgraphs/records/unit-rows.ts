import { sql } from 'kysely';

import { BadUserInput } from '../../shared/errors.js';
import type { Reader } from '../../shared/session.js';
import type { PageRequest } from '../../shared/subgraph/connection.js';

export interface RejectedRow {
  uuid: string;
  school: string;
  grade: number;
  class: string;
  errorCode: string;
  at: string;
}

/** One page of a school's rejected units in order of grade, class and UUID; the total comes from the counters. */
export async function listRejected(
  db: Reader,
  { school, schoolYear }: { school: string; schoolYear: string },
  page: PageRequest,
): Promise<{ rows: RejectedRow[]; totalCount: number }> {
  const [grade, className, uuid] = afterRejected(page.after);
  const { rows } = await sql<RejectedRow>`
    select uuid, school, grade, class, error_code as "errorCode", at from records.unit
     where state = 'REJECTED' and school = ${school} and school_year = ${schoolYear}
       and (${grade}::int is null or (grade, class, uuid) > (${grade}::int, ${className}::text, ${uuid}::uuid))
     order by grade, class, uuid limit ${page.first + 1}`.execute(db);
  const total = await sql<{ n: number }>`
    select coalesce(sum(count), 0)::int as n from records.state_counter c
      join records.grade_progress g using (school, school_year, grade)
     where g.by_units and c.state = 'REJECTED' and school = ${school} and school_year = ${schoolYear}`.execute(
    db,
  );
  return { rows, totalCount: total.rows[0]?.n ?? 0 };
}

function afterRejected(after: unknown): [number | null, string | null, string | null] {
  if (after === null) return [null, null, null];
  if (
    Array.isArray(after) &&
    typeof after[0] === 'number' &&
    typeof after[1] === 'string' &&
    typeof after[2] === 'string'
  ) {
    return [after[0], after[1], after[2]];
  }
  throw new BadUserInput({ field: 'after', expected: 'a cursor of this list', got: after });
}
