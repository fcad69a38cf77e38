import { sql } from 'kysely';

import type { CertificateState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export type CertificateKind = 'USB_TOKEN' | 'REMOTE_SIGNING';

/** An organisation certificate; times are ISO texts as the database writes them. */
export interface CertificateRow {
  id: string;
  school: string;
  serial: string;
  issuer: string;
  kind: CertificateKind;
  validFrom: string;
  validTo: string;
  state: CertificateState;
  reason: string | null;
  declaredBy: string;
  declaredAt: string;
  decidedBy: string | null;
  version: number;
  updatedAt: string;
}

export interface NewCertificate {
  id: string;
  school: string;
  serial: string;
  issuer: string;
  kind: CertificateKind;
  validFrom: Date;
  validTo: Date;
  declaredBy: string;
  declaredAt: Date;
}

export const certificateColumns = sql`id, school, serial, issuer, kind, valid_from as "validFrom", valid_to as "validTo", state, reason,
  declared_by as "declaredBy", declared_at as "declaredAt", decided_by as "decidedBy", version, updated_at as "updatedAt"`;

/** All certificates of the schools, the newest declaration first. */
export async function readCertificates(db: Reader, schools: readonly string[]): Promise<CertificateRow[]> {
  const { rows } = await sql<CertificateRow>`
    select ${certificateColumns} from readiness.certificate
     where school = any(${[...schools]}) order by school, declared_at desc, id`.execute(db);
  return rows;
}

/** Whose certificate it is; null where there is none. */
export async function readSchoolOf(db: Reader, id: string): Promise<string | null> {
  const { rows } = await sql<{
    school: string;
  }>`select school from readiness.certificate where id = ${id}`.execute(db);
  return rows[0]?.school ?? null;
}

/** The certificate, locked until the transaction ends; null where there is none. */
export async function lockCertificate(db: Reader, id: string): Promise<CertificateRow | null> {
  const { rows } = await sql<CertificateRow>`
    select ${certificateColumns} from readiness.certificate where id = ${id} for update`.execute(db);
  return rows[0] ?? null;
}

/** The certificate that is approved at the school, whatever its dates; null where none is. */
export async function lockApproved(db: Reader, school: string): Promise<CertificateRow | null> {
  const { rows } = await sql<CertificateRow>`
    select ${certificateColumns} from readiness.certificate where school = ${school} and state = 'APPROVED' for update`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Schools with an approved certificate whose validity ended before `at`. */
export async function readSchoolsOfExpired(db: Reader, at: Date): Promise<string[]> {
  const { rows } = await sql<{ school: string }>`
    select school from readiness.certificate where state = 'APPROVED' and valid_to <= ${at} order by school`.execute(
    db,
  );
  return rows.map(({ school }) => school);
}

/** Writes a declaration; null where another one that was not rejected has the same serial of the same issuer. */
export async function insertCertificate(db: Reader, row: NewCertificate): Promise<CertificateRow | null> {
  const { rows } = await sql<CertificateRow>`
    insert into readiness.certificate (id, school, serial, issuer, kind, valid_from, valid_to, state, declared_by, declared_at, version, updated_at)
    values (${row.id}, ${row.school}, ${row.serial}, ${row.issuer}, ${row.kind}, ${row.validFrom}, ${row.validTo}, 'DECLARED',
      ${row.declaredBy}, ${row.declaredAt}, 1, ${row.declaredAt})
    on conflict (issuer, serial) where state <> 'REJECTED' do nothing
    returning ${certificateColumns}`.execute(db);
  return rows[0] ?? null;
}

export async function moveCertificate(
  db: Reader,
  id: string,
  next: { state: CertificateState; reason: string | null; decidedBy: string | null; at: Date },
): Promise<CertificateRow> {
  const { rows } = await sql<CertificateRow>`
    update readiness.certificate set state = ${next.state}, reason = ${next.reason},
           decided_by = coalesce(${next.decidedBy}, decided_by), version = version + 1, updated_at = ${next.at}
     where id = ${id} returning ${certificateColumns}`.execute(db);
  return rows[0] as CertificateRow;
}
