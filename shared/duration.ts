const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000 };

/** Milliseconds of a span such as `500ms` or `2s`; null for any other text. */
export function parseDuration(text: string): number | null {
  const [, count, unit] = /^(\d{1,6})(ms|s)$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * (UNITS_MS[unit ?? ''] ?? 1);
}

/** Calls `act` once, after that many milliseconds of real time; what it returns forgets about it. */
export type Later = (delayMs: number, act: () => void) => () => void;

/** By the process's own timers, which do not keep it alive. */
export const later: Later = (delayMs, act) => {
  const timer = setTimeout(act, delayMs).unref();
  return () => clearTimeout(timer);
};
