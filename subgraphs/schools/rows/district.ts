import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { District, Organisation, Ward } from '../types/district.js';

/** Each district with its office, the offices above it and its wards, in one statement; the one that is overseen where no codes are given. */
export async function readDistricts(db: Reader, codes: readonly string[] | null): Promise<District[]> {
  const { rows } = await sql<Omit<District, 'organisations'> & { organisations: Organisation[] }>`
    with recursive chosen as (
      select code, name, unit from schools.district where (${codes === null}::boolean and is_overseen) or code = any(${[...(codes ?? [])]})
    ), above as (
      select c.code as district, o.code, o.name, o.name_en, o.level, o.parent, 0 as height
        from chosen c join schools.organisation o on o.code = c.unit
      union all
      select a.district, o.code, o.name, o.name_en, o.level, o.parent, a.height + 1
        from above a join schools.organisation o on o.code = a.parent where a.height < 20
    )
    select c.code, c.name,
           coalesce((select jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name, 'nameEn', a.name_en, 'level', a.level,
                                                          'parent', a.parent) order by a.height desc)
                       from above a where a.district = c.code), '[]') as organisations,
           coalesce((select jsonb_agg(jsonb_build_object('code', w.code, 'name', w.name) order by w.code)
                       from schools.ward w where w.organisation = c.unit), '[]') as wards
      from chosen c order by c.code`.execute(db);
  return rows.map((row) => ({ ...row, unit: row.organisations.at(-1) ?? null }));
}

export async function readWards(db: Reader, codes: readonly string[]): Promise<Ward[]> {
  const { rows } =
    await sql<Ward>`select code, name from schools.ward where code = any(${[...codes]})`.execute(db);
  return rows;
}
