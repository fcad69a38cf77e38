const FIRST_MS = 500;
const LAST_MS = 15_000;
/** The event that asks for an attempt at once. */
const NOW = 'hub:reconnect';

/**
 * Waits before the next attempt, each time twice as long and never the same for all, so that a hub that comes back is not met by every
 * page at once. Ends early when the network returns, when the reader comes back to the page, or when one asks for it.
 */
export function waitToReconnect(attempt: number, stopping: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const waitMs = Math.min(FIRST_MS * 2 ** attempt, LAST_MS) * (0.75 + Math.random() / 2);
  const done = new AbortController();
  const end = (): void => {
    done.abort();
    resolve();
  };
  const timer = setTimeout(end, waitMs);
  const whileWaiting = { signal: done.signal };
  done.signal.addEventListener('abort', () => clearTimeout(timer));
  stopping.addEventListener('abort', end, whileWaiting);
  addEventListener('online', end, whileWaiting);
  addEventListener(NOW, end, whileWaiting);
  document.addEventListener('visibilitychange', () => !document.hidden && end(), whileWaiting);
  return promise;
}

/** Ends a wait to reconnect. */
export function reconnectNow(): void {
  dispatchEvent(new Event(NOW));
}
