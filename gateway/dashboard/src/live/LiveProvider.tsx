import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  type ReactNode,
} from 'react';

import type { Change } from '../graph/types.js';
import type { Heard } from './feed.js';
import { noListeners, refreshAll, type Listeners } from './listeners.js';
import { useLive, type LiveState } from './useLive.js';
import { usePeriodicRefresh } from './usePeriodicRefresh.js';

interface Live {
  readonly state: LiveState;
  readonly isStarted: boolean;
}

const ListenersContext = createContext<Listeners | null>(null);
const LiveContext = createContext<Live | null>(null);

/** One feed for the whole page, whichever page of it is shown. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [listeners] = useState(noListeners);
  const { state, isStarted } = useLive(listeners);
  usePeriodicRefresh(() => refreshAll(listeners));
  const live = useMemo(() => ({ state, isStarted }), [state, isStarted]);
  return (
    <ListenersContext value={listeners}>
      <LiveContext value={live}>{children}</LiveContext>
    </ListenersContext>
  );
}

/** How the page stands to the hub. */
export function useLiveState(): Live {
  return given(useContext(LiveContext));
}

/** Calls with each change of a school's compliance, as it comes. */
export function useOnChange(listen: (change: Change) => void): void {
  useListener('changes', listen);
}

/** Calls with every event that the caller may see, by type and school; for what is no change of compliance. */
export function useOnHeard(listen: (event: Heard) => void): void {
  useListener('heard', listen);
}

/** A part that asks anew whenever the page catches up after a loss, and once a minute. */
export function useRefreshedByFeed(refresh: () => Promise<boolean>): void {
  useListener('refreshes', refresh);
}

function useListener<Kind extends keyof Listeners>(
  kind: Kind,
  listen: Listeners[Kind] extends Set<infer Listen> ? Listen : never,
): void {
  const listeners = given(useContext(ListenersContext));
  const call = useEffectEvent(listen as (given: never) => unknown);
  useEffect(() => {
    const set = listeners[kind] as Set<(given: never) => unknown>;
    const mine = (event: never): unknown => call(event);
    set.add(mine);
    return () => void set.delete(mine);
  }, [listeners, kind]);
}

function given<Value>(value: Value | null): Value {
  if (value === null) throw new Error('The feed is heard inside a LiveProvider only.');
  return value;
}
