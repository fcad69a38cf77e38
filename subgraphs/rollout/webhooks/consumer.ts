import { randomUUID } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { hubActor } from '../../../shared/actor.js';
import type { ConsumerDefinition } from '../../../shared/events/consumer.js';
import type { OpenSession, Reader } from '../../../shared/session.js';
import { readerOf } from '../projection/tables.js';
import { disable } from './disable.js';
import { isOutOfPatience, retryDelayMs } from './patience.js';
import { bodyOf } from './payload.js';
import {
  findDue,
  forget,
  layOut,
  lease,
  release,
  takeDue,
  type DueDelivery,
  type LeasedWebhook,
} from './queue.js';
import { send, type Outcome, type SendOptions } from './send.js';

export interface WebhookOptions {
  /** Asked at each try, so that a process reads its surroundings only once it needs them. */
  readonly sending: () => SendOptions;
  /** Real time, whatever the domain's clock says: receivers are of the real world. */
  readonly now?: () => Date;
  readonly random?: () => number;
}

/**
 * Delivers events to webhooks. Each webhook has one process that delivers, by a lease; webhooks wait for each other as little as
 * schools within one do. What a process was sending when it fell is sent again under the same id.
 */
export function webhookConsumer(options: WebhookOptions): ConsumerDefinition {
  // One for each host: a process that fills its database first, or a test, has several.
  const deliverers = new WeakMap<OpenSession, Deliverer>();
  return {
    name: 'rollout.webhooks',
    // Each webhook has a cursor of its own, for one may stand while others go on.
    takes: [],
    handle: async () => {},
    onIdle: async (openSession) => {
      const deliverer = deliverers.get(openSession) ?? createDeliverer(openSession, options);
      deliverers.set(openSession, deliverer);
      await deliverer.look();
    },
    onStop: async (openSession) => deliverers.get(openSession)?.stop(),
  };
}

interface Deliverer {
  /** Goes to work for every webhook that has something to be told; throws what went wrong since the last look. */
  look(): Promise<void>;
  /** Ends when what is on its way has arrived or failed. */
  stop(): Promise<void>;
}

function createDeliverer(
  openSession: OpenSession,
  { sending, now = () => new Date(), random = Math.random }: WebhookOptions,
): Deliverer {
  const process = randomUUID();
  const working = new Map<string, Promise<void>>();
  let failed: unknown = null;
  let hasWorked = false;
  let stopping = false;
  const write = async <Result>(change: (em: EntityManager) => Promise<Result>): Promise<Result> =>
    openSession(hubActor).write(change);
  const read = async <Result>(ask: (db: Reader) => Promise<Result>): Promise<Result> => {
    const session = openSession(hubActor);
    try {
      return await session.read('rollout', ask);
    } finally {
      await session.end();
    }
  };

  const work = async (id: string): Promise<void> => {
    while (!stopping) {
      const step = await write(async (em) => {
        const webhook = await lease(em, id, { process, now: now() });
        if (webhook === null) return null;
        const hasRead = await layOut(em, webhook, now());
        return { webhook, hasRead, due: await takeDue(em, webhook, now()) };
      });
      if (step === null) return;
      const { webhook, hasRead, due } = step;
      if (due.length === 0 && !hasRead) return;
      const outcomes = await Promise.all(due.map(async (delivery) => tryOne(webhook, delivery)));
      if (due.length > 0) await write((em) => settle(em, webhook, due, outcomes));
    }
  };

  const tryOne = async (webhook: LeasedWebhook, { event }: DueDelivery): Promise<Outcome> => {
    const { url, secret, oldSecret, registrant } = webhook;
    const secrets = oldSecret === null ? [secret] : [secret, oldSecret];
    return send({ url, secrets, id: event.id, body: bodyOf(registrant, event), at: now() }, sending());
  };

  const settle = async (
    em: EntityManager,
    { id }: LeasedWebhook,
    due: readonly DueDelivery[],
    outcomes: readonly Outcome[],
  ): Promise<void> => {
    const at = now();
    const isFailure = (index: number) => outcomes[index]?.failure !== null;
    const taken = due.filter((_, index) => !isFailure(index));
    await forget(
      em,
      id,
      taken.map(({ event }) => event.position),
    );
    let reason: string | null = null;
    for (const [index, { event, attempts, failingSince }] of due.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined || outcome.failure === null) continue;
      const since = failingSince ?? at;
      const nextAt = new Date(at.getTime() + retryDelayMs(attempts + 1, random));
      await sql`
        update rollout.webhook_delivery set attempts = attempts + 1, failing_since = ${since.toISOString()}::timestamptz,
               next_at = ${nextAt.toISOString()}::timestamptz
         where webhook = ${id}::uuid and position = ${event.position}`.execute(readerOf(em));
      await note(em, id, { failure: outcome.failure, at });
      if (outcome.isGone || isOutOfPatience(since, at)) reason = outcome.failure;
    }
    if (taken.length > 0) await note(em, id, { failure: null, at });
    if (reason !== null) await disable(em, id, reason, openSession(hubActor).clock.now());
  };

  const look = async (): Promise<void> => {
    if (failed !== null) {
      const error = failed;
      failed = null;
      throw error;
    }
    const due = await read(async (db) => findDue(db, now()));
    for (const id of due.filter((webhook) => !working.has(webhook))) {
      // Not waited for: a receiver that lets one webhook wait for its ten seconds is no matter of the others.
      hasWorked = true;
      const done = work(id)
        .catch((error: unknown) => {
          failed = error;
        })
        .finally(() => working.delete(id));
      working.set(id, done);
    }
  };

  return {
    look,
    stop: async () => {
      stopping = true;
      await Promise.all(working.values());
      // Where even that fails, the leases run out by themselves.
      if (hasWorked) await write((em) => release(em, process)).catch(() => undefined);
    },
  };
}

async function note(
  em: EntityManager,
  id: string,
  { failure, at }: { failure: string | null; at: Date },
): Promise<void> {
  const when = sql`${at.toISOString()}::timestamptz`;
  const change =
    failure === null ? sql`delivered_at = ${when}` : sql`failed_at = ${when}, failure = ${failure}`;
  await sql`update rollout.webhook set ${change} where id = ${id}::uuid`.execute(readerOf(em));
}
