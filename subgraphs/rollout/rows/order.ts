import { sql, type RawBuilder } from 'kysely';

import { BadUserInput } from '../../../shared/errors.js';

export interface ComplianceOrderInput {
  field: 'SCORE' | 'DAYS_LATE' | 'NAME';
  direction: 'ASC' | 'DESC';
}

/** How a list is ordered and paged, as SQL over the columns of the compliance tables. */
export interface Keyset {
  /** The value that the order rests on, the same for the same row however often it is read. */
  readonly value: RawBuilder<unknown>;
  readonly after: RawBuilder<unknown>;
  readonly orderBy: RawBuilder<unknown>;
}

/** Later than any due: schools that are not late stand beyond all that are. */
const NEVER_MS = 1e15;

/** The order, ties by name; `after` is what a cursor of the same order carries, and of no other. */
export function keysetOf(order: ComplianceOrderInput, after: unknown): Keyset {
  const isDescending = order.direction === 'DESC';
  const value = valueOf(order);
  // The more days late, the earlier the due that was missed: the order by days is the order by that due turned round.
  const isTurned = order.field === 'DAYS_LATE' ? !isDescending : isDescending;
  const direction = isTurned ? sql`desc` : sql`asc`;
  return {
    value,
    orderBy: sql`sort_value ${direction}, sort_key, school`,
    after: afterOf(order, after, isTurned),
  };
}

/** What a cursor carries of a row. */
export function cursorKey(
  order: ComplianceOrderInput,
  row: { sortValue: string | number; sortKey: string; school: string },
): unknown {
  return [order.field, order.direction, row.sortValue, row.sortKey, row.school];
}

function valueOf({ field, direction }: ComplianceOrderInput): RawBuilder<unknown> {
  switch (field) {
    case 'NAME':
      return sql`sort_key`;
    case 'SCORE': {
      // Unknown is neither the best nor the worst: schools without a score stand last either way.
      const last = direction === 'DESC' ? -1 : 2;
      return sql`case when score_denominator = 0 then ${last}::float8 else score_numerator::float8 / score_denominator end`;
    }
    case 'DAYS_LATE':
      return sql`coalesce(extract(epoch from late_since) * 1000, ${NEVER_MS}::float8)::float8`;
    default: {
      const never: never = field;
      return never;
    }
  }
}

function afterOf(order: ComplianceOrderInput, after: unknown, isTurned: boolean): RawBuilder<unknown> {
  if (after === null) return sql`true`;
  const [field, direction, value, sortKey, school] = Array.isArray(after) ? (after as unknown[]) : [];
  const isText = order.field === 'NAME';
  if (
    field !== order.field ||
    direction !== order.direction ||
    typeof value !== (isText ? 'string' : 'number') ||
    typeof sortKey !== 'string' ||
    typeof school !== 'string'
  ) {
    throw new BadUserInput({ field: 'after', expected: 'a cursor of this list in the same order' });
  }
  const given = isText ? sql`${value}::text` : sql`${value}::float8`;
  const beyond = isTurned ? sql`sort_value < ${given}` : sql`sort_value > ${given}`;
  return sql`(${beyond} or (sort_value = ${given} and (sort_key, school) > (${sortKey}::text, ${school}::text)))`;
}
