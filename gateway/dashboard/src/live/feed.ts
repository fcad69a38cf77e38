import type { Client as GraphClient } from 'urql';

import {
  ComplianceChangedDocument,
  FeedCursorDocument,
  HeardDocument,
  type HeardSubscription,
} from '../generated/graphql.js';
import { problemOf, type Problem } from '../graph/problem.js';
import type { Change } from '../graph/types.js';
import { waitToReconnect } from './reconnect.js';
import { listenOnce, type Channel } from './socket.js';

/** An event of any kind, by its type and school: what a page asks anew about. */
export type Heard = HeardSubscription['changes'];

export interface FeedListener {
  /** The position that the feed starts behind is known, or cannot be had: what is asked from now on leaves no gap to the feed. */
  onStart(): void;
  /** The socket stands and the subscriptions are asked for; `isAgain` after a loss. */
  onOpen(isAgain: boolean): void;
  onChange(change: Change): void;
  onHeard(event: Heard): void;
  /** The socket is gone; another attempt follows by itself. */
  onLost(): void;
  /** The log no longer holds what followed the cursor: the changes in between will not come. */
  onCursorExpired(): void;
  /** The hub will not serve this caller; no attempt follows. */
  onRefused(problem: Problem): void;
}

/**
 * Listens to the log for as long as it is not stopped. It starts behind the position that the log had before the page asked for
 * anything, and comes back after a loss with the cursors of the last events that it saw, so that nothing is missed and nothing comes
 * twice.
 */
export function openFeed(graph: GraphClient, listener: FeedListener): { stop(): void } {
  const stopping = new AbortController();
  void keepListening({ graph, listener, stopping: stopping.signal });
  return { stop: () => stopping.abort() };
}

interface Listening {
  readonly graph: GraphClient;
  readonly listener: FeedListener;
  readonly stopping: AbortSignal;
}

async function keepListening({ graph, listener, stopping }: Listening): Promise<void> {
  const { data, error } = await graph.query(FeedCursorDocument, {}).toPromise();
  if (stopping.aborted) return;
  const problem = problemOf(error);
  if (problem?.kind === 'unauthenticated') {
    listener.onRefused(problem);
    return;
  }
  listener.onStart();
  const channels = channelsOf(listener, data?.feedCursor ?? null);
  let attempt = 0;
  let isAgain = data === undefined;
  const opened = (): void => {
    attempt = 0;
    listener.onOpen(isAgain);
    isAgain = true;
  };
  while (!stopping.aborted) {
    const end = await listenOnce({ channels, opened, stopping });
    if (stopping.aborted) return;
    if (end.kind === 'cursorExpired') {
      for (const channel of channels) channel.after = null;
      listener.onCursorExpired();
      continue;
    }
    if (end.kind === 'refused') {
      listener.onRefused(end.problem);
      return;
    }
    isAgain = true;
    listener.onLost();
    await waitToReconnect(attempt++, stopping);
  }
}

/** Compliance with its numbers for the rows on the screen, and every event by its type for the rest. */
function channelsOf(listener: FeedListener, after: string | null): Channel[] {
  return [
    {
      document: ComplianceChangedDocument,
      after,
      see({ complianceChanged }) {
        this.after = complianceChanged.cursor;
        listener.onChange(complianceChanged);
      },
    } satisfies Channel<typeof ComplianceChangedDocument>,
    {
      document: HeardDocument,
      after,
      see({ changes }) {
        this.after = changes.cursor;
        listener.onHeard(changes);
      },
    } satisfies Channel<typeof HeardDocument>,
  ];
}
