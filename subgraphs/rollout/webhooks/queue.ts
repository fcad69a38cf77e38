import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import type { Actor } from '../../../shared/actor.js';
import type { AnyHubEvent } from '../../../shared/events/contracts.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from '../../../shared/events/read.js';
import type { Reader } from '../../../shared/session.js';
import { isVisible } from '../changes.js';
import { readActivePlan } from '../plan/active.js';
import { mayRunWebhooks } from '../policy.js';
import { readerOf } from '../projection/tables.js';

/** How long a process that is no longer heard of keeps others from delivering: longer than a try takes. */
const LEASE = '60 seconds';
const READ_AT_ONCE = 500;
/** Past this many that wait, the log is not read on: it is the log that queues, not a table. */
const MAX_WAITING = 1000;
/** Schools whose next events are on their way at once. */
const LANES = 8;

/** A webhook as its deliverer holds it. */
export interface LeasedWebhook {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly oldSecret: string | null;
  readonly types: readonly string[] | null;
  readonly school: string | null;
  readonly registrant: Actor;
  readonly position: number;
}

/** The next event of a school, due to be tried. */
export interface DueDelivery {
  readonly event: AnyHubEvent;
  readonly attempts: number;
  readonly failingSince: Date | null;
}

/** Active webhooks for which the log has more, or a try is due. */
export async function findDue(db: Reader, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text as id from rollout.webhook w where state = 'ACTIVE' and (
      w.position < (select position from events.head where id = 1)
      or exists (select from rollout.webhook_delivery d where d.webhook = w.id and d.next_at <= ${now.toISOString()}::timestamptz))
     order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Makes the process the one that delivers to the webhook, or goes on being it; null where another one does, or it is no longer
 * active. Its row stays locked until the transaction ends.
 */
export async function lease(
  em: EntityManager,
  id: string,
  by: { process: string; now: Date },
): Promise<LeasedWebhook | null> {
  const { rows } = await sql<LeasedWebhook>`
    update rollout.webhook set leased_by = ${by.process}::uuid, leased_until = clock_timestamp() + ${LEASE}::interval
     where id = ${id}::uuid and state = 'ACTIVE'
       and (leased_by = ${by.process}::uuid or leased_until is null or leased_until < clock_timestamp())
    returning id::text as id, url, secret, types, school, registrant, position::float8 as position,
              case when old_secret_until > ${by.now.toISOString()}::timestamptz then old_secret end as "oldSecret"`.execute(
    readerOf(em),
  );
  return rows[0] ?? null;
}

/** Lets another process deliver at once. */
export async function release(em: EntityManager, process: string): Promise<void> {
  await sql`update rollout.webhook set leased_by = null, leased_until = null where leased_by = ${process}::uuid`.execute(
    readerOf(em),
  );
}

/** Reads on in the log from the webhook's cursor and lays out what is wanted and its registrant may see; whether the log had any. */
export async function layOut(em: EntityManager, webhook: LeasedWebhook, now: Date): Promise<boolean> {
  const db = readerOf(em);
  const { rows } = await sql<EventRow & { waiting: number }>`
    select ${sql.raw(EVENT_COLUMNS)} from events.history where position > ${webhook.position}
       and (select count(*) from rollout.webhook_delivery where webhook = ${webhook.id}::uuid) < ${MAX_WAITING}
     order by position limit ${READ_AT_ONCE}`.execute(db);
  const events = rows.map(toEvent);
  const last = events.at(-1);
  if (last === undefined) return false;
  const wanted = (await visibleOf(em, webhook, events)).filter(
    ({ type, school }) =>
      (webhook.types === null || webhook.types.includes(type)) &&
      (webhook.school === null || webhook.school === school),
  );
  await sql`
    insert into rollout.webhook_delivery (webhook, position, school, attempts, next_at)
    select ${webhook.id}::uuid, position, school, 0, ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(wanted.map(({ position, school }) => ({ position, school })))}::jsonb)
        as told (position bigint, school text)
    on conflict do nothing`.execute(db);
  await sql`update rollout.webhook set position = ${last.position} where id = ${webhook.id}::uuid`.execute(
    db,
  );
  return true;
}

/**
 * The first event that waits of each school, where its time has come; what its registrant may no longer see is let go. Those behind
 * it wait with it, so that a school's events arrive in their order.
 */
export async function takeDue(em: EntityManager, webhook: LeasedWebhook, now: Date): Promise<DueDelivery[]> {
  const { rows } = await sql<EventRow & { attempts: number; failingSince: string | null }>`
    with head as (
      select distinct on (school) position, attempts, failing_since, next_at from rollout.webhook_delivery
       where webhook = ${webhook.id}::uuid order by school, position
    ), due as (
      select position, attempts, failing_since as "failingSince" from head where next_at <= ${now.toISOString()}::timestamptz
       order by position limit ${LANES}
    )
    select told.*, due.attempts, due."failingSince"
      from due cross join lateral (select ${sql.raw(EVENT_COLUMNS)} from events.history where position = due.position) told
     order by told.position`.execute(readerOf(em));
  const due = rows.map(({ attempts, failingSince, ...row }) => ({
    event: toEvent(row),
    attempts,
    failingSince: failingSince === null ? null : new Date(failingSince),
  }));
  const visible = await visibleOf(
    em,
    webhook,
    due.map(({ event }) => event),
  );
  const hidden = due.filter(({ event }) => !visible.includes(event));
  await forget(
    em,
    webhook.id,
    hidden.map(({ event }) => event.position),
  );
  return due.filter(({ event }) => visible.includes(event));
}

/** The events are delivered, or nobody's any more. */
export async function forget(em: EntityManager, id: string, positions: readonly number[]): Promise<void> {
  if (positions.length === 0) return;
  await sql`delete from rollout.webhook_delivery where webhook = ${id}::uuid and position = any(${[...positions]}::bigint[])`.execute(
    readerOf(em),
  );
}

async function visibleOf(
  em: EntityManager,
  { registrant }: LeasedWebhook,
  events: readonly AnyHubEvent[],
): Promise<AnyHubEvent[]> {
  if (!mayRunWebhooks(registrant)) return [];
  const plan = await readActivePlan(readerOf(em));
  return events.filter((event) => isVisible(registrant, event, plan));
}
