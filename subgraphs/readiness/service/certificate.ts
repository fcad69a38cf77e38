import { randomUUID } from 'node:crypto';

import { isoWithOffset } from '../../../shared/calendar.js';
import { BadUserInput, NotFound } from '../../../shared/errors.js';
import type { CertificateState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { isOwnDeclaration, mayApprove, mayDeclare, mayDeclareAnywhere } from '../policy.js';
import {
  insertCertificate,
  lockApproved,
  lockCertificate,
  moveCertificate,
  readSchoolOf,
  readSchoolsOfExpired,
  type CertificateKind,
  type CertificateRow,
} from '../rows/certificate.js';
import { lockSchools } from '../rows/register.js';
import { requireWords } from '../words.js';
import { requireCertificateMove } from '../workflow.js';
import { requireMay, write, writeSchools, type Transaction } from './transaction.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface DeclareCertificate {
  school: string;
  serial: string;
  issuer: string;
  kind: CertificateKind;
  validFrom: Date;
  validTo: Date;
}

/**
 * Declares the school's organisation certificate (the stamp, II.3-3): its number and dates, never a key. A serial that stands already
 * under its issuer is refused with BAD_USER_INPUT naming `serial`; a rejected declaration does not count.
 */
export async function declareCertificate(
  session: Session,
  input: DeclareCertificate,
): Promise<CertificateRow> {
  const { school, kind, validFrom, validTo } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'declare a certificate', school);
  const issuer = requireWords(input.issuer, 'issuer', 100);
  const serial = requireWords(input.serial, 'serial', 64).toUpperCase();
  if (!/^[0-9A-Z][0-9A-Z:._-]*$/.test(serial)) {
    throw new BadUserInput({
      field: 'serial',
      expected: 'letters, digits and : . _ - as the certificate shows it',
      got: serial,
    });
  }
  if (validTo <= validFrom) {
    throw new BadUserInput({
      field: 'validTo',
      expected: `an instant after validFrom, ${isoWithOffset(validFrom)}`,
      got: isoWithOffset(validTo),
    });
  }
  return writeSchools(session, [school], async (transaction) => {
    const { db, now, actor } = transaction;
    const certificate = await insertCertificate(db, {
      id: randomUUID(),
      school,
      serial,
      issuer,
      kind,
      validFrom,
      validTo,
      declaredBy: actor.subject,
      declaredAt: now,
    });
    if (certificate === null) {
      throw new BadUserInput({
        field: 'serial',
        expected: `a certificate of ${issuer} that is not declared yet`,
        got: serial,
      });
    }
    await tell(transaction, null, certificate);
    return certificate;
  });
}

/** The school reports that its declared certificate is registered with the record system and waits for the office. */
export async function registerCertificate(session: Session, input: { id: string }): Promise<CertificateRow> {
  const action = 'register a certificate';
  requireMay(mayDeclareAnywhere(session.actor), session.actor, action);
  return withCertificate(session, input.id, async (transaction, certificate) => {
    const { school } = certificate;
    requireMay(mayDeclare(session.actor, school), session.actor, action, school);
    return move(transaction, certificate, 'REGISTERED', null);
  });
}

/**
 * Approves a registered certificate, without which no record is issued (2088/BGDĐT-GDTH). Refused with BAD_USER_INPUT for an expired one
 * and while the school has another that is approved and valid; with FORBIDDEN for who declared it. An approved one that ran out
 * becomes EXPIRED by the way.
 */
