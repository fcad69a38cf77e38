import { sql, type RawBuilder } from 'kysely';

import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import type { StoredLine } from '../stored.js';

/** A school that may be reminded, with its rules in force that are not met. */
export interface RemindableRow {
  school: string;
  status: ComplianceStatus;
  lines: StoredLine[];
}

export interface RemindableFilter {
  status?: readonly ComplianceStatus[] | null | undefined;
  /** Only schools that have not met this rule, and of those only this rule. */
  rule?: string | null | undefined;
  ward?: readonly string[] | null | undefined;
  school?: readonly string[] | null | undefined;
}

/** The schools that the plan concerns and that lack something, by name. */
export async function readRemindable(db: Reader, filter: RemindableFilter): Promise<RemindableRow[]> {
  const { status, rule, ward, school } = filter;
  const parts: RawBuilder<unknown>[] = [sql`status <> 'EXCLUDED'`];
  if (status != null) parts.push(sql`status = any(${[...status]})`);
  if (ward != null) parts.push(sql`ward = any(${[...ward]})`);
  if (school != null) parts.push(sql`school = any(${[...school]})`);
  const asked = rule == null ? sql`true` : sql`line ->> 'rule' = ${rule}`;
  const { rows } = await sql<RemindableRow>`
    select known.school, known.status, unmet.lines from rollout.compliance known cross join lateral (
      select jsonb_agg(line order by line ->> 'due', line ->> 'rule') as lines
        from jsonb_array_elements(result -> 'lines') line
       where (line ->> 'inForce')::boolean and line ->> 'state' in ('UNMET', 'UNKNOWN') and ${asked}) unmet
     where ${sql.join(parts, sql` and `)} and unmet.lines is not null order by sort_key, school`.execute(db);
  return rows;
}

/** The names of the schools as the register last told them. */
export async function readSchoolNames(
  db: Reader,
  schools: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ school: string; name: string }>`
    select wish.school, told.name from unnest(${[...schools]}::text[]) wish(school) cross join lateral (
      select data ->> 'name' as name from events.history
       where school = wish.school and type = 'schools.schoolRegistered' order by id desc limit 1) told`.execute(
    db,
  );
  return new Map(rows.map(({ school, name }) => [school, name]));
}

/** Whom the office reminded on that day, as `<role> <school>`. */
export async function readRemindedOn(db: Reader, day: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ who: string }>`
    select role || ' ' || school as who from rollout.notification where kind = 'REMINDER' and occasion = ${day}`.execute(
    db,
  );
  return new Set(rows.map(({ who }) => who));
}
