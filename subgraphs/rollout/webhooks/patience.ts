const FIRST_MS = 10_000;
const LONGEST_MS = 6 * 3_600_000;
/** A receiver that has not taken an event for so long is told no more. */
const PATIENCE_MS = 72 * 3_600_000;

/**
 * How long to wait after so many failed tries of an event: twice as long each time, up to six hours, of which the later half by
 * chance, so that receivers who went away together are not asked together when they return. `random` gives 0 to 1.
 */
export function retryDelayMs(attempts: number, random: () => number): number {
  const whole = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_MS);
  return Math.round(whole / 2 + (random() * whole) / 2);
}

/** Whether an event that fails since then has failed for too long: three days. */
export function isOutOfPatience(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= PATIENCE_MS;
}