export async function approveCertificate(session: Session, input: { id: string }): Promise<CertificateRow> {
  requireMay(mayApprove(session.actor), session.actor, 'approve certificates');
  return withCertificate(session, input.id, async (transaction, certificate) => {
    const { actor, db, now } = transaction;
    const isOwn = isOwnDeclaration(actor, [certificate.declaredBy]);
    requireMay(!isOwn, actor, 'approve what the same person declared', certificate.school);
    requireCertificateMove(certificate.id, certificate.state, 'APPROVED');
    if (hasRunOut(certificate, now)) {
      const got = isoWithOffset(new Date(certificate.validTo));
      throw new BadUserInput({
        field: 'id',
        expected: 'a certificate that is still valid',
        got,
        fix: 'It has expired.',
      });
    }
    const former = await lockApproved(db, certificate.school);
    if (former !== null && !hasRunOut(former, now)) {
      throw new BadUserInput({
        field: 'id',
        expected: 'a school without another approved certificate',
        got: former.id,
        fix: `Revoke ${former.serial} of ${former.issuer} first: a school has one stamp at a time.`,
      });
    }
    if (former !== null) await move(transaction, former, 'EXPIRED', null);
    return move(transaction, certificate, 'APPROVED', null);
  });
}

/** Rejects a registered certificate with a reason; the school may declare it anew. */
export async function rejectCertificate(session: Session, input: Verdict): Promise<CertificateRow> {
  return refuse(session, input, 'REJECTED', 'reject certificates');
}

/** Takes an approved certificate out of use with a reason. */
export async function revokeCertificate(session: Session, input: Verdict): Promise<CertificateRow> {
  return refuse(session, input, 'REVOKED', 'revoke certificates');
}

/** Marks every approved certificate whose validity has ended as EXPIRED; says how many. The hub's own doing, on the domain's clock. */
export async function expireCertificates(session: Session): Promise<number> {
  return write(session, async (transaction) => {
    const { db, now } = transaction;
    const schools = await readSchoolsOfExpired(db, now);
    await lockSchools(db, schools);
    let expired = 0;
    for (const school of schools) {
      const certificate = await lockApproved(db, school);
      if (certificate === null || !hasRunOut(certificate, now)) continue;
      await move(transaction, certificate, 'EXPIRED', null);
      expired += 1;
    }
    return expired;
  });
}

/** A certificate and why. */
export interface Verdict {
  id: string;
  reason: string;
}

async function refuse(
  session: Session,
  input: Verdict,
  to: 'REJECTED' | 'REVOKED',
  action: string,
): Promise<CertificateRow> {
  requireMay(mayApprove(session.actor), session.actor, action);
  const reason = requireWords(input.reason, 'reason', 2000);
  return withCertificate(session, input.id, (transaction, certificate) =>
    move(transaction, certificate, to, reason),
  );
}

/** Hands `work` the certificate with its school locked; refuses with NOT_FOUND where there is none. */
async function withCertificate(
  session: Session,
  id: string,
  work: (transaction: Transaction, certificate: CertificateRow) => Promise<CertificateRow>,
): Promise<CertificateRow> {
  const missing = new NotFound({ what: 'certificate', id });
  if (!UUID.test(id)) throw missing;
  return write(session, async (transaction) => {
    const { db } = transaction;
    const school = await readSchoolOf(db, id);
    if (school === null) throw missing;
    await lockSchools(db, [school]);
    const certificate = await lockCertificate(db, id);
    if (certificate === null) throw missing;
    return work(transaction, certificate);
  });
}

async function move(
  transaction: Transaction,
  certificate: CertificateRow,
  to: CertificateState,
  reason: string | null,
): Promise<CertificateRow> {
  requireCertificateMove(certificate.id, certificate.state, to);
  const isOffices = to === 'APPROVED' || to === 'REJECTED' || to === 'REVOKED';
  const after = await moveCertificate(transaction.db, certificate.id, {
    state: to,
    reason,
    decidedBy: isOffices ? transaction.actor.subject : null,
    at: transaction.now,
  });
  await tell(transaction, certificate.state, after);
  return after;
}

async function tell(
  transaction: Transaction,
  before: CertificateState | null,
  after: CertificateRow,
): Promise<void> {
  await transaction.append('readiness.certificateChanged', after.school, {
    certificate: after.id,
    before,
    after: after.state,
    validFrom: isoWithOffset(new Date(after.validFrom)),
    validTo: isoWithOffset(new Date(after.validTo)),
    reason: after.reason,
  });
}

function hasRunOut({ validTo }: CertificateRow, now: Date): boolean {
  return new Date(validTo) <= now;
}
