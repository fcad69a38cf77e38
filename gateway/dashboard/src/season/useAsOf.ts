import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { endOfDay, isDay, type Day } from './day.js';

export interface AsOf {
  /** The day looked at; null for now, live. */
  readonly day: Day | null;
  /** Its last instant, for the graph; null for now. */
  readonly instant: string | null;
  change(this: void, day: Day | null): void;
}

/** The day that a page shows, kept in the address. */
export function useAsOf(name = 'luc'): AsOf {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const given = new URLSearchParams(search).get(name);
  const day = given !== null && isDay(given) ? given : null;

  const change = useCallback(
    (wanted: Day | null) => {
      const params = new URLSearchParams(location.search);
      if (wanted === null) params.delete(name);
      else params.set(name, wanted);
      void navigate({ pathname, search: params.toString() }, { replace: true, preventScrollReset: true });
    },
    [navigate, pathname, name],
  );
  return { day, instant: day === null ? null : endOfDay(day), change };
}
