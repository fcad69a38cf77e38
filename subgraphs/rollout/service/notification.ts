import { z } from 'zod';

import { isOffice, isSchoolPeople, roles, type Actor, type Role } from '../../../shared/actor.js';
import { BadUserInput, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { Session } from '../../../shared/session.js';
import { maySetRecipient } from '../policy.js';
import type { InboxOwner } from '../rows/notification.js';
import { optionalText, requireId, requireMay, requireSchool, requireText } from './guard.js';

export interface SetRecipient {
  /** Whose messages; the caller's own when left out. */
  subject?: string | null | undefined;
  /** With another's subject: its role, and its school where the role has one. */
  role?: string | null | undefined;
  school?: string | null | undefined;
  /** Null sends none any more. */
  email?: string | null | undefined;
}

/** The inbox of an actor: its role's, of the schools that it is bound to. */
export function inboxOf(actor: Actor): InboxOwner {
  const codes = actor.schools === 'all' ? (isSchoolPeople(actor) ? [] : null) : actor.schools;
  return { role: actor.role, codes, subject: actor.subject };
}

/** Marks messages of the own inbox as read by the caller; again changes nothing. Throws NOT_FOUND for one that is not there. */
export async function markRead(session: Session, ids: readonly string[]): Promise<void> {
  const { role, codes, subject } = inboxOf(session.actor);
  const asked = [...new Set(ids.map((id) => requireId(id, 'notification')))];
  if (asked.length === 0 || asked.length > 500)
    throw new BadUserInput({ field: 'ids', expected: '1 to 500 messages', got: asked.length });
  await session.write(async (em) => {
    const places = asked.map(() => '?').join(', ');
    const found = await em.execute<{ id: string; school: string | null }[]>(
      `select id::text as id, school from rollout.notification where id in (${places}) and role = ?`,
      [...asked, role],
    );
    const own = found.filter(({ school }) => school === null || codes === null || codes.includes(school));
    const lost = asked.find((id) => !own.some((row) => row.id === id));
    if (lost !== undefined) throw new NotFound({ what: 'notification', id: lost });
    // Reading is the reader's own affair: it is no fact of the rollout and goes into no log.
    await em.execute(
      `insert into rollout.notification_read (notification, subject, at) values ${asked.map(() => '(?, ?, ?)').join(', ')}
       on conflict do nothing`,
      asked.flatMap((id) => [id, subject, session.clock.now().toISOString()]),
      'run',
    );
  });
}

/** Says where a person's messages go by e-mail: one's own, or anyone's by the office. The address stays out of the log. */
export async function setRecipient(session: Session, input: SetRecipient): Promise<{ subject: string }> {
  const { actor, clock } = session;
  const subject = optionalText(input.subject, 'subject', 200) ?? actor.subject;
  requireMay(session, maySetRecipient(actor, subject), "set another's address");
  const { role, school } = subject === actor.subject ? ownPlace(actor) : givenPlace(input);
  const email = input.email == null ? null : requireEmail(input.email);
  return session.write(async (em) => {
    if (school !== null) await requireSchool(em, school);
    if (email === null) await em.execute('delete from rollout.recipient where subject = ?', [subject], 'run');
    else
      await em.execute(
        `insert into rollout.recipient (subject, role, school, email, updated_by, updated_at) values (?, ?, ?, ?, ?, ?)
         on conflict (subject) do update set role = excluded.role, school = excluded.school, email = excluded.email,
           updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
        [subject, role, school, email, actor.subject, clock.now().toISOString()],
        'run',
      );
    const data = { role, hasEmail: email !== null };
    await appendEvents(em, actor, clock.now(), [{ type: 'rollout.recipientSet', school, data }]);
    return { subject };
  });
}

function ownPlace(actor: Actor): { role: Role; school: string | null } {
  const school = isSchoolPeople(actor) && actor.schools !== 'all' ? (actor.schools[0] ?? null) : null;
  return { role: actor.role, school };
}

function givenPlace({ role, school }: SetRecipient): { role: Role; school: string | null } {
  const known = roles.find((name) => name === role);
  if (known === undefined)
    throw new BadUserInput({ field: 'role', expected: `one of ${roles.join(', ')}`, got: role });
  const isOfSchool = known === 'principal' || known === 'school_admin';
  if (isOfSchool !== (school != null)) {
    throw new BadUserInput({
      field: 'school',
      expected: 'the school of a school’s people, and none of others',
      got: school,
    });
  }
  return { role: known, school: school ?? null };
}

function requireEmail(given: string): string {
  const email = requireText(given, 'email', 254);
  if (!z.email().safeParse(email).success)
    throw new BadUserInput({
      field: 'email',
      expected: 'an e-mail address such as ten@truong.edu.vn',
      got: email,
    });
  return email;
}

/** Whether the actor may see all addresses, or its own only. */
export function seesAllRecipients(actor: Actor): boolean {
  return isOffice(actor);
}
