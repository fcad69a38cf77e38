import { cursorToPosition } from '../cursor.js';
import type { AnyHubEvent } from '../events/contracts.js';
import type { Feed } from '../events/feed.js';

/**
 * A subscription's source: what `show` makes of each event after the cursor `after`, in order, then live; null is left out.
 * Refused with CURSOR_EXPIRED where the log no longer holds what followed. Ending it ends the wait for the next event at once.
 */
export async function followEvents<Payload>(
  feed: Feed,
  after: string | null | undefined,
  show: (event: AnyHubEvent) => Payload | null | Promise<Payload | null>,
): Promise<AsyncIterableIterator<Payload>> {
  const position = after == null ? undefined : cursorToPosition(after);
  if (position !== undefined) await feed.requireHeld(position);
  const ending = new AbortController();
  const shown = showEach(feed.follow(position, ending.signal), show);
  const iterator: AsyncIterableIterator<Payload> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => shown.next(),
    // A generator that waits does not hear of its return: the signal wakes it.
    return: async () => {
      ending.abort();
      return shown.return(undefined);
    },
  };
  return iterator;
}

async function* showEach<Payload>(
  events: AsyncIterable<AnyHubEvent>,
  show: (event: AnyHubEvent) => Payload | null | Promise<Payload | null>,
): AsyncGenerator<Payload, undefined, void> {
  for await (const event of events) {
    const payload = await show(event);
    if (payload !== null) yield payload;
  }
  return undefined;
}
