import { Client } from 'pg';

/** Each register code that the plan's twelve synthetic schools do not use. */
const FIRST_CODE = 90_000_000;

/**
 * Fills register and compliance up to `schools` of each, every one a copy of one of those that are there with a code, name, ward, score
 * and delay of its own: what the page's lists cost depends on how many rows there are, not on how they came. Written past the events,
 * so only for a database that is thrown away.
 */
export async function multiplySchools(url: string, schools: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(registerCopies, [schools, FIRST_CODE]);
    await client.query(complianceCopies, [FIRST_CODE]);
    await client.query('analyze schools.school');
    await client.query('analyze rollout.compliance');
  } finally {
    await client.end();
  }
}

const registerCopies = `
  with model as (select row_number() over (order by code) as place, count(*) over () as size, school.* from schools.school)
  insert into schools.school
    (code, name, search_key, sort_key, kind, ownership, ward, status, has_primary, is_synthetic)
  select ($2::int + n)::text, name || ' ' || n, search_key || ' ' || n || ' ' || ($2::int + n), sort_key || ' ' || lpad(n::text, 6, '0'),
         kind, ownership, ward, status, has_primary, true
    from generate_series(1, $1::int - (select count(*)::int from schools.school)) as n
    join model on place = n % size + 1`;

const complianceCopies = `
  with model as (select row_number() over (order by school) as place, count(*) over () as size, compliance.* from rollout.compliance)
  insert into rollout.compliance
    (school, sort_key, search_key, ward, is_synthetic, status, score_numerator, score_denominator, ready_declared, ready_verified,
     late_since, unmet, result, valid_from, evaluated_at, next_transition)
  select s.code, s.sort_key, s.search_key, s.ward, true, m.status,
         case when m.score_denominator = 0 then 0 else (hashtext(s.code) & 1023) * m.score_denominator / 1024 end,
         m.score_denominator, m.ready_declared, m.ready_verified,
         m.late_since - (hashtext(s.code) & 15) * interval '1 day', m.unmet, m.result, m.valid_from, m.evaluated_at, null
    from schools.school s
    join model m on m.place = (s.code::int - $1::int) % m.size + 1
   where s.code::int > $1::int`;
