import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  retry,
  wrap,
  type IPolicy,
} from 'cockatiel';

/** So many requests in a row that got no answer, and a subgraph is left alone for a moment. */
const BREAKS_AFTER = 5;
/** After that one request tries again while the others wait for how it fares: well under the time in which a process comes back. */
const TRIES_AGAIN_MS = 1000;
const ATTEMPTS = 2;
/** What took longer is not asked again: the subgraph is busy, and more of the same would not help it. */
const QUICK_MS = 1000;
/** A tenth of what is asked may be asked again, so that a failing subgraph meets its load and a little more, never twice of it. */
const BUDGET_SHARE = 0.1;
const BUDGET_MOST = 20;

/** No answer came, or none that the gateway understands. */
export class NoAnswer extends Error {
  constructor(
    readonly afterMs: number,
    cause: unknown,
  ) {
    super('the subgraph gave no answer', { cause });
  }
}

export interface Resilience {
  /** Runs what only reads: once more where no answer came quickly and the budget allows; at once refused while the subgraph is left alone. */
  read<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs what writes, once: whether it was done is not known where no answer comes. */
  write<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** How one subgraph that runs apart is asked; `work` throws NoAnswer where it did not answer. */
export function createResilience(): Resilience {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: TRIES_AGAIN_MS,
    breaker: new ConsecutiveBreaker(BREAKS_AFTER),
  });
  let budget = BUDGET_MOST;
  const mayRetry = handleWhen((error) => {
    if (!(error instanceof NoAnswer) || error.afterMs > QUICK_MS || budget < 1) return false;
    budget -= 1;
    return true;
  });
  const again: IPolicy = wrap(
    retry(mayRetry, { maxAttempts: ATTEMPTS, backoff: new ExponentialBackoff({ initialDelay: 20 }) }),
    breaker,
  );
  return {
    read: async (work) => {
      budget = Math.min(BUDGET_MOST, budget + BUDGET_SHARE);
      return again.execute(work);
    },
    write: async (work) => breaker.execute(work),
  };
}
