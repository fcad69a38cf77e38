import type { EntityManager } from '@mikro-orm/sql';
import { sql, type RawBuilder } from 'kysely';

import type { AnyHubEvent, EventType } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';
import { readerOf } from './tables.js';

/** Under this name the log keeps how far the compliance of all schools has come. */
export const COMPLIANCE_CONSUMER = 'rollout.compliance';

/** Events that say nothing of a school's compliance. The projection's own are among them, or it would wait for itself. */
const ignored: readonly EventType[] = [
  'rollout.complianceChanged',
  'rollout.taskProgressed',
  'rollout.documentPublished',
  'rollout.visitChanged',
  'rollout.findingRaised',
  'rollout.recommendationChanged',
  'rollout.notified',
  'rollout.recipientSet',
];

/** Whether the event may move a school's compliance. */
export function concernsCompliance(event: AnyHubEvent): event is AnyHubEvent & { readonly school: string } {
  return event.school !== null && !ignored.includes(event.type);
}

/** Locks the projection for this transaction and gives its position: batches, sweeps and rebuilds of all processes go one by one. */
export async function lockProjection(em: EntityManager): Promise<number> {
  await em.execute(
    'insert into events.consumer (name, position) values (?, 0) on conflict do nothing',
    [COMPLIANCE_CONSUMER],
    'run',
  );
  const { rows } = await sql<{ position: number }>`
    select position::float8 as position from events.consumer where name = ${COMPLIANCE_CONSUMER} for update`.execute(
    readerOf(em),
  );
  return rows[0]?.position ?? 0;
}

/** The instant of the earliest event (a school's, or another checklist) that the projection has not taken yet, as SQL; null where it has taken all. */
export function earliestUntaken(): RawBuilder<string | null> {
  const relevant = sql`(school is not null and type <> all(${[...ignored]}) or type = 'readiness.templatePublished')`;
  return sql<string | null>`least(
    (select min(at) from events.log where position is null and ${relevant}),
    (select min(at) from events.history where ${relevant} and position >
      coalesce((select position from events.consumer where name = ${COMPLIANCE_CONSUMER}), 0)))`;
}

/**
 * Up to which instant (inclusive) time may pass for all schools: now, but not past an event that is written and not taken yet,
 * because what it says may undo a transition that would be evaluated without it.
 */
export async function horizon(db: Reader, now: Date): Promise<Date> {
  const { rows } = await sql<{ at: string | null }>`select ${earliestUntaken()} as at`.execute(db);
  const at = rows[0]?.at ?? null;
  if (at === null) return now;
  const before = new Date(new Date(at).getTime() - 1);
  return before < now ? before : now;
}
