import { useEffect, useEffectEvent, useState } from 'react';
import { useClient } from 'urql';

import type { Change } from '../graph/types.js';
import { useSession } from '../session/SessionContext.js';
import { openFeed } from './feed.js';
import { refreshAll, type Listeners } from './listeners.js';

/** How the page stands to the hub; `since` by this machine's clock. */
export type LiveState =
  | { readonly kind: 'connecting' | 'live' | 'refused' }
  | { readonly kind: 'lost' | 'catchingUp'; readonly since: Date }
  /** All of the screen is from after the loss; `missed` counts the changes that came late. */
  | { readonly kind: 'caughtUp'; readonly missed: number; readonly isRestarted: boolean };

const CATCH_UP_AGAIN_MS = 2_000;
const SAID_FOR_MS = 15_000;

/**
 * The page's ear: hands every event to whoever listens, and after a loss has all parts ask anew before it says that the screen has
 * caught up. `isStarted` once the feed's first position is known, so that a part that asks after it misses nothing.
 */
export function useLive(listeners: Listeners): { readonly state: LiveState; readonly isStarted: boolean } {
  const { expire } = useSession();
  const graph = useClient();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  const [isStarted, setStarted] = useState(false);
  const expireSession = useEffectEvent(expire);

  useEffect(() => {
    let socket = 0;
    let missed = 0;
    let isRestarted = false;
    let lostAt: Date | null = null;

    async function catchUpUntilWhole(): Promise<void> {
      const mine = socket;
      while (!(await refreshAll(listeners))) {
        await new Promise((resolve) => setTimeout(resolve, CATCH_UP_AGAIN_MS));
        if (mine !== socket) return;
      }
      if (mine !== socket) return;
      lostAt = null;
      setState({ kind: 'caughtUp', missed, isRestarted });
      missed = 0;
      isRestarted = false;
    }

    const feed = openFeed(graph, {
      onStart: () => setStarted(true),
      onOpen(isAgain) {
        socket++;
        if (!isAgain) setState({ kind: 'live' });
        else {
          setState({ kind: 'catchingUp', since: lostAt ?? new Date() });
          void catchUpUntilWhole();
        }
      },
      onChange(change) {
        if (lostAt !== null) missed++;
        for (const listen of listeners.changes) listen(change);
        markShown(change);
      },
      onHeard(event) {
        for (const listen of listeners.heard) listen(event);
      },
      onLost() {
        socket++;
        lostAt ??= new Date();
        setState({ kind: 'lost', since: lostAt });
      },
      onCursorExpired() {
        // A catch-up that is under way does not know of the gap: the one after the next opening says it.
        socket++;
        isRestarted = true;
        lostAt ??= new Date();
      },
      onRefused(problem) {
        if (problem.kind === 'unauthenticated') expireSession();
        else setState({ kind: 'refused' });
      },
    });
    return () => {
      socket++;
      feed.stop();
    };
  }, [graph, listeners]);

  // "Caught up" is news for a while; then the page is simply live.
  useEffect(() => {
    if (state.kind !== 'caughtUp') return undefined;
    const timer = setTimeout(() => setState({ kind: 'live' }), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [state]);

  return { state, isStarted };
}

/** Leaves a mark in the browser's own timeline once a change has been painted, so that how live the page is can be measured. */
function markShown({ school }: Change): void {
  requestAnimationFrame(() => {
    performance.clearMarks(SHOWN_MARK);
    performance.mark(SHOWN_MARK, { detail: school?.code ?? null });
  });
}

const SHOWN_MARK = 'hub:change-shown';
