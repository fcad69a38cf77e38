import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import { Document } from '../../../db/entities/rollout/document.js';
import { localDate } from '../../../shared/calendar.js';
import { BadUserInput, InvalidTransition, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { DocumentKind } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan, type ActivePlan } from '../plan/active.js';
import { mayRunPlan, maySpeakForSchool } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import type { DocumentState } from '../rows/document.js';
import { optionalText, requireId, requireMay, requireSchool, requireText } from './guard.js';

export interface PublishDocument {
  kind: DocumentKind;
  /** Null for a document that is not entered in the books yet. */
  number?: string | null | undefined;
  title: string;
  issuer: string;
  /** `YYYY-MM-DD`. */
  issuedOn: string;
  /** The date as the paper prints it, where that is another or none. */
  dateAsPrinted?: string | null | undefined;
  /** The document that it carries out, by id. */
  parent?: string | null | undefined;
  /** The document that it takes the place of, by id. */
  supersedes?: string | null | undefined;
  /** Clauses of the plan that it serves. */
  clauses: readonly string[];
}

/** Publishes a document to the schools and gives its id; read receipts begin here (III-1, III-2). Clauses have to be the plan's. */
export async function publishDocument(session: Session, input: PublishDocument): Promise<{ id: string }> {
  requireMay(session, mayRunPlan(session.actor), 'publish a document');
  const at = session.clock.now();
  const { kind, issuedOn } = input;
  const number = optionalText(input.number, 'number', 100);
  const title = requireText(input.title, 'title', 500);
  const issuer = requireText(input.issuer, 'issuer', 200);
  const dateAsPrinted = optionalText(input.dateAsPrinted, 'dateAsPrinted', 50);
  if (issuedOn > localDate(at)) {
    throw new BadUserInput({ field: 'issuedOn', expected: 'a day that is not in the future', got: issuedOn });
  }
  return session.write(async (em) => {
    const clauses = requireClauses(await requirePlan(readerOf(em)), input.clauses);
    const parent = input.parent == null ? null : (await lockDocument(em, input.parent)).id;
    const id = randomUUID();
    const publishedBy = session.actor.subject;
    await em.insert(Document, {
      id,
      kind,
      number,
      title,
      issuer,
      issuedOn,
      dateAsPrinted,
      parent,
      clauses,
      publishedBy,
      publishedAt: at,
      state: 'IN_FORCE',
      endedAt: null,
      endReason: null,
      supersededBy: null,
    });
    const data = { document: id, kind };
    await appendEvents(em, session.actor, at, [{ type: 'rollout.documentPublished', school: null, data }]);
    if (input.supersedes != null) {
      const known = await lockDocument(em, input.supersedes);
      await end(em, session, known, { supersededBy: id, reason: `Thay thế bởi: ${title}` });
    }
    return { id };
  });
}

/** Takes a document out of force and says why; its receipts stay. Throws INVALID_TRANSITION where it is not in force. */
export async function withdrawDocument(
  session: Session,
  input: { id: string; reason: string },
): Promise<{ id: string }> {
  requireMay(session, mayRunPlan(session.actor), 'withdraw a document');
  const reason = requireText(input.reason, 'reason');
  return session.write(async (em) => {
    const known = await lockDocument(em, input.id);
    await end(em, session, known, { supersededBy: null, reason });
    return { id: known.id };
  });
}

/** A school's people confirm that it has the document (R14); once is enough, and again changes nothing. */
export async function acknowledgeDocument(
  session: Session,
  input: { id: string; school: string },
): Promise<{ document: string; school: string }> {
  const { school } = input;
  requireMay(session, maySpeakForSchool(session.actor, school), 'acknowledge a document', school);
  const id = requireId(input.id, 'document');
  return session.write(async (em) => {
    const document = await em.findOne(Document, { id }, { fields: ['kind', 'state'] });
    if (document === null) throw new NotFound({ what: 'document', id });
    if (document.state !== 'IN_FORCE') {
      const from = document.state;
      throw new InvalidTransition({ what: 'document', id, from, to: 'ACKNOWLEDGED', allowed: [] });
    }
    await requireSchool(em, school);
    const at = session.clock.now();
    const written = await em.execute<{ school: string }[]>(
      `insert into rollout.acknowledgement (document, school, acknowledged_by, acknowledged_at)
       values (?, ?, ?, ?) on conflict do nothing returning school`,
      [id, school, session.actor.subject, at.toISOString()],
    );
    if (written.length > 0) {
      const data = { document: id, kind: document.kind as DocumentKind };
      await appendEvents(em, session.actor, at, [{ type: 'rollout.documentAcknowledged', school, data }]);
    }
    return { document: id, school };
  });
}

function requireClauses(plan: ActivePlan, clauses: readonly string[]): string[] {
  const unknown = clauses.filter((clause) => !plan.clauses.has(clause));
  if (unknown.length > 0) {
    throw new BadUserInput({ field: 'clauses', expected: 'clauses of the plan', got: unknown });
  }
  return [...new Set(clauses)];
}

interface KnownDocument {
  id: string;
  kind: DocumentKind;
  state: DocumentState;
}

async function lockDocument(em: EntityManager, given: string): Promise<KnownDocument> {
  const id = requireId(given, 'document');
  const [known] = await em.execute<KnownDocument[]>(
    'select id, kind, state from rollout.document where id = ? for update',
    [id],
  );
  if (known === undefined) throw new NotFound({ what: 'document', id });
  return known;
}

async function end(
  em: EntityManager,
  { actor, clock }: Session,
  { id, kind, state: from }: KnownDocument,
  { supersededBy, reason }: { supersededBy: string | null; reason: string },
): Promise<void> {
  const to: DocumentState = supersededBy === null ? 'WITHDRAWN' : 'SUPERSEDED';
  if (from !== 'IN_FORCE') throw new InvalidTransition({ what: 'document', id, from, to, allowed: [] });
  const at = clock.now();
  await em.execute(
    'update rollout.document set state = ?, ended_at = ?, end_reason = ?, superseded_by = ?::uuid where id = ?',
    [to, at.toISOString(), reason, supersededBy, id],
    'run',
  );
  const data = { document: id, kind, supersededBy, reason };
  await appendEvents(em, actor, at, [{ type: 'rollout.documentWithdrawn', school: null, data }]);
}
