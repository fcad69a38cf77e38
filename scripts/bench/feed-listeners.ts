import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Latencies, Order } from './feed-clients.js';

/** Opens listeners in a process of their own; resolves when each has said what it had to say. */
export async function openListeners(order: Order): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./feed-clients.js', import.meta.url)));
  child.setMaxListeners(0);
  const ready = answerOf<{ ready: true }>(child, 'ready');
  child.send(order);
  await ready;
  return child;
}

/** When the last listener has the next event, in milliseconds since the epoch, and how large it was. */
export async function nextArrival(listeners: ChildProcess): Promise<{ all: number; bytes: number }> {
  return answerOf<{ all: number; bytes: number }>(listeners, 'all');
}

/** How long after their commits (by event, milliseconds since the epoch) the events had come to the listeners. */
export async function latenciesOf(
  listeners: ChildProcess,
  commits: readonly (readonly [string, number])[],
): Promise<Latencies> {
  const answer = answerOf<{ latencies: Latencies }>(listeners, 'latencies');
  listeners.send({ commits });
  return (await answer).latencies;
}

async function answerOf<Answer extends object>(child: ChildProcess, name: string): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const hear = (message: object): void => {
    if (!(name in message)) return;
    child.off('message', hear);
    resolve(message as Answer);
  };
  child.on('message', hear);
  return promise;
}
