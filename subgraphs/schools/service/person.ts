import { Person } from '../../../db/entities/schools/person.js';
import { BadUserInput, Forbidden, LimitExceeded, NotFound } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { maySetContact } from '../policy.js';
import type { ContactRole } from '../types/person.js';
import { append, lockSchool, requireText } from './guard.js';

const MAX_PEOPLE = 20;
const PHONE = /^\+?\d{8,15}$/;

export interface SetContact {
  school: string;
  subject?: string | null | undefined;
  name: string;
  role: ContactRole;
  phone?: string | null | undefined;
}

/** Enters whom to phone at a school, or rewrites the entry of that subject: the school's people do, for their own school. */
export async function setContact(session: Session, input: SetContact): Promise<void> {
  const { actor } = session;
  const { school, role } = input;
  requireOwn(session, school);
  const subject = requireText(input.subject ?? actor.subject, 'subject', 100);
  const name = requireText(input.name, 'name', 100);
  const phone = input.phone == null ? null : requirePhone(input.phone);
  await session.write(async (em) => {
    await lockSchool(em, school);
    const people = await em.execute<{ subject: string; name: string; role: string; phone: string | null }[]>(
      'select subject, name, role, phone from schools.person where school = ?',
      [school],
    );
    const before = people.find((person) => person.subject === subject);
    if (before === undefined && people.length >= MAX_PEOPLE)
      throw new LimitExceeded({ limit: 'people', value: MAX_PEOPLE, got: people.length + 1 });
    if (before?.name === name && before.role === role && before.phone === phone) return;
    await em.upsert(Person, { school, subject, name, role, phone, updatedAt: session.clock.now() });
    await append(session, em, {
      type: 'schools.contactSet',
      school,
      data: { role, hasPhone: phone !== null },
    });
  });
}

/** Removes an entry; NOT_FOUND where there is none of that subject. */
export async function removeContact(
  session: Session,
  { school, subject }: { school: string; subject: string },
): Promise<void> {
  requireOwn(session, school);
  await session.write(async (em) => {
    const removed = await em.nativeDelete(Person, { school, subject });
    if (removed === 0) throw new NotFound({ what: 'contact', id: subject });
    await append(session, em, { type: 'schools.contactSet', school, data: { role: null, hasPhone: false } });
  });
}

function requireOwn({ actor }: Session, school: string): void {
  if (maySetContact(actor, school)) return;
  throw new Forbidden({ action: 'set contacts', role: actor.role, school });
}

function requirePhone(text: string): string {
  const phone = text.replaceAll(/[\s.\-()]/g, '');
  if (PHONE.test(phone)) return phone;
  throw new BadUserInput({ field: 'phone', expected: '8 to 15 digits, with + in front or not' });
}
