import { decodeCursor, encodeCursor } from '../cursor.js';
import { BadUserInput, LimitExceeded } from '../errors.js';
import type { PageInfo } from './types.js';

export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 500;

/** A page as its service reads it: one row more than asked for tells whether another page follows. */
export interface PageRequest {
  readonly first: number;
  readonly after: unknown;
}

/** Checks `first` (1 to MAX_PAGE, default DEFAULT_PAGE) and opens `after`. */
export function pageRequest(args: {
  first?: number | null | undefined;
  after?: string | null | undefined;
}): PageRequest {
  const first = args.first ?? DEFAULT_PAGE;
  if (!Number.isInteger(first) || first < 1)
    throw new BadUserInput({ field: 'first', expected: 'a whole number from 1', got: first });
  if (first > MAX_PAGE) throw new LimitExceeded({ limit: 'first', value: MAX_PAGE, got: first });
  return { first, after: args.after == null ? null : decodeCursor('page', args.after) };
}

/**
 * What the page's cursor carries where a row is placed by texts alone: so many of them, or null at a list's beginning. Refused with
 * BAD_USER_INPUT where it carries anything else, which no cursor that the hub gave out for the list does.
 */
export function afterTexts({ after }: PageRequest, count: number): readonly string[] | null {
  if (after === null) return null;
  if (Array.isArray(after) && after.length === count && after.every((part) => typeof part === 'string'))
    return after;
  throw new BadUserInput({ field: 'after', expected: 'a cursor that the hub gave out for this list' });
}

/** The Relay connection of `rows`, which hold up to `first + 1` rows; `keyOf` gives the sort key that a cursor carries. */
export function toConnection<Row, Node>(
  rows: readonly Row[],
  page: PageRequest,
  totalCount: number,
  keyOf: (row: Row) => unknown,
  toNode: (row: Row) => Node,
): { nodes: Node[]; edges: { node: Node; cursor: string }[]; pageInfo: PageInfo; totalCount: number } {
  const edges = rows
    .slice(0, page.first)
    .map((row) => ({ node: toNode(row), cursor: encodeCursor('page', keyOf(row)) }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
