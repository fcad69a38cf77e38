import { CloseCode } from 'graphql-ws';

import type { VerifiedToken } from '../../shared/auth/tokens.js';
import { positionToCursor } from '../../shared/cursor.js';
import { LimitExceeded } from '../../shared/errors.js';
import type { LiveLimits } from '../../shared/limits.js';
import type { Holder } from '../identity/expiry.js';
import type { LiveEvent } from '../live/event.js';
import type { Member, Sink } from '../live/member.js';
import type { Metrics } from '../metrics.js';
import type { GatewayRequest } from '../request.js';
import type { Connection } from './connection.js';

/** The reader is slower than its events come; the reason names the cursor to resume after. */
const TOO_SLOW = 4510;

/** Whoever signed in on a socket, and what they have running there. */
export class Caller implements Holder {
  subscriptions = 0;
  #answers = 0;

  constructor(
    readonly connection: Connection,
    readonly request: GatewayRequest,
    readonly identity: VerifiedToken,
    readonly metrics: Metrics,
  ) {}

  expire(why: string): void {
    this.metrics.drops.inc({ reason: 'expired' });
    this.connection.close(CloseCode.Unauthorized, `Unauthorized: ${why}`);
  }

  /** Counts an operation that begins, or gives the refusal. Queries have a count of their own: they take no subscription's place. */
  begin(isSubscription: boolean, { subscriptionsPerSocket: value }: LiveLimits): LimitExceeded | null {
    if ((isSubscription ? this.subscriptions : this.#answers) >= value) {
      return new LimitExceeded({
        limit: isSubscription ? 'subscriptionsPerSocket' : 'queriesPerSocket',
        value,
      });
    }
    if (isSubscription) this.subscriptions += 1;
    else this.#answers += 1;
    return null;
  }

  answered(): void {
    this.#answers -= 1;
  }
}

/** One subscription of a socket, under the id that its client gave it. */
export class SubscriptionSink implements Sink {
  readonly #caller: Caller;
  /** As it stands in a message. */
  readonly #id: string;

  constructor(caller: Caller, id: string) {
    this.#caller = caller;
    this.#id = JSON.stringify(id);
  }

  write(event: LiveEvent, member: Member): boolean {
    return this.#caller.connection.write(this.#id, event, member);
  }

  tooSlow(position: number): void {
    this.#caller.metrics.drops.inc({ reason: 'slow' });
    this.#caller.connection.close(TOO_SLOW, `Too slow: resume after ${positionToCursor(position)}`);
  }

  closed(): void {
    this.#caller.subscriptions -= 1;
    this.#caller.metrics.subscriptions.dec({ door: 'ws' });
  }
}
