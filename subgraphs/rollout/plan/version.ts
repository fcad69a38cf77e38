import { sql } from 'kysely';

import { NotFound } from '../../../shared/errors.js';
import type { Reader } from '../../../shared/session.js';
import { compilePlan, type ActivePlan } from './active.js';
import type { KeptChecklist, PlanDocument } from './document.js';

export interface PlanVersionRow {
  plan: string;
  version: string;
  title: string;
  schoolYear: string;
  loadedAt: string;
  isActive: boolean;
}

/** Every version of every plan that was ever loaded, the first one first. */
export async function readPlanVersions(db: Reader): Promise<PlanVersionRow[]> {
  const { rows } = await sql<PlanVersionRow>`
    select v.plan, v.version, v.document ->> 'title' as title, v.document ->> 'schoolYear' as "schoolYear",
           v.loaded_at as "loadedAt", coalesce(p.is_active and p.version = v.version, false) as "isActive"
      from rollout.plan_version v left join rollout.plan p on p.id = v.plan order by v.loaded_at, v.plan, v.version`.execute(
    db,
  );
  return rows;
}

/** The plan of that version, as it was loaded; NOT_FOUND where none was. */
export async function requirePlanVersion(db: Reader, version: string): Promise<ActivePlan> {
  const { rows } = await sql<{ document: PlanDocument; checklist: KeptChecklist }>`
    select document, checklist from rollout.plan_version where version = ${version} limit 1`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new NotFound({ what: 'version of a plan', id: version });
  return compilePlan(row.document, row.checklist, version);
}

/** The plan that is overseen, as it is kept; null before one is loaded. */
export async function readKeptPlan(db: Reader): Promise<KeptPlan | null> {
  const { rows } = await sql<KeptPlan>`
    select id, version, document, checklist from rollout.plan where is_active`.execute(db);
  return rows[0] ?? null;
}

/** Makes that version of the plan the one that is overseen, and keeps it among all that ever were. */
export async function putActivePlan(db: Reader, kept: KeptVersion): Promise<void> {
  const { id, version, document, checklist, loadedAt } = kept;
  await sql`update rollout.plan set is_active = false where is_active and id <> ${id}`.execute(db);
  await sql`
    insert into rollout.plan (id, title, school_year, version, is_active, document, checklist, loaded_at)
    values (${id}, ${document.title}, ${document.schoolYear}, ${version}, true, ${JSON.stringify(document)}::jsonb,
            ${JSON.stringify(checklist)}::jsonb, ${loadedAt.toISOString()}::timestamptz)
    on conflict (id) do update set title = excluded.title, school_year = excluded.school_year, version = excluded.version,
      is_active = true, document = excluded.document, checklist = excluded.checklist, loaded_at = excluded.loaded_at`.execute(
    db,
  );
  await keepPlanVersion(db, kept);
}

/** Keeps a version for as long as the hub lives, so that what was scored under it can be scored again. */
async function keepPlanVersion(
  db: Reader,
  { id, version, document, checklist, loadedBy, loadedAt }: KeptVersion,
): Promise<void> {
  await sql`
    insert into rollout.plan_version (plan, version, document, checklist, loaded_by, loaded_at)
    values (${id}, ${version}, ${JSON.stringify(document)}::jsonb, ${JSON.stringify(checklist)}::jsonb, ${loadedBy},
            ${loadedAt.toISOString()}::timestamptz) on conflict do nothing`.execute(db);
}

export interface KeptPlan {
  id: string;
  version: string;
  document: PlanDocument;
  checklist: KeptChecklist;
}

interface KeptVersion extends KeptPlan {
  loadedBy: string;
  loadedAt: Date;
}
