import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

import type { Actor } from '../actor.js';
import type { EventType, NewEvent } from './contracts.js';

/**
 * Writes events into the log, in the caller's transaction: they exist exactly when the rows they tell of do. Their position
 * comes later, from the relay. `at` is the domain's time of the fact.
 */
export async function appendEvents<Type extends EventType>(
  em: EntityManager,
  by: Pick<Actor, 'subject' | 'role'>,
  at: Date,
  events: readonly NewEvent<Type>[],
): Promise<void> {
  if (events.length === 0) return;
  const row = '(?, ?, ?, ?, ?, ?, ?::jsonb)';
  await em.execute(
    `insert into events.log (key, type, school, at, actor_subject, actor_role, data) values ${events.map(() => row).join(', ')}`,
    events.flatMap(({ type, school, data }) => [
      randomUUID(),
      type,
      school,
      at.toISOString(),
      by.subject,
      by.role,
      JSON.stringify(data),
    ]),
    'run',
  );
}
