import type { Later } from '../../shared/duration.js';

/** Time that passes only when a test says so. */
export interface ManualLater {
  readonly later: Later;
  /** How many wait for their time. */
  waiting(): number;
  pass(ms: number): void;
}

export function manualLater(): ManualLater {
  const due = new Map<symbol, { at: number; act: () => void }>();
  let now = 0;
  return {
    later: (delayMs, act) => {
      const key = Symbol('due');
      due.set(key, { at: now + delayMs, act });
      return () => void due.delete(key);
    },
    waiting: () => due.size,
    pass: (ms) => {
      now += ms;
      for (const [key, { at, act }] of due) {
        if (at > now) continue;
        due.delete(key);
        act();
      }
    },
  };
}
