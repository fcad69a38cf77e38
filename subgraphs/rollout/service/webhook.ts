import { randomBytes, randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { Webhook } from '../../../db/entities/rollout/webhook.js';
import { cursorToPosition } from '../../../shared/cursor.js';
import { BadUserInput, InvalidTransition, LimitExceeded, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { WebhookState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayRunWebhooks } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { requireReceiver } from '../webhooks/address.js';
import { requireId, requireMay, requireSchool } from './guard.js';

const MAX_WEBHOOKS = 20;
const MAX_TYPES = 50;
const EVENT_TYPE = /^[a-z]+\.[a-zA-Z]+$/;
/** How long requests are signed with the old secret too, so that a receiver may change over when it suits. */
const OVERLAP_MS = 24 * 3_600_000;

export interface RegisterWebhook {
  url: string;
  types?: readonly string[] | null | undefined;
  school?: string | null | undefined;
  /** What followed this cursor is delivered; without it, what happens from now on. */
  after?: string | null | undefined;
}

/**
 * Registers a receiver under the caller's rights and gives the secret that its requests are signed with, which is shown this once.
 * Throws BAD_USER_INPUT for an address that the hub must not send to, and LIMIT_EXCEEDED past 20 webhooks.
 */
export async function registerWebhook(
  session: Session,
  input: RegisterWebhook,
  { allowPrivate }: { allowPrivate: boolean },
): Promise<{ id: string; secret: string }> {
  const { actor, clock } = session;
  requireMay(session, mayRunWebhooks(actor), 'register a webhook');
  const url = requireReceiver(input.url, { allowPrivate });
  const types = requireTypes(input.types ?? null);
  const school = input.school ?? null;
  const after = input.after == null ? null : cursorToPosition(input.after);
  return session.write(async (em) => {
    if (school !== null) await requireSchool(em, school);
    const { count, head } = await lockAll(em);
    if (count >= MAX_WEBHOOKS)
      throw new LimitExceeded({ limit: 'webhooks', value: MAX_WEBHOOKS, got: count + 1 });
    if (after !== null && after > head)
      throw new BadUserInput({ field: 'after', expected: 'a cursor of this hub’s log', got: input.after });
    const id = randomUUID();
    const secret = newSecret();
    const at = clock.now();
    await em.insert(Webhook, {
      id,
      url,
      types,
      school,
      secret,
      registrant: actor,
      state: 'ACTIVE',
      position: after ?? head,
      registeredAt: at,
    });
    await tell(em, session, { id, url, before: null, after: 'ACTIVE', reason: null });
    return { id, secret };
  });
}

/** Takes the webhook away with all that waits for it; nothing more is sent. NOT_FOUND for one that is unknown. */
export async function removeWebhook(session: Session, id: string): Promise<{ id: string }> {
  requireMay(session, mayRunWebhooks(session.actor), 'remove a webhook');
  return session.write(async (em) => {
    const known = await lockWebhook(em, id);
    await sql`delete from rollout.webhook_delivery where webhook = ${known.id}::uuid`.execute(readerOf(em));
    await em.nativeDelete(Webhook, { id: known.id });
    await tell(em, session, { ...known, before: known.state, after: null, reason: null });
    return { id: known.id };
  });
}

/**
 * Lets a disabled webhook go on from its cursor, at once and with nothing lost, under the rights of whoever resumes it. Throws
 * INVALID_TRANSITION for one that is active.
 */
export async function resumeWebhook(session: Session, id: string): Promise<{ id: string }> {
  const { actor } = session;
  requireMay(session, mayRunWebhooks(actor), 'resume a webhook');
  return session.write(async (em) => {
    const known = await lockWebhook(em, id);
    if (known.state !== 'DISABLED')
      throw new InvalidTransition({
        what: 'webhook',
        id: known.id,
        from: known.state,
        to: 'ACTIVE',
        allowed: [],
      });
    await em.nativeUpdate(Webhook, { id: known.id }, { state: 'ACTIVE', reason: null, registrant: actor });
    await sql`
      update rollout.webhook_delivery set attempts = 0, failing_since = null, next_at = clock_timestamp()
       where webhook = ${known.id}::uuid and failing_since is not null`.execute(readerOf(em));
    await tell(em, session, { ...known, before: 'DISABLED', after: 'ACTIVE', reason: 'resumed' });
    return { id: known.id };
  });
}

/** Gives the webhook another secret, shown this once; requests are signed with the one before as well for a day, by real time. */
export async function rotateWebhookSecret(
  session: Session,
  id: string,
): Promise<{ id: string; secret: string }> {
  requireMay(session, mayRunWebhooks(session.actor), "rotate a webhook's secret");
  return session.write(async (em) => {
    const known = await lockWebhook(em, id);
    const secret = newSecret();
    const oldSecretUntil = new Date(Date.now() + OVERLAP_MS);
    await em.nativeUpdate(Webhook, { id: known.id }, { secret, oldSecret: known.secret, oldSecretUntil });
    await tell(em, session, {
      ...known,
      before: known.state,
      after: known.state,
      reason: 'secret rotated',
    });
    return { id: known.id, secret };
  });
}

/** As Standard Webhooks spells one: 256 bits in base64. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

function requireTypes(types: readonly string[] | null): string[] | null {
  if (types === null) return null;
  const odd = types.find((type) => !EVENT_TYPE.test(type));
  if (odd === undefined && types.length > 0 && types.length <= MAX_TYPES) return [...new Set(types)];
  throw new BadUserInput({
    field: 'types',
    expected: `1 to ${MAX_TYPES} event types such as readiness.itemVerified`,
    got: odd ?? types.length,
  });
}

/** One registration after the other, so that they are counted right. */
async function lockAll(em: EntityManager): Promise<{ count: number; head: number }> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('hub-webhooks'))`);
  const [row] = await em.execute<{ count: number; head: number }[]>(
    `select (select count(*) from rollout.webhook)::int as count,
            (select position from events.head where id = 1)::float8 as head`,
  );
  return row ?? { count: 0, head: 0 };
}

interface KnownWebhook {
  id: string;
  url: string;
  secret: string;
  state: WebhookState;
}

async function lockWebhook(em: EntityManager, id: string): Promise<KnownWebhook> {
  const [known] = await em.execute<KnownWebhook[]>(
    'select id::text as id, url, secret, state from rollout.webhook where id = ? for update',
    [requireId(id, 'webhook')],
  );
  if (known === undefined) throw new NotFound({ what: 'webhook', id });
  return known;
}

async function tell(
  em: EntityManager,
  { actor, clock }: Session,
  change: {
    id: string;
    url: string;
    before: WebhookState | null;
    after: WebhookState | null;
    reason: string | null;
  },
): Promise<void> {
  const { id, url, before, after, reason } = change;
  // The host alone: receivers put secrets of their own into the rest of an address.
  const data = { webhook: id, host: new URL(url).host, before, after, reason };
  await appendEvents(em, actor, clock.now(), [{ type: 'rollout.webhookChanged', school: null, data }]);
}
