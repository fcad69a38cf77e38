/** An instant by both clocks of the machine: the one on the wall, which may be set, and the steady one, which stands while it sleeps. */
export interface Mark {
  readonly wallMs: number;
  readonly steadyMs: number;
}

/** The present instant; `wallMs` where a test or a caller has a wall clock of its own. */
export function markNow(wallMs: number = Date.now()): Mark {
  return { wallMs, steadyMs: performance.now() };
}

/**
 * Whether less than `ms` have passed since the mark, by either clock. Where the wall clock was set, or the machine slept, it is no: who
 * remembers something for a while looks again, instead of taking an hour for the moment that the clock makes of it.
 */
export function isWithin(mark: Mark, ms: number, wallMs: number = Date.now()): boolean {
  const byWallMs = wallMs - mark.wallMs;
  return byWallMs >= 0 && byWallMs < ms && performance.now() - mark.steadyMs < ms;
}
