import { useEffect, useState } from 'react';

const TICK_MS = 15_000;

/** The instant by which the hub judges deadlines, running on from the moment it was told; null until then. */
export function useDomainClock(toldNow: string | undefined, toldAt: Date | null): Date | null {
  const [real, setReal] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setReal(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (toldNow === undefined || toldAt === null) return null;
  return new Date(Date.parse(toldNow) + Math.max(0, real - toldAt.getTime()));
}
