import { randomUUID } from 'node:crypto';

import type { Actor } from '../shared/actor.js';
import type { VerifiedToken } from '../shared/auth/tokens.js';
import type { Clock } from '../shared/clock.js';
import type { Later } from '../shared/duration.js';
import { Unauthenticated } from '../shared/errors.js';
import { feedUntil, type Feed } from '../shared/events/feed.js';
import type { Idempotency } from '../shared/idempotency.js';
import type { OpenSession, Session } from '../shared/session.js';
import type { RequestBase } from '../shared/subgraph/context.js';

/** What a process that hosts subgraphs gives their requests. */
export interface SubgraphHost {
  readonly openSession: OpenSession;
  readonly clock: Clock;
  readonly feed: Feed;
  readonly later: Later;
}

/** What the groups of one event have in common: its cursor, and rights that make their answers equal. */
export interface Share {
  cursor: string | null;
  readonly rights: string;
}

/** One operation at the gateway, whichever door it came through. Apollo's context and the planner's context are this object. */
export class GatewayRequest {
  readonly requestId: string;
  readonly identity: VerifiedToken | null;
  /** Where a subscription that only catches up ends. */
  readonly until: number | null;
  /** What it has in common with other groups of the same event; null for anything but a group's own subscription. */
  readonly share: Share | null;
  /** What the caller sent as its key, so that it may send the same again; undefined for most. */
  readonly idempotencyKey: unknown;
  readonly #host: SubgraphHost | null;
  #base: RequestBase | undefined;
  #bound: Pick<Idempotency, 'key' | 'digest'> | undefined;

  constructor(options: {
    requestId: string;
    identity: VerifiedToken | null;
    host: SubgraphHost | null;
    until?: number | null;
    share?: Share | null;
    idempotencyKey?: unknown;
  }) {
    this.requestId = options.requestId;
    this.identity = options.identity;
    this.#host = options.host;
    this.until = options.until ?? null;
    this.share = options.share ?? null;
    this.idempotencyKey = options.idempotencyKey;
  }

  /** Says which mutation the caller's key stands for, before any of it runs. */
  bindKey(bound: Pick<Idempotency, 'key' | 'digest'>): void {
    this.#bound = bound;
  }

  /** The key with what it is bound to, for one part of the operation; null for what is no mutation or came without a key. */
  idempotency(part: string): Idempotency | null {
    return this.#bound === undefined ? null : { ...this.#bound, part };
  }

  /** The caller; throws UNAUTHENTICATED where the request brought neither token nor session. */
  get actor(): Actor {
    if (this.identity === null) throw new Unauthenticated('send a token as `Authorization: Bearer …`');
    return this.identity.actor;
  }

  /** What subgraphs of this process work with: one session for all of them, so that a screen's numbers come from one snapshot. */
  get base(): RequestBase {
    if (this.#host === null) throw new Error('No subgraph runs in this process.');
    const { openSession, clock, feed, later } = this.#host;
    this.#base ??= {
      requestId: this.requestId,
      actor: this.actor,
      session: openSession(this.actor, this.idempotency('hub')),
      clock,
      later,
      feed: this.until === null ? feed : feedUntil(feed, this.until),
    };
    return this.#base;
  }

  /** Another operation of the same caller, with a snapshot of its own. */
  derived(options: { until?: number; share?: Share; idempotencyKey?: unknown } = {}): GatewayRequest {
    return new GatewayRequest({
      requestId: randomUUID(),
      identity: this.identity,
      host: this.#host,
      ...options,
    });
  }

  /** Gives the snapshot back: after an answer, and after each event of a subscription. */
  async release(): Promise<void> {
    const session: Session | undefined = this.#base?.session;
    await session?.end();
  }
}
