import type { Walked } from './journeys.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
/** How far a clock that runs may have come while a walk that began at its start was under way. */
const WALK_MS = 30 * 60_000;

/**
 * The answers of a walk in a form that two hubs share: the instants of the walk itself become `<now>`, for one clock may stand while
 * the other runs, and ids that are made at random become their order of appearance, unless both walks see the same rows.
 */
export function comparable(
  walked: readonly Walked[],
  start: Date,
  options: { sameRows: boolean } = { sameRows: false },
): Map<string, unknown> {
  const ids = new Map<string, string>();
  const isNow = (value: unknown): boolean => {
    const sinceMs =
      typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) - start.getTime() : -1;
    return sinceMs >= 0 && sinceMs < WALK_MS;
  };
  const nameOf = (id: string, isListed: boolean): string => {
    const name = ids.get(id) ?? (isListed ? `<id ${ids.size + 1}>` : '<id>');
    if (isListed) ids.set(id, name);
    return name;
  };
  const sameFor = (value: unknown, isListed = true): unknown => {
    if (typeof value === 'string') {
      if (isNow(value)) return '<now>';
      return options.sameRows || !UUID.test(value) ? value : nameOf(value, isListed);
    }
    if (Array.isArray(value))
      return value.some(isNewEvent) ? sameEvents(value) : value.map((inner) => sameFor(inner, isListed));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sameFor(inner, isListed)]));
  };
  const isNewEvent = (value: unknown): boolean => isEvent(value) && isNow(value.at);
  /** Consumers that work side by side write their events of one moment in either order: these are compared as a heap. */
  const sameEvents = (events: readonly unknown[]): unknown[] => {
    const old = events.filter((event) => !isNewEvent(event)).map((event) => sameFor(event));
    if (options.sameRows) return [...old, ...events.filter(isNewEvent).map((event) => sameFor(event))];
    const fresh = events
      .filter(isNewEvent)
      .map((event) => sameFor({ ...(event as object), cursor: '<cursor>' }, false));
    return [...old, ...fresh.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
  };
  return new Map(
    walked.map(({ journey, step, answer: { status, data, errors } }) => [
      `${journey}: ${step.name}`,
      sameFor({ status, data, errors }),
    ]),
  );
}

/** An entry of the event log, as `changes` gives it. */
function isEvent(value: unknown): value is { cursor: string; at: string } {
  return (
    typeof value === 'object' && value !== null && 'cursor' in value && 'actorRole' in value && 'at' in value
  );
}
