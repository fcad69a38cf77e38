import { useEffect, useEffectEvent } from 'react';

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove'] as const;

/** Does something once nobody has touched the page for a while: a screen on the wall has no one to press a button. */
export function useWhenIdle(isWanted: boolean, idleMs: number, run: () => void): void {
  const act = useEffectEvent(run);
  useEffect(() => {
    if (!isWanted) return undefined;
    const done = new AbortController();
    let timer = setTimeout(act, idleMs);
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(act, idleMs);
    };
    for (const sign of signs)
      addEventListener(sign, restart, { signal: done.signal, passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      done.abort();
    };
  }, [isWanted, idleMs]);
}
