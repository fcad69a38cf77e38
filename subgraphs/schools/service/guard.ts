import type { EntityManager } from '@mikro-orm/sql';

import { BadUserInput, Forbidden, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { NewEvent } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayEditRegister } from '../policy.js';
import type { Ownership, SchoolKind, SchoolStatus } from '../types/enums.js';

/** Throws FORBIDDEN for all but the office. */
export function requireOffice({ actor }: Session, action: string, school?: string): void {
  if (mayEditRegister(actor)) return;
  throw new Forbidden({ action, role: actor.role, ...(school === undefined ? {} : { school }) });
}

/** Writes events in the caller's transaction, at the domain's time. */
export async function append(
  session: Session,
  em: EntityManager,
  ...events: readonly NewEvent[]
): Promise<void> {
  await appendEvents(em, session.actor, session.clock.now(), events);
}

/** The text in one line, 1 to `maxLength` characters; refused with BAD_USER_INPUT otherwise. */
export function requireText(value: string, field: string, maxLength: number): string {
  const text = value.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (text.length >= 1 && text.length <= maxLength) return text;
  throw new BadUserInput({ field, expected: `1 to ${maxLength} characters`, got: text.slice(0, 100) });
}

export interface LockedSchool {
  code: string;
  name: string;
  kind: `${SchoolKind}`;
  ownership: `${Ownership}`;
  ward: string;
  status: `${SchoolStatus}`;
  hasPrimary: boolean;
  isSynthetic: boolean;
}

/** The entries of those codes as they stand, locked in the order of their codes; unknown codes are absent. */
export async function lockSchools(
  em: EntityManager,
  codes: readonly string[],
): Promise<Map<string, LockedSchool>> {
  const rows = await em.execute<LockedSchool[]>(
    `select code, name, kind, ownership, ward, status, has_primary as "hasPrimary", is_synthetic as "isSynthetic"
       from schools.school where code in (select jsonb_array_elements_text(?::jsonb)) order by code for update`,
    [JSON.stringify(codes)],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** The school's entry, locked; NOT_FOUND where there is none. */
export async function lockSchool(em: EntityManager, code: string): Promise<LockedSchool> {
  const school = (await lockSchools(em, [code])).get(code);
  if (school === undefined) throw new NotFound({ what: 'school', id: code });
  return school;
}

/** What the event log says of an entry. */
export function registered({ code, ...data }: LockedSchool, statusReason?: string): NewEvent {
  return {
    type: 'schools.schoolRegistered',
    school: code,
    data: { ...data, ...(statusReason === undefined ? {} : { statusReason }) },
  };
}
