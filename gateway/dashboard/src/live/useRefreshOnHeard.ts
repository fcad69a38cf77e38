import { useEffect, useEffectEvent, useRef } from 'react';

import type { Heard } from './feed.js';
import { useOnHeard } from './LiveProvider.js';

/** A save is several events; asked once after them, and in a burst once a second. */
const AFTER_MS = 150;
const EVERY_MS = 1_000;

/** Asks a part anew after the events that concern it, `concerns` says which; far less often than they come. */
export function useRefreshOnHeard(
  concerns: (event: Heard) => boolean,
  refresh: () => Promise<unknown>,
): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const ask = useEffectEvent(refresh);

  useEffect(() => () => clearTimeout(timer.current), []);
  const askSoon = useEffectEvent(() => {
    if (timer.current !== undefined) return;
    const pause = askedAt.current + EVERY_MS - performance.now();
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        askedAt.current = performance.now();
        void ask();
      },
      Math.max(AFTER_MS, pause),
    );
  });
  useOnHeard((event) => {
    if (concerns(event)) askSoon();
  });
}
