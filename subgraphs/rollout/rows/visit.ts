import { sql, type RawBuilder } from 'kysely';

import type { DifficultySeverity, VisitState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import type { PageRequest } from '../../../shared/subgraph/connection.js';
import { readPage, type Paged } from './page.js';

export interface VisitRow {
  id: string;
  school: string;
  inspector: string;
  plannedOn: string;
  doneOn: string | null;
  state: VisitState;
  purpose: string | null;
  report: string | null;
  cancelReason: string | null;
}

const columns = sql`id::text as id, school, inspector, planned_on::text as "plannedOn", done_on::text as "doneOn", state, purpose, report,
  cancel_reason as "cancelReason"`;

export async function readVisits(db: Reader, ids: readonly string[]): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select ${columns} from rollout.visit where id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}

/** The visits to the schools, the latest first. */
export async function readSchoolVisits(db: Reader, schools: readonly string[]): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select ${columns} from rollout.visit where school = any(${[...schools]})
     order by coalesce(done_on, planned_on) desc, id`.execute(db);
  return rows;
}

export interface VisitListFilter {
  state?: readonly VisitState[] | null | undefined;
  school?: string | null | undefined;
  inspector?: string | null | undefined;
  /** Planned days, both included. */
  from?: string | null | undefined;
  to?: string | null | undefined;
  codes: readonly string[] | null;
}

/** A page of visits in the order of their planned days. */
export async function listVisits(
  db: Reader,
  filter: VisitListFilter,
  page: PageRequest,
): Promise<Paged<VisitRow>> {
  const { state, school, inspector, from, to, codes } = filter;
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (state != null) parts.push(sql`state = any(${[...state]})`);
  if (school != null) parts.push(sql`school = ${school}`);
  if (inspector != null) parts.push(sql`inspector = ${inspector}`);
  if (from != null) parts.push(sql`planned_on >= ${from}::date`);
  if (to != null) parts.push(sql`planned_on <= ${to}::date`);
  if (codes !== null) parts.push(sql`school = any(${[...codes]})`);
  const list = sql`select ${columns}, planned_on::text as sort from rollout.visit where ${sql.join(parts, sql` and `)}`;
  return readPage(db, { from: list, sort: 'text', direction: 'asc', page });
}

export interface FindingRow {
  id: string;
  visit: string;
  text: string;
  severity: DifficultySeverity;
  becomes: 'ITEM' | 'DIFFICULTY' | 'NOTE';
  item: string | null;
  difficulty: string | null;
}

export async function readFindings(db: Reader, visits: readonly string[]): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select id::text as id, visit::text as visit, text, severity, becomes, item, difficulty::text as difficulty
      from rollout.visit_finding where visit = any(${[...visits]}::uuid[]) order by visit, place`.execute(db);
  return rows;
}

export interface VisitPlanRow {
  school: string;
  lastDoneOn: string | null;
  plannedOn: string | null;
}

/** The schools that the plan concerns, by name, with when they were visited last and when the next visit is planned. */
export async function listVisitPlan(
  db: Reader,
  query: { unvisited: boolean; since: string; codes: readonly string[] | null },
  page: PageRequest,
): Promise<Paged<VisitPlanRow>> {
  const bound = query.codes === null ? sql`true` : sql`known.school = any(${[...query.codes]})`;
  const list = sql`
    select known.school, known.school as id, known.sort_key as sort, done.on as "lastDoneOn", planned.on as "plannedOn"
      from rollout.compliance known
      left join lateral (select max(done_on)::text as on from rollout.visit v
        where v.school = known.school and v.state in ('DONE', 'REPORTED') and v.done_on >= ${query.since}::date) done on true
      left join lateral (select min(planned_on)::text as on from rollout.visit v
        where v.school = known.school and v.state = 'PLANNED') planned on true
     where known.status <> 'EXCLUDED' and ${bound} and ${query.unvisited ? sql`done.on is null` : sql`true`}`;
  return readPage(db, { from: list, sort: 'text', direction: 'asc', page });
}

/** How many of the schools that the plan concerns have been visited since the day. */
export async function countVisited(
  db: Reader,
  query: { since: string; codes: readonly string[] | null },
): Promise<{ visited: number; total: number }> {
  const bound = query.codes === null ? sql`true` : sql`known.school = any(${[...query.codes]})`;
  const { rows } = await sql<{ visited: number; total: number }>`
    select count(*)::int as total, count(*) filter (where exists (select 1 from rollout.visit v
        where v.school = known.school and v.state in ('DONE', 'REPORTED') and v.done_on >= ${query.since}::date))::int as visited
      from rollout.compliance known where known.status <> 'EXCLUDED' and ${bound}`.execute(db);
  return rows[0] ?? { visited: 0, total: 0 };
}
