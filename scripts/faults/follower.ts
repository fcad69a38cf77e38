import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const CHANGES = 'subscription($after: Cursor) { changes(after: $after) { cursor type data } }';

const ACK_MS = 2000;

export interface Change {
  readonly cursor: string;
  readonly type: string;
}

export interface Follower {
  /** All that was delivered, in order, over every connection. */
  readonly delivered: readonly Change[];
  /** The time until the next event is delivered, in ms. */
  nextDelivered(): Promise<number>;
  stop(): Promise<void>;
}

/** Follows every change over sockets that come and go, each from the last cursor on: by one gateway after the other. */
export function startFollower(urls: () => readonly string[], token: string, start: string): Follower {
  const delivered: Change[] = [];
  const waiting = new Set<{ since: number; resolve: (ms: number) => void }>();
  let isStopping = false;
  let dispose = (): void => {};
  const run = async (): Promise<void> => {
    for (let turn = 0; !isStopping; turn += 1) {
      const url = urls()[turn % urls().length] ?? '';
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        // A gateway that accepts the socket and says nothing more is as good as gone.
        connectionAckWaitTimeout: ACK_MS,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      // A connection that is refused while it is left leaves nothing to close.
      const leave = async (): Promise<void> => Promise.resolve(client.dispose()).catch(() => undefined);
      dispose = () => void leave();
      try {
        const variables = { after: delivered.at(-1)?.cursor ?? start };
        for await (const { data } of client.iterate<{ changes: Change }>({ query: CHANGES, variables })) {
          if (data?.changes == null) break;
          delivered.push({ cursor: data.changes.cursor, type: data.changes.type });
          const now = performance.now();
          for (const { since, resolve } of waiting) resolve(now - since);
          waiting.clear();
        }
      } catch {
        // The process behind the socket is gone: the next one is asked from the last cursor on.
      }
      await leave();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const running = run();
  return {
    delivered,
    nextDelivered: () => new Promise((resolve) => waiting.add({ since: performance.now(), resolve })),
    stop: async () => {
      isStopping = true;
      dispose();
      await running;
    },
  };
}
