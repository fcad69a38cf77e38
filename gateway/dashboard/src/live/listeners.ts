import type { Change } from '../graph/types.js';
import type { Heard } from './feed.js';

/** Who on the page listens to the feed, and which of its parts ask anew when it catches up. */
export interface Listeners {
  readonly changes: Set<(change: Change) => void>;
  readonly heard: Set<(event: Heard) => void>;
  /** Each resolves to whether a whole answer came. */
  readonly refreshes: Set<() => Promise<boolean>>;
}

export const noListeners = (): Listeners => ({
  changes: new Set(),
  heard: new Set(),
  refreshes: new Set(),
});

/** Asks every part of the page anew; resolves to whether all of them answered whole. */
export async function refreshAll({ refreshes }: Listeners): Promise<boolean> {
  const answered = await Promise.all([...refreshes].map((refresh) => refresh()));
  return answered.every(Boolean);
}
