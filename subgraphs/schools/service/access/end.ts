import type { EntityManager } from '@mikro-orm/sql';

import { AccessWithdrawal } from '../../../../db/entities/schools/access.js';
import type { Role } from '../../../../shared/actor.js';
import { Forbidden, InvalidTransition, NotFound } from '../../../../shared/errors.js';
import type { Session } from '../../../../shared/session.js';
import { mayGrant, mayWithdraw } from '../../policy.js';
import { append, requireText } from '../guard.js';
import { subjectOf } from './grant.js';

/**
 * Takes back what was granted: a link no longer opens, an account no longer signs in, a token no longer reads, and whoever is signed in
 * is signed out within a minute. INVALID_TRANSITION where it has ended already.
 */
export async function endAccess(session: Session, input: { id: string; reason: string }): Promise<void> {
  const { actor } = session;
  // Those who may let nobody in are not told what there is.
  if (!mayGrant(actor, 'principal')) throw new Forbidden({ action: 'take access back', role: actor.role });
  const reason = requireText(input.reason, 'reason', 500);
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(input.id))
    throw new NotFound({ what: 'access', id: input.id.slice(0, 100) });
  await session.write(async (em) => {
    const [row] = await em.execute<{ kind: 'PERSON' | 'TOOL'; role: Role; endedAt: string | null }[]>(
      'select kind, role, ended_at as "endedAt" from schools.access_grant where id = ? for update',
      [input.id],
    );
    if (row === undefined) throw new NotFound({ what: 'access', id: input.id });
    if (!mayGrant(actor, row.role))
      throw new Forbidden({ action: `take back a ${row.role}'s access`, role: actor.role });
    if (row.endedAt !== null)
      throw new InvalidTransition({ what: 'access', id: input.id, from: 'ENDED', to: 'ENDED', allowed: [] });
    await end(session, em, { id: input.id, reason });
    await withdraw(session, em, { subject: subjectOf({ id: input.id, kind: row.kind }), reason });
  });
}

/** Withdraws every session and token issued to that subject up to now, whoever issued it; the person may sign in again. */
export async function signOutSubject(
  session: Session,
  input: { subject: string; reason: string },
): Promise<void> {
  const { actor } = session;
  const subject = requireText(input.subject, 'subject', 200);
  const reason = requireText(input.reason, 'reason', 500);
  if (!mayWithdraw(actor, subject)) throw new Forbidden({ action: 'sign others out', role: actor.role });
  await session.write(async (em) => withdraw(session, em, { subject, reason }));
}

/** Ends a grant within the caller's transaction; its sessions and tokens are another matter (`withdraw`). */
export async function end(
  { actor }: Session,
  em: EntityManager,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await em.execute(
    'update schools.access_grant set ended_at = ?, ended_by = ?, end_reason = ? where id = ?',
    [new Date(), actor.subject, reason, id],
  );
}

/** How far a clock may have been set back before what it issued earlier escapes a withdrawal. */
const SET_BACK_MS = 2 * 3_600_000;

/** Withdraws what was issued to the subject up to now, within the caller's transaction. */
export async function withdraw(
  session: Session,
  em: EntityManager,
  { subject, reason }: { subject: string; reason: string },
): Promise<void> {
  await em.upsert(AccessWithdrawal, {
    subject,
    before: await presentOfLog(em),
    withdrawnBy: session.actor.subject,
    reason,
  });
  await append(session, em, { type: 'schools.accessWithdrawn', school: null, data: { subject, reason } });
}

/**
 * Now, or the newest instant that the log has seen: after the clock was set back, what was issued before that lies in the future, and a
 * withdrawal that went by the clock alone would pass it by. Bounded, or a clock that once ran far ahead would let nobody in again.
 */
async function presentOfLog(em: EntityManager): Promise<Date> {
  const now = Date.now();
  const [newest] = await em.execute<{ ms: number }[]>(
    `select extract(epoch from max(recorded_at))::float8 * 1000 as ms from events.log where recorded_at > ?`,
    [new Date(now).toISOString()],
  );
  return new Date(Math.min(Math.max(now, newest?.ms ?? 0), now + SET_BACK_MS));
}
