import { useCallback, useEffect, useRef, useState } from 'react';

import type { Change } from '../graph/types.js';

const KEPT = 50;
const FRESH_MS = 6_000;
/** A change is on the screen at once; the totals follow within this time, and in a burst once per second. */
const REFRESH_AFTER_MS = 150;
const REFRESH_EVERY_MS = 1_000;

export interface Changes {
  /** Newest first, since the page was opened. */
  readonly recent: readonly Change[];
  /** Schools that changed in the last seconds. */
  readonly fresh: ReadonlySet<string>;
  /** Changes that have not been read out yet. */
  readonly unread: readonly Change[];
  add(this: void, change: Change): void;
}

/** What came in while the page is open; `onSettled` is called after a change or a burst of them. */
export function useChanges(onSettled: () => void): Changes {
  const [recent, setRecent] = useState<readonly Change[]>([]);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [unread, setUnread] = useState<readonly Change[]>([]);
  const settle = useLatest(onSettled);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const waiting = useRef<Change[]>([]);
  const settledAt = useRef(Number.NEGATIVE_INFINITY);

  const later = useCallback((run: () => void, ms: number) => {
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      run();
    }, ms);
    timers.current.add(timer);
  }, []);

  useEffect(() => {
    const running = timers.current;
    return () => running.forEach((timer) => clearTimeout(timer));
  }, []);

  const add = useCallback(
    (change: Change) => {
      setRecent((before) => [change, ...before].slice(0, KEPT));
      const code = change.school?.code;
      if (code !== undefined) setFresh((before) => new Set(before).add(code));
      waiting.current.push(change);
      if (waiting.current.length > 1) return;
      const pause = settledAt.current + REFRESH_EVERY_MS - performance.now();
      later(
        () => {
          const batch = waiting.current;
          waiting.current = [];
          settledAt.current = performance.now();
          setUnread(batch);
          settle.current();
          later(() => setFresh((before) => without(before, batch)), FRESH_MS);
        },
        Math.max(REFRESH_AFTER_MS, pause),
      );
    },
    [later, settle],
  );

  return { recent, fresh, unread, add };
}

function without(fresh: ReadonlySet<string>, batch: readonly Change[]): ReadonlySet<string> {
  const rest = new Set(fresh);
  for (const { school } of batch) if (school !== null) rest.delete(school.code);
  return rest;
}

function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
