import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { LimitExceeded } from '../../shared/errors.js';
import type { CallerLimits } from '../../shared/limits.js';

const WINDOW_S = 60;

/** How many operations each caller has left in its minute, at this gateway: two gateways give a caller twice as much. */
export class OperationRate {
  readonly #known: Bucket;
  readonly #strangers: Bucket;

  constructor({ operationsPerMinute, anonymousPerMinute }: CallerLimits) {
    this.#known = new Bucket('operationsPerMinute', operationsPerMinute);
    this.#strangers = new Bucket('anonymousPerMinute', anonymousPerMinute);
  }

  /** Counts one operation of that subject; throws LIMIT_EXCEEDED with `retryAfterS` where its minute is used up. */
  async take(subject: string): Promise<void> {
    await this.#known.take(subject);
  }

  /** Counts one attempt from an address that showed no good token, in the same way. */
  async takeFrom(address: string): Promise<void> {
    await this.#strangers.take(address);
  }
}

class Bucket {
  readonly #limiter: RateLimiterMemory;

  constructor(
    private readonly limit: string,
    private readonly value: number,
  ) {
    this.#limiter = new RateLimiterMemory({ points: value, duration: WINDOW_S });
  }

  async take(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const retryAfterS = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new LimitExceeded({ limit: this.limit, value: this.value, retryAfterS });
    }
  }
}
