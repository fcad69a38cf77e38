import { randomUUID } from 'node:crypto';

import type { Actor } from '../../../shared/actor.js';
import { BadUserInput, LimitExceeded, NotFound, Unauthenticated } from '../../../shared/errors.js';
import type { EvidenceKind } from '../../../shared/events/contracts.js';
import type { OpenSession, Session } from '../../../shared/session.js';
import { requireFileName } from '../evidence/formats.js';
import {
  MAX_BYTES,
  MAX_PENDING,
  MAX_VERSIONS,
  UPLOAD_GRACE_MS,
  UPLOAD_LIFETIME_MS,
} from '../evidence/limits.js';
import { hashToken, newSecret } from '../evidence/links.js';
import { mayDeclare } from '../policy.js';
import {
  claimPending,
  countEvidence,
  deleteExpired,
  insertPending,
  isKnownReference,
  putEvidenceSecret,
  releasePending,
  storePending,
  type EvidenceRow,
  type StoredFile,
} from '../rows/evidence.js';
import { requireItem } from '../template.js';
import { requireWords } from '../words.js';
import { requireMay, requireTemplate, write, writeSchools, type Transaction } from './transaction.js';

/** What a file shows: an item of the checklist, a certificate, the working group or an activity of communication. */
export interface Thing {
  kind: EvidenceKind;
  /** The item's, certificate's or activity's id; the working group has none but its school's code. */
  id?: string | null | undefined;
}

export interface AttachEvidence {
  school: string;
  thing: Thing;
  fileName: string;
  /** Bytes, exactly as many as will be sent. */
  size: number;
  note?: string | null | undefined;
}

/**
 * Announces a file and gives the token by which its bytes may be put, once, within 15 minutes. Refused with BAD_USER_INPUT for a name
 * or reference that is none, with LIMIT_EXCEEDED above 20 MB, 50 files for one thing or 20 unfinished uploads of the school.
 */
export async function attachEvidence(
  session: Session,
  input: AttachEvidence,
): Promise<{ evidence: EvidenceRow; token: string }> {
  const { school, size } = input;
  requireMay(mayDeclare(session.actor, school), session.actor, 'attach evidence', school);
  const fileName = requireFileName(input.fileName);
  const note = input.note == null ? null : requireWords(input.note, 'note', 2000);
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new BadUserInput({ field: 'size', expected: "the file's size in bytes, at least 1", got: size });
  }
  if (size > MAX_BYTES) throw new LimitExceeded({ limit: 'evidenceBytes', value: MAX_BYTES, got: size });
  const token = newSecret();
  return writeSchools(session, [school], async (transaction) => {
    const { db, now, actor } = transaction;
    const reference = await requireReference(transaction, school, input.thing);
    const { kind } = input.thing;
    const { stored, pending } = await countEvidence(db, { school, kind, reference }, now);
    if (stored >= MAX_VERSIONS) throw new LimitExceeded({ limit: 'evidenceVersions', value: MAX_VERSIONS });
    if (pending >= MAX_PENDING) throw new LimitExceeded({ limit: 'pendingUploads', value: MAX_PENDING });
    const evidence = await insertPending(db, {
      id: randomUUID(),
      school,
      kind,
      reference,
      fileName,
      declaredSize: size,
      note,
      uploadedBy: actor.subject,
      uploadedByRole: actor.role,
      createdAt: now,
      expiresAt: new Date(now.getTime() + UPLOAD_LIFETIME_MS),
      tokenHash: hashToken(token),
    });
    return { evidence, token };
  });
}

/** The announcement that the token is for, which is spent by it; UNAUTHENTICATED where it is wrong, spent or too late. */
export async function beginUpload(
  session: Session,
  { id, token }: { id: string; token: string },
): Promise<EvidenceRow> {
  const claimed = await write(session, ({ db, now }) =>
    claimPending(db, { id, tokenHash: hashToken(token), now }),
  );
  if (claimed !== null) return claimed;
  throw new Unauthenticated('this upload token is wrong, used or expired; attachEvidence gives another');
}

/** Gives the token back that `beginUpload` spent, where the hub itself could not take the file and keeps nothing of it. */
export async function releaseUpload(session: Session, id: string): Promise<void> {
  await write(session, ({ db }) => releasePending(db, id));
}

/** Writes that the announced file is stored, with the event that tells of it, in the name of who announced it. */
export async function finishUpload(
  openSession: OpenSession,
  announced: EvidenceRow,
  file: StoredFile,
): Promise<EvidenceRow> {
  const { id, school } = announced;
  return writeSchools(openSession(uploaderOf(announced)), [school], async (transaction) => {
    const { db, now } = transaction;
    const evidence = await storePending(db, id, file, now);
    if (evidence === null) throw new NotFound({ what: 'announced evidence', id });
    await putEvidenceSecret(db, newSecret(), now);
    const { kind, reference, version } = evidence;
    await transaction.append('readiness.evidenceAttached', school, {
      evidence: id,
      kind,
      reference,
      ...file,
      version: version ?? 1,
    });
    return evidence;
  });
}

/** Removes announcements whose time is over, with a quarter of an hour's grace for uploads under way; gives their ids. */
export async function sweepExpired(session: Session): Promise<string[]> {
  return write(session, ({ db, now }) => deleteExpired(db, new Date(now.getTime() - UPLOAD_GRACE_MS)));
}

async function requireReference({ db }: Transaction, school: string, { kind, id }: Thing): Promise<string> {
  if (kind === 'ITEM') return requireItem(await requireTemplate(db), id ?? '', 'item').id;
  const reference = kind === 'WORKING_GROUP' ? school : (id ?? '').toLowerCase();
  if (await isKnownReference(db, { school, kind, reference })) return reference;
  throw new BadUserInput({
    field: 'reference',
    expected: `something of school ${school} that is recorded already`,
    got: `${kind} ${id ?? ''}`.trim(),
  });
}

function uploaderOf({ uploadedBy, uploadedByRole, school }: EvidenceRow): Actor {
  return { subject: uploadedBy, name: uploadedBy, role: uploadedByRole as Actor['role'], schools: [school] };
}
