import { setTimeout as delay } from 'node:timers/promises';

import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { positionToCursor } from '../../shared/cursor.js';

/** With a field of another subgraph: an event that comes without it was not whole. */
const CHANGES = 'subscription($after: Cursor) { changes(after: $after) { cursor id school { code name } } }';
const COME_BACK_MS = 100;

/** A tool that follows every change that it may see and comes back with its last cursor whenever it loses its connection. */
export interface Subscriber {
  /** Ids of the events, in the order in which they came. */
  readonly ids: readonly string[];
  /** How often it had to come back. */
  returns(): number;
  /** From now on it leaves no more of its own accord. */
  stay(): void;
  stop(): Promise<void>;
}

interface Told {
  readonly data?: {
    readonly changes: { cursor: string; id: string; school: { name: string | null } | null } | null;
  } | null;
  readonly errors?: readonly unknown[];
}

/** What both libraries' clients have in common here. */
interface Client {
  iterate(request: { query: string; variables: { after: string } }): AsyncIterableIterator<unknown>;
  dispose(): void | Promise<void>;
}

/** Follows from behind `position`, at the first of `urls`, and on each return at the next one. */
export function subscribe(options: {
  readonly urls: readonly string[];
  readonly token: string;
  readonly position: number;
  /** By event stream instead of a socket. */
  readonly byStream?: boolean;
  /** After how many milliseconds it leaves of its own accord, asked anew each time; it stays where left out. */
  readonly leaveAfterMs?: () => number;
}): Subscriber {
  const { urls, token, position, byStream = false, leaveAfterMs } = options;
  const ids: string[] = [];
  let after = positionToCursor(position);
  let returns = 0;
  let stopping = false;
  let isStaying = leaveAfterMs === undefined;
  let client = open();

  function open(): Client {
    const url = `${urls[returns % urls.length] ?? ''}/graphql`;
    const authorization = `Bearer ${token}`;
    if (byStream) return createStreamClient({ url, retryAttempts: 0, headers: { authorization } });
    return createSocketClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization },
    });
  }
  /** A connection that is refused while it is left leaves nothing to close. */
  const leave = async (left: Client): Promise<void> => Promise.resolve(left.dispose()).catch(() => undefined);
  const follow = async (): Promise<void> => {
    for await (const told of client.iterate({ query: CHANGES, variables: { after } })) {
      const { data, errors } = told as Told;
      // Not whole: it has not been told of this event, and asks for it again.
      if (errors !== undefined || data?.changes == null) return;
      after = data.changes.cursor;
      ids.push(data.changes.id);
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping) {
      const current = client;
      const leaving =
        leaveAfterMs === undefined || isStaying
          ? null
          : setTimeout(() => {
              if (!isStaying) void leave(current);
            }, leaveAfterMs());
      await follow().catch(() => undefined);
      if (leaving !== null) clearTimeout(leaving);
      await leave(client);
      if (stopping) return;
      returns += 1;
      await delay(COME_BACK_MS);
      client = open();
    }
  };

  const running = run();
  return {
    ids,
    returns: () => returns,
    stay: () => {
      isStaying = true;
    },
    stop: async () => {
      stopping = true;
      await leave(client);
      await running;
    },
  };
}
