import { useEffect, useEffectEvent } from 'react';

const EVERY_MS = 60_000;

/**
 * Asks for everything anew once a minute while the page is looked at, and when the reader comes back to it. Changes come by themselves;
 * this is for what no change tells: a new day in the timeline.
 */
export function usePeriodicRefresh(refresh: () => Promise<unknown>): void {
  const ask = useEffectEvent(refresh);
  useEffect(() => {
    let askedAt = Date.now();
    const askIfDue = (): void => {
      if (document.hidden || Date.now() - askedAt < EVERY_MS) return;
      askedAt = Date.now();
      void ask();
    };
    const timer = setInterval(askIfDue, EVERY_MS / 4);
    document.addEventListener('visibilitychange', askIfDue);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfDue);
    };
  }, []);
}
