import { sql } from 'kysely';

import type { Actor } from '../../../shared/actor.js';
import type { WebhookState } from '../../../shared/events/contracts.js';
import type { Reader } from '../../../shared/session.js';

export interface WebhookRow {
  id: string;
  url: string;
  types: string[] | null;
  school: string | null;
  registrant: Actor;
  state: WebhookState;
  reason: string | null;
  registeredAt: string;
  deliveredAt: string | null;
  failedAt: string | null;
  failure: string | null;
  waiting: number;
  failingSince: string | null;
  /** Up to here everything wanted was delivered. */
  position: number;
}

/** Every webhook, oldest first; its secrets are not read. */
export async function readWebhooks(db: Reader): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`
    select w.id::text as id, url, types, w.school, registrant, state, reason, registered_at as "registeredAt",
           delivered_at as "deliveredAt", failed_at as "failedAt", failure, waiting.n as waiting,
           waiting.since as "failingSince", coalesce(waiting.first - 1, w.position)::float8 as position
      from rollout.webhook w cross join lateral (
        select count(*)::int as n, min(d.position) as first, min(d.failing_since) as since
          from rollout.webhook_delivery d where d.webhook = w.id) waiting
     order by registered_at, w.id`.execute(db);
  return rows;
}
