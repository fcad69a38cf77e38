import { sql, type RawBuilder } from 'kysely';

import { BadUserInput } from '../../../shared/errors.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';

/** A list that pages by one sort value and, where that is the same, by id. */
export interface PagedList {
  /** A select that gives, beside what the row is about, the text `id` and the column `sort`. */
  readonly from: RawBuilder<unknown>;
  readonly sort: 'timestamptz' | 'text' | 'date';
  readonly direction: 'asc' | 'desc';
  readonly page: PageRequest;
}

export interface Paged<Row> {
  readonly rows: (Row & { id: string; sort: string })[];
  readonly totalCount: number;
}

/** One page (one row more than asked) and the number of all that the list holds, in a single statement. */
export async function readPage<Row>(db: Reader, list: PagedList): Promise<Paged<Row>> {
  const { from, sort, direction, page } = list;
  const order = sql.raw(direction);
  type Read = Row & { id: string; sort: string; totalCount: number };
  const { rows } = await sql<Read>`
    with listed as (${from}), total as (select count(*)::int as "totalCount" from listed)
    select page.*, total."totalCount" from total left join lateral (
      select * from listed where ${afterOf(list)} order by listed.sort ${order}, listed.id ${order} limit ${page.first + 1}
    ) page on true order by page.sort ${order}, page.id ${order}`.execute(db);
  return {
    rows: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({ ...row, sort: sort === 'timestamptz' ? new Date(row.sort).toISOString() : row.sort })),
    totalCount: rows[0]?.totalCount ?? 0,
  };
}

/** What a cursor carries of a row. */
export function pageKey({ id, sort }: { id: string; sort: string }): unknown {
  return [sort, id];
}

function afterOf({ sort, direction, page: { after } }: PagedList): RawBuilder<unknown> {
  if (after === null) return sql`true`;
  const [value, id] = Array.isArray(after) ? (after as unknown[]) : [];
  const isOwn = sort === 'text' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
  if (typeof value !== 'string' || typeof id !== 'string' || !isOwn) {
    throw new BadUserInput({ field: 'after', expected: 'a cursor of this list' });
  }
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  return sql`(listed.sort, listed.id) ${beyond} (${value}::text::${sql.raw(sort)}, ${id}::text)`;
}
