import { sql, type RawBuilder } from 'kysely';

import { foldForSearch } from '../../../shared/search.js';
import type { Reader } from '../../../shared/session.js';
import { afterTexts, type PageRequest } from '../../../shared/subgraph/connection.js';
import type { SchoolKind, SchoolStatus, Ownership } from '../types/enums.js';

export interface SchoolRow {
  code: string;
  name: string;
  kind: SchoolKind;
  ownership: Ownership;
  ward: string;
  wardName: string;
  status: SchoolStatus;
  hasPrimary: boolean;
  isSynthetic: boolean;
  sortKey: string;
}

export interface SchoolListFilter {
  search?: string | null | undefined;
  ward?: readonly string[] | null | undefined;
  kind?: readonly string[] | null | undefined;
  status?: readonly string[] | null | undefined;
}

const columns = sql`s.code, s.name, s.kind, s.ownership, s.ward, w.name as "wardName", s.status,
  s.has_primary as "hasPrimary", s.is_synthetic as "isSynthetic", s.sort_key as "sortKey"`;

export async function readSchools(db: Reader, codes: readonly string[]): Promise<SchoolRow[]> {
  const { rows } = await sql<SchoolRow>`
    select ${columns} from schools.school s join schools.ward w on w.code = s.ward where s.code = any(${[...codes]})`.execute(
    db,
  );
  return rows;
}

/** One page (one row more than asked; within `codes`, or of the whole district where they are null) and the number of all that the filter lets through, in a single statement. */
export async function listSchools(
  db: Reader,
  filter: SchoolListFilter | null,
  codes: readonly string[] | null,
  page: PageRequest,
): Promise<{ rows: SchoolRow[]; totalCount: number }> {
  const [sortKey = null, code = null] = afterTexts(page, 2) ?? [];
  const { rows } = await sql<SchoolRow & { totalCount: number }>`
    with listed as (
      select ${columns} from schools.school s join schools.ward w on w.code = s.ward where ${conditions(filter ?? {}, codes)}
    ), total as (select count(*)::int as "totalCount" from listed)
    select listed.*, total."totalCount" from total left join lateral (
      select * from listed
       where ${sortKey}::text is null or ("sortKey", code) > (${sortKey}::text, ${code}::text)
       order by "sortKey", code limit ${page.first + 1}
    ) listed on true`.execute(db);
  return { rows: rows.filter((row) => row.code !== null), totalCount: rows[0]?.totalCount ?? 0 };
}

function conditions(filter: SchoolListFilter, codes: readonly string[] | null): RawBuilder<unknown> {
  const parts = [sql`true`];
  if (filter.search != null && filter.search.trim() !== '') {
    parts.push(sql`position(${foldForSearch(filter.search)} in s.search_key) > 0`);
  }
  if (filter.ward != null) parts.push(sql`s.ward = any(${[...filter.ward]})`);
  if (filter.kind != null) parts.push(sql`s.kind = any(${[...filter.kind]})`);
  if (filter.status != null) parts.push(sql`s.status = any(${[...filter.status]})`);
  if (codes !== null) parts.push(sql`s.code = any(${[...codes]})`);
  return sql.join(parts, sql` and `);
}
