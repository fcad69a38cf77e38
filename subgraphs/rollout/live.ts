import { cursorToPosition } from '../../shared/cursor.js';
import type { AnyHubEvent } from '../../shared/events/contracts.js';
import type { Feed } from '../../shared/events/feed.js';

/**
 * What `pick` makes of the log's events behind the cursor, in order and then live; from the present without one. Throws
 * CURSOR_EXPIRED before it starts where the log does not hold what followed. Ends as soon as the subscriber lets go.
 */
export async function followLog<Payload>(
  feed: Feed,
  after: string | null | undefined,
  pick: (event: AnyHubEvent) => Payload | null,
): Promise<AsyncIterableIterator<Payload>> {
  const given = after == null ? null : cursorToPosition(after);
  if (given !== null) await feed.requireHeld(given);
  // The present is now, not when the subscriber first waits: what is written in between belongs to it.
  return picked(feed, given ?? feed.head(), pick);
}

/** Not a generator: one that waits for an event that never comes cannot be returned from. */
function picked<Payload>(
  feed: Feed,
  from: number,
  pick: (event: AnyHubEvent) => Payload | null,
): AsyncIterableIterator<Payload> {
  const stop = new AbortController();
  const events = feed.follow(from, stop.signal);
  const done = { done: true as const, value: undefined };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (!stop.signal.aborted) {
        const { value, done: isDone } = await events.next();
        if (isDone === true) return done;
        const payload = pick(value);
        if (payload !== null) return { done: false, value: payload };
      }
      return done;
    },
    async return() {
      stop.abort();
      return done;
    },
    async throw(error: unknown) {
      stop.abort();
      throw error;
    },
  };
}
