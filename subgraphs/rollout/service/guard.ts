import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { BadUserInput, Forbidden, NotFound } from '../../../shared/errors.js';
import type { EventData } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { readerOf } from '../projection/tables.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws FORBIDDEN unless the policy allowed the action. */
export function requireMay(session: Session, isAllowed: boolean, action: string, school?: string): void {
  if (isAllowed) return;
  throw new Forbidden({ action, role: session.actor.role, ...(school === undefined ? {} : { school }) });
}

/** The text without blanks around it; BAD_USER_INPUT where nothing is left or more than `max` characters are. */
export function requireText(text: string, field: string, max = 2000): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new BadUserInput({ field, expected: 'a text that is not blank' });
  if (trimmed.length > max) {
    throw new BadUserInput({ field, expected: `at most ${max} characters`, got: trimmed.length });
  }
  return trimmed;
}

/** As `requireText`, for a text that may be left out. */
export function optionalText(text: string | null | undefined, field: string, max = 2000): string | null {
  return text == null || text.trim() === '' ? null : requireText(text, field, max);
}

/** Throws NOT_FOUND for an id that has not even the form of one. */
export function requireId(id: string, what: string): string {
  if (!UUID.test(id)) throw new NotFound({ what, id });
  return id.toLowerCase();
}

/**
 * The school's entry in the register, as the log tells it; NOT_FOUND for a code that was never registered. The log is asked and not
 * the projection, which may be a moment behind.
 */
export async function requireSchool(
  em: EntityManager,
  school: string,
): Promise<EventData['schools.schoolRegistered']> {
  const { rows } = await sql<{ data: EventData['schools.schoolRegistered'] }>`
    select data from events.history where school = ${school} and type = 'schools.schoolRegistered' order by id desc limit 1`.execute(
    readerOf(em),
  );
  const row = rows[0];
  if (row === undefined) throw new NotFound({ what: 'school', id: school });
  return row.data;
}
