/** Where the domain reads its time: deadlines, statuses and events follow it; tokens and logs keep real time. */
export interface Clock {
  now(): Date;
  /** True where the time is played from a demo's start and a screen has to say so ("giờ mô phỏng"). */
  readonly isSimulated: boolean;
}

export interface SettableClock extends Clock {
  set(instant: Date): void;
  advance(ms: number): void;
}

export const systemClock: Clock = { now: () => new Date(), isSimulated: false };

/** A clock that runs on at real speed from `start`, counted from the real instant `anchoredAt` (kept, so that a restart goes on). */
export function simulatedClock(start: Date, anchoredAt: Date, real: Clock = systemClock): Clock {
  const offsetMs = start.getTime() - anchoredAt.getTime();
  return { now: () => new Date(real.now().getTime() + offsetMs), isSimulated: true };
}

/** A clock that stands until it is set: for tests, and for the replay of a season at its own dates. */
export function settableClock(start: Date): SettableClock {
  let current = start.getTime();
  return {
    isSimulated: true,
    now: () => new Date(current),
    set: (instant) => {
      current = instant.getTime();
    },
    advance: (ms) => {
      current += ms;
    },
  };
}
