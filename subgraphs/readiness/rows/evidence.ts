import { sql } from 'kysely';

import type { EvidenceKind } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export type EvidenceState = 'PENDING' | 'STORED';

/** A file, or the announcement of one; times are ISO texts as the database writes them. */
export interface EvidenceRow {
  id: string;
  school: string;
  kind: EvidenceKind;
  reference: string;
  fileName: string;
  declaredSize: number;
  note: string | null;
  state: EvidenceState;
  version: number | null;
  mime: string | null;
  size: number | null;
  sha256: string | null;
  uploadedBy: string;
  uploadedByRole: string;
  createdAt: string;
  expiresAt: string;
  storedAt: string | null;
}

export interface NewEvidence {
  id: string;
  school: string;
  kind: EvidenceKind;
  reference: string;
  fileName: string;
  declaredSize: number;
  note: string | null;
  uploadedBy: string;
  uploadedByRole: string;
  createdAt: Date;
  expiresAt: Date;
  tokenHash: string;
}

/** What a stored file turned out to be. */
export interface StoredFile {
  mime: string;
  size: number;
  sha256: string;
}

const columns = sql`id, school, kind, reference, file_name as "fileName", declared_size as "declaredSize", note, state, version, mime,
  size, sha256, uploaded_by as "uploadedBy", uploaded_by_role as "uploadedByRole", created_at as "createdAt", expires_at as "expiresAt",
  stored_at as "storedAt"`;

/** The schools' stored files, the newest version of each thing first. */
export async function readEvidence(db: Reader, schools: readonly string[]): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select ${columns} from readiness.evidence
     where school = any(${[...schools]}) and state = 'STORED' order by school, kind, reference, version desc`.execute(
    db,
  );
  return rows;
}

/** One stored file; null where there is none of that id. */
export async function readStored(db: Reader, id: string): Promise<EvidenceRow | null> {
  const { rows } = await sql<EvidenceRow>`
    select ${columns} from readiness.evidence where id = ${id} and state = 'STORED'`.execute(db);
  return rows[0] ?? null;
}

/** Files stored for the thing, and uploads announced at its school that may still begin at `now`. */
export async function countEvidence(
  db: Reader,
  thing: { school: string; kind: EvidenceKind; reference: string },
  now: Date,
): Promise<{ stored: number; pending: number }> {
  const { rows } = await sql<{ stored: number; pending: number }>`
    select count(*) filter (where state = 'STORED' and kind = ${thing.kind} and reference = ${thing.reference})::int as stored,
           count(*) filter (where state = 'PENDING' and expires_at > ${now})::int as pending
      from readiness.evidence where school = ${thing.school}`.execute(db);
  return rows[0] ?? { stored: 0, pending: 0 };
}

export async function insertPending(db: Reader, row: NewEvidence): Promise<EvidenceRow> {
  const { rows } = await sql<EvidenceRow>`
    insert into readiness.evidence (id, school, kind, reference, file_name, declared_size, note, state, uploaded_by, uploaded_by_role,
      created_at, expires_at, token_hash)
    values (${row.id}, ${row.school}, ${row.kind}, ${row.reference}, ${row.fileName}, ${row.declaredSize}, ${row.note}, 'PENDING',
      ${row.uploadedBy}, ${row.uploadedByRole}, ${row.createdAt}, ${row.expiresAt}, ${row.tokenHash})
    returning ${columns}`.execute(db);
  return rows[0] as EvidenceRow;
}

/** Spends the token: of two that come with it at once, one gets the announcement. Null where it is wrong, spent or too late. */
export async function claimPending(
  db: Reader,
  { id, tokenHash, now }: { id: string; tokenHash: string; now: Date },
): Promise<EvidenceRow | null> {
  const { rows } = await sql<EvidenceRow>`
    update readiness.evidence set token_used_at = ${now}
     where id = ${id} and token_hash = ${tokenHash} and state = 'PENDING' and token_used_at is null and expires_at > ${now}
    returning ${columns}`.execute(db);
  return rows[0] ?? null;
}

/** Gives the token back that `claimPending` spent, for an upload that left nothing behind. */
export async function releasePending(db: Reader, id: string): Promise<void> {
  await sql`update readiness.evidence set token_used_at = null where id = ${id} and state = 'PENDING'`.execute(
    db,
  );
}

/** Makes the announcement a stored file with the next version of its thing, whose school is locked; null where it was swept. */
export async function storePending(
  db: Reader,
  id: string,
  file: StoredFile,
  now: Date,
): Promise<EvidenceRow | null> {
  const { rows } = await sql<EvidenceRow>`
    update readiness.evidence as e set state = 'STORED', mime = ${file.mime}, size = ${file.size}, sha256 = ${file.sha256}, stored_at = ${now},
           version = 1 + (select coalesce(max(other.version), 0) from readiness.evidence other
                           where other.school = e.school and other.kind = e.kind and other.reference = e.reference)
     where id = ${id} and state = 'PENDING' returning ${columns}`.execute(db);
  return rows[0] ?? null;
}

/** Removes announcements that ended before `before` without a file; gives their ids. */
export async function deleteExpired(db: Reader, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from readiness.evidence where state = 'PENDING' and expires_at < ${before} returning id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** By what download links are signed; null before the first file was stored. */
export async function readEvidenceSecret(db: Reader): Promise<string | null> {
  const { rows } = await sql<{
    secret: string;
  }>`select secret from readiness.evidence_key where id = 1`.execute(db);
  return rows[0]?.secret ?? null;
}

/** Keeps `secret` where none is kept yet. */
export async function putEvidenceSecret(db: Reader, secret: string, now: Date): Promise<void> {
  await sql`
    insert into readiness.evidence_key (id, secret, made_at) values (1, ${secret}, ${now}) on conflict (id) do nothing`.execute(
    db,
  );
}

/** Whether the school has the thing that a file is said to show; items are the template's to know. */
export async function isKnownReference(
  db: Reader,
  { school, kind, reference }: { school: string; kind: Exclude<EvidenceKind, 'ITEM'>; reference: string },
): Promise<boolean> {
  const found = {
    CERTIFICATE: sql`select 1 from readiness.certificate where school = ${school} and id::text = ${reference}`,
    WORKING_GROUP: sql`select 1 from readiness.working_group where school = ${school} and school = ${reference}`,
    COMMUNICATION: sql`select 1 from readiness.communication where school = ${school} and id::text = ${reference}`,
  }[kind];
  return (await found.execute(db)).rows.length > 0;
}
