import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import type { Template } from '../template.js';

/** That version of the questionnaire that was loaded last; null where it was never loaded. */
export async function readTemplateVersion(db: Reader, version: number): Promise<Template | null> {
  const { rows } = await sql<{ document: Template }>`
    select t.document from readiness.checklist_template t
     where t.id = (select id from readiness.checklist_template order by loaded_at desc, id limit 1) and t.version = ${version}`.execute(
    db,
  );
  return rows[0]?.document ?? null;
}

/** The template in force: of the questionnaire that was loaded last, the highest version; null before any was loaded. */
export async function readCurrentTemplate(db: Reader): Promise<Template | null> {
  const { rows } = await sql<{ document: Template }>`
    select t.document from readiness.checklist_template t
     where t.id = (select id from readiness.checklist_template order by loaded_at desc, id limit 1)
     order by t.version desc limit 1`.execute(db);
  return rows[0]?.document ?? null;
}

/** A published version as it stands; null where it was never loaded. */
export async function readTemplate(db: Reader, id: string, version: number): Promise<Template | null> {
  const { rows } = await sql<{ document: Template }>`
    select document from readiness.checklist_template where id = ${id} and version = ${version}`.execute(db);
  return rows[0]?.document ?? null;
}

/** The highest version that was ever published of the questionnaire; 0 where none was. */
export async function lastVersion(db: Reader, id: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0)::int as version from readiness.checklist_template where id = ${id}`.execute(
    db,
  );
  return rows[0]?.version ?? 0;
}

/** After every one that was loaded before, whatever the clocks said: the one loaded last is in force. */
const loadedAfterAll = (at: Date) =>
  sql`greatest(${at.toISOString()}::timestamptz, (select max(loaded_at) + interval '1 millisecond' from readiness.checklist_template))`;

export async function insertTemplate(db: Reader, template: Template, loadedAt: Date): Promise<void> {
  await sql`
    insert into readiness.checklist_template (id, version, published_on, loaded_at, document)
    values (${template.id}, ${template.version}, ${template.publishedOn}, ${loadedAfterAll(loadedAt)}, ${JSON.stringify(template)}::jsonb)`.execute(
    db,
  );
}

/** Puts a questionnaire that was published before in force again. */
export async function putInForce(db: Reader, id: string, at: Date): Promise<void> {
  await sql`
    update readiness.checklist_template set loaded_at = ${loadedAfterAll(at)}
     where id = ${id} and version = (select max(version) from readiness.checklist_template where id = ${id})`.execute(
    db,
  );
}

/** What the office works on; `basedOn` is the version in force when it was begun. */
export interface DraftRow {
  id: string;
  revision: number;
  document: Template & { basedOn: number };
  editedBy: string;
  editedAt: string;
}

const draftColumns = sql`id, revision, document, edited_by as "editedBy", edited_at as "editedAt"`;

export async function readDraft(db: Reader, id: string): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`
    select ${draftColumns} from readiness.template_draft where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The draft, locked until the transaction ends; null where there is none. */
export async function lockDraft(db: Reader, id: string): Promise<DraftRow | null> {
  // Also where there is none yet: of two who begin a draft at once, the second finds the first one's.
  await sql`select pg_advisory_xact_lock(hashtextextended('readiness:template:' || ${id}, 0))`.execute(db);
  return readDraft(db, id);
}

export async function putDraft(
  db: Reader,
  draft: Omit<DraftRow, 'editedAt'> & { editedAt: Date },
): Promise<DraftRow> {
  const { rows } = await sql<DraftRow>`
    insert into readiness.template_draft (id, revision, document, edited_by, edited_at)
    values (${draft.id}, ${draft.revision}, ${JSON.stringify(draft.document)}::jsonb, ${draft.editedBy}, ${draft.editedAt})
    on conflict (id) do update set revision = excluded.revision, document = excluded.document, edited_by = excluded.edited_by,
      edited_at = excluded.edited_at
    returning ${draftColumns}`.execute(db);
  return rows[0] as DraftRow;
}

export async function deleteDraft(db: Reader, id: string): Promise<void> {
  await sql`delete from readiness.template_draft where id = ${id}`.execute(db);
}
