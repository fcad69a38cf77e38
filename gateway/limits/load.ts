import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

import { LimitExceeded } from '../../shared/errors.js';
import type { LoadLimits } from '../../shared/limits.js';

/** How often the process looks at itself. */
const LOOK_MS = 500;
/** When a caller that was sent away may come back. */
const RETRY_AFTER_S = 2;
const RESOLUTION_MS = 20;
/**
 * Looks that have to agree, two seconds in all. One long turn (a large answer, a start, a query of the embedded database, which works
 * in this process) fills the look in which it ends, and sending people away for it would help nobody.
 */
const AGREEING_LOOKS = 4;

export interface LoadReading {
  /** By how much the turns of the event loop came late on average, in the best of the last looks: a queue that grows, not one long turn. */
  readonly delayMs: number;
  /** Share of the heap that is taken, in percent. */
  readonly heapPercent: number;
}

/** How loaded this process is: beyond its limits new operations are sent away before they take memory, those under way are finished. */
export class Load {
  #now: LoadReading = { delayMs: 0, heapPercent: 0 };
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly limits: LoadLimits,
    private readonly read: () => LoadReading = loadReader(),
  ) {
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.#timer.unref();
  }

  /** Reads the load anew, as it is read by itself twice a second. */
  look(): void {
    this.#now = this.read();
  }

  /** Throws LIMIT_EXCEEDED with `retryAfterS` while the process is beyond a limit. */
  require(): void {
    const { delayMs, heapPercent } = this.#now;
    this.#requireBelow('eventLoopDelayMs', delayMs, this.limits.eventLoopDelayMs);
    this.#requireBelow('heapPercent', heapPercent, this.limits.heapPercent);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #requireBelow(limit: string, reading: number, value: number): void {
    if (reading > value)
      throw new LimitExceeded({ limit, value, got: Math.round(reading), retryAfterS: RETRY_AFTER_S });
  }
}

/** Reads the load of this process since the reading before. */
export function loadReader(): () => LoadReading {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const heapLimit = getHeapStatistics().heap_size_limit;
  const delays: number[] = Array(AGREEING_LOOKS).fill(0);
  return () => {
    delays.shift();
    delays.push(Math.max(0, (histogram.mean || 0) / 1e6 - RESOLUTION_MS));
    histogram.reset();
    return { delayMs: Math.min(...delays), heapPercent: (process.memoryUsage().heapUsed / heapLimit) * 100 };
  };
}
