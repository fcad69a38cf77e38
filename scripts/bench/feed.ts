import type { ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import { openInMemory } from '../../db/database.js';
import { hello, openHub } from './feed-hub.js';
import { benchLatency } from './feed-latency.js';
import { nextArrival, openListeners } from './feed-listeners.js';

const SOCKETS = Number(process.argv[3] ?? 10_000);
const ROUNDS = 7;
/**
 * `npm run bench -- feed [sockets]`: one event to all listeners of one federated subscription, against plain `ws` with the same bytes;
 * with a server, also from commit to delivery at a steady pace of writes.
 */
export async function benchFeed(serverUrl: string | null): Promise<void> {
  if (SOCKETS > 0) await benchBroadcast();
  if (serverUrl === null) console.log('Commit to delivery is measured on PostgreSQL: set DATABASE_URL.');
  else await benchLatency(serverUrl);
}

async function benchBroadcast(): Promise<void> {
  const idle = await idleSocketHeap();
  const hub = await openHub(await openInMemory());
  const token = await hub.token({ subject: 'bench', name: 'bench', role: 'reporting_tool', schools: 'all' });
  const before = heap();
  const listeners = await openListeners({
    url: hub.socketUrl,
    groups: [{ sockets: SOCKETS, hello: hello(token) }],
  });
  await hub.subscribed(SOCKETS);
  await hub.event(listeners);
  const perSubscriber = (heap() - before) / SOCKETS;
  const shared = await rounds(() => hub.event(listeners));
  listeners.kill();
  await hub.close();

  // After the hub, not beside it: twice as many sockets would pass a process's usual limit of open files.
  const plain = await openPlain();
  const plainListeners = await openListeners({ url: plain.url, groups: [{ sockets: SOCKETS, hello: [] }] });
  await plain.broadcast(plainListeners, 'warm');
  const bare = await rounds(() => plain.broadcast(plainListeners, 'x'.repeat(shared.bytes)));
  plainListeners.kill();
  plain.close();

  console.log(`${SOCKETS} sockets, ${shared.bytes} bytes an event, median of ${ROUNDS}:`);
  console.log(
    `  commit to last socket ${shared.ms.toFixed(0)} ms, plain ws broadcast ${bare.ms.toFixed(0)} ms: ${(shared.ms / bare.ms).toFixed(2)} × (wanted ≤ 2)`,
  );
  console.log(
    `  heap per subscriber ${(perSubscriber / 1024).toFixed(1)} KB: ${(perSubscriber / idle).toFixed(2)} × an idle graphql-ws socket (wanted ≤ 1.5)`,
  );
}

async function rounds(
  run: () => Promise<{ ms: number; bytes?: number }>,
): Promise<{ ms: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = await run();
    times.push(result.ms);
    bytes = result.bytes ?? 0;
  }
  return { ms: median(times), bytes };
}

async function openPlain() {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const port = await listening(server);
  return {
    url: `ws://127.0.0.1:${port}`,
    broadcast: async (listeners: ChildProcess, text: string): Promise<{ ms: number }> => {
      const arrival = nextArrival(listeners);
      const start = performance.timeOrigin + performance.now();
      for (const socket of sockets.clients) socket.send(text);
      return { ms: (await arrival).all - start };
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
    },
  };
}

/** Heap of one connected and acknowledged graphql-ws socket without a subscription. */
async function idleSocketHeap(): Promise<number> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const disposable = useServer({ schema: buildSchema('type Query { x: Int }') }, sockets);
  const port = await listening(server);
  const before = heap();
  const listeners = await openListeners({
    url: `ws://127.0.0.1:${port}/graphql`,
    groups: [{ sockets: SOCKETS, hello: [JSON.stringify({ type: 'connection_init' })] }],
  });
  const perSocket = (heap() - before) / SOCKETS;
  listeners.kill();
  await disposable.dispose();
  server.close();
  return perSocket;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
