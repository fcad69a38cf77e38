import { sql, type RawBuilder } from 'kysely';

import type { DocumentKind } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export type DocumentState = 'IN_FORCE' | 'WITHDRAWN' | 'SUPERSEDED';

export interface DocumentRow {
  id: string;
  kind: DocumentKind;
  number: string | null;
  title: string;
  issuer: string;
  issuedOn: string;
  clauses: string[];
  publishedAt: string;
  dateAsPrinted: string | null;
  parent: string | null;
  state: DocumentState;
  endedAt: string | null;
  endReason: string | null;
  supersededBy: string | null;
}

const columns = sql`id::text as id, kind, number, title, issuer, issued_on::text as "issuedOn", clauses, published_at as "publishedAt",
  date_as_printed as "dateAsPrinted", parent::text as parent, state, ended_at as "endedAt", end_reason as "endReason",
  superseded_by::text as "supersededBy"`;

/** The published documents, the newest first; `ids` null gives all. */
export async function readDocuments(db: Reader, ids: readonly string[] | null): Promise<DocumentRow[]> {
  const wanted = ids === null ? sql`true` : sql`id = any(${[...ids]}::uuid[])`;
  const { rows } = await sql<DocumentRow>`
    select ${columns}
      from rollout.document where ${wanted} order by published_at desc, id`.execute(db);
  return rows;
}

/** The documents in force that some of the schools have not acknowledged, the newest first; `codes` bounds the schools, null does not. */
export async function readAwaited(db: Reader, codes: readonly string[] | null): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select ${columns} from rollout.document d where state = 'IN_FORCE' and exists (
      select 1 from rollout.compliance known where known.status <> 'EXCLUDED' and ${isCounted(codes)} and not exists (
        select 1 from rollout.acknowledgement r where r.document = d.id and r.school = known.school))
     order by published_at desc, id`.execute(db);
  return rows;
}

export interface ReceiptsRow {
  document: string;
  acknowledged: number;
  total: number;
}

/** How many of the schools that the plan concerns have acknowledged the documents; `codes` bounds the schools, null does not. */
export async function readReceipts(
  db: Reader,
  documents: readonly string[],
  codes: readonly string[] | null,
): Promise<ReceiptsRow[]> {
  const { rows } = await sql<ReceiptsRow>`
    select wish.id as document, count(known.school)::int as total, count(receipt.school)::int as acknowledged
      from unnest(${[...documents]}::text[]) wish(id)
      left join rollout.compliance known on known.status <> 'EXCLUDED' and ${isCounted(codes)}
      left join rollout.acknowledgement receipt on receipt.document = wish.id::uuid and receipt.school = known.school
     group by wish.id`.execute(db);
  return rows;
}

export interface UnacknowledgedRow {
  document: string;
  school: string;
}

/** The schools that the plan concerns and that have not acknowledged the documents, by name. */
export async function readUnacknowledged(
  db: Reader,
  documents: readonly string[],
  codes: readonly string[] | null,
): Promise<UnacknowledgedRow[]> {
  const { rows } = await sql<UnacknowledgedRow>`
    select wish.id as document, known.school from unnest(${[...documents]}::text[]) wish(id), rollout.compliance known
     where known.status <> 'EXCLUDED' and ${isCounted(codes)} and not exists (
       select 1 from rollout.acknowledgement r where r.document = wish.id::uuid and r.school = known.school)
     order by wish.id, known.sort_key, known.school`.execute(db);
  return rows;
}

function isCounted(codes: readonly string[] | null): RawBuilder<unknown> {
  return codes === null ? sql`true` : sql`known.school = any(${[...codes]})`;
}

export interface AcknowledgementRow {
  document: string;
  school: string;
  acknowledgedAt: string;
}

/** Who has acknowledged the documents, in the order of doing so. */
export async function readAcknowledgements(
  db: Reader,
  documents: readonly string[],
): Promise<AcknowledgementRow[]> {
  const { rows } = await sql<AcknowledgementRow>`
    select document, school, acknowledged_at as "acknowledgedAt" from rollout.acknowledgement
     where document = any(${[...documents]}::uuid[]) order by document, acknowledged_at, school`.execute(db);
  return rows;
}
