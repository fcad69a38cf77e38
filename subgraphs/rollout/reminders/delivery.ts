import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import type { Actor } from '../../../shared/actor.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { NewEvent, NotificationKind } from '../../../shared/events/contracts.js';
import { readerOf } from '../projection/tables.js';
import type { Letter } from './text.js';

export interface Message extends Letter {
  readonly role: string;
  readonly school: string | null;
  readonly kind: NotificationKind;
  /** What it is of: the same role, school, kind and occasion is delivered once. */
  readonly occasion: string;
}

/** The roles of a school that are reminded. */
export const schoolRoles = ['principal', 'school_admin'] as const;

const CHUNK = 500;

/**
 * Lays messages into the inboxes of their roles, puts an e-mail into the outbox for each address of the role, and tells the log; what
 * was delivered before is left out. Gives the number that is new.
 */
export async function deliver(
  em: EntityManager,
  by: Pick<Actor, 'subject' | 'role'>,
  at: Date,
  messages: readonly Message[],
  options: { byMail: boolean } = { byMail: true },
): Promise<number> {
  let count = 0;
  for (let start = 0; start < messages.length; start += CHUNK) {
    const chunk = messages.slice(start, start + CHUNK).map((message) => ({ id: randomUUID(), ...message }));
    const { rows } = await sql<{ id: string }>`
      insert into rollout.notification (id, role, school, kind, occasion, title, body, at)
      select id, role, school, kind, occasion, title, body, ${at.toISOString()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb)
          as given(id uuid, role text, school text, kind text, occasion text, title text, body text)
      on conflict do nothing returning id::text as id`.execute(readerOf(em));
    const written = new Set(rows.map(({ id }) => id));
    if (options.byMail) await putIntoOutbox(em, [...written]);
    const events = chunk.flatMap(({ id, role, school, kind }): NewEvent<'rollout.notified'>[] =>
      written.has(id) ? [{ type: 'rollout.notified', school, data: { notification: id, kind, role } }] : [],
    );
    await appendEvents(em, by, at, events);
    count += written.size;
  }
  return count;
}

async function putIntoOutbox(em: EntityManager, notifications: readonly string[]): Promise<void> {
  await sql`
    insert into rollout.mail (id, notification, email, state, attempts, next_at)
    select gen_random_uuid(), n.id, r.email, 'WAITING', 0, clock_timestamp() from rollout.notification n
      join rollout.recipient r on r.role = n.role and r.school is not distinct from n.school
     where n.id = any(${[...notifications]}::uuid[]) on conflict do nothing`.execute(readerOf(em));
}
