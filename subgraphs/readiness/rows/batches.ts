import { sql } from 'kysely';

import type { Reader } from '../../../shared/session.js';
import { signatureItems, type Signers } from '../template.js';

/** People of one group whose signatures run for the same time; times are ISO texts as the database writes them. */
export interface BatchRow {
  id: string;
  school: string;
  signers: Signers;
  count: number;
  issuer: string;
  validFrom: string;
  validTo: string;
  declaredBy: string;
  declaredAt: string;
}

export type NewBatch = Omit<BatchRow, 'validFrom' | 'validTo' | 'declaredAt'> & {
  validFrom: Date;
  validTo: Date;
  declaredAt: Date;
};

const columns = sql`id, school, signers, count, issuer, valid_from as "validFrom", valid_to as "validTo",
  declared_by as "declaredBy", declared_at as "declaredAt"`;

/** The schools' batches that stand, those that end first before the others. */
export async function readBatches(db: Reader, schools: readonly string[]): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select ${columns} from readiness.signature_batch
     where school = any(${[...schools]}) and superseded_at is null order by school, signers, valid_to, valid_from, id`.execute(
    db,
  );
  return rows;
}

export async function insertBatches(db: Reader, batches: readonly NewBatch[]): Promise<void> {
  if (batches.length === 0) return;
  const values = batches.map(
    (row) =>
      sql`(${row.id}, ${row.school}, ${row.signers}, ${row.count}, ${row.issuer}, ${row.validFrom}, ${row.validTo}, ${row.declaredBy}, ${row.declaredAt})`,
  );
  await sql`
    insert into readiness.signature_batch (id, school, signers, count, issuer, valid_from, valid_to, declared_by, declared_at)
    values ${sql.join(values)}`.execute(db);
}

/** From `at` on the group's batches no longer stand; they stay as history. */
export async function supersedeBatches(
  db: Reader,
  school: string,
  signers: Signers,
  at: Date,
): Promise<void> {
  await sql`
    update readiness.signature_batch set superseded_at = ${at}
     where school = ${school} and signers = ${signers} and superseded_at is null`.execute(db);
}

export interface Drift {
  school: string;
  signers: Signers;
  /** People whose signatures are valid at the instant asked about. */
  valid: number;
}

/** Groups whose item says another number than the batches that stand give at `now`; all schools, or one. */
export async function readDrift(db: Reader, now: Date, school: string | null = null): Promise<Drift[]> {
  const bound = school === null ? sql`true` : sql`b.school = ${school}`;
  const instant = now.toISOString();
  const valid = sql`coalesce(sum(b.count) filter (where b.valid_from <= ${instant}::timestamptz and b.valid_to > ${instant}::timestamptz), 0)`;
  const { rows } = await sql<Drift>`
    select b.school, b.signers, ${valid}::int as valid
      from readiness.signature_batch b
      join readiness.checklist_response r on r.school = b.school
       and r.item = case b.signers when 'MANAGERS' then ${signatureItems.MANAGERS}::text else ${signatureItems.TEACHERS}::text end
     where b.superseded_at is null and r.state <> 'NOT_APPLICABLE' and r.value->>'kind' = 'RATIO' and ${bound}
     group by b.school, b.signers, r.value
    having ${valid} <> (r.value->>'numerator')::int
     order by b.school, b.signers`.execute(db);
  return rows;
}
