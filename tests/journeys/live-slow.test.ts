import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';

import { roomyLimits } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { openDoor, openLiveHub, type LiveHub } from '../support/live-hub.js';
import { figure, listen, untilFigure } from '../support/live.js';

const officer = person('district_officer');
const limits = {
  ...roomyLimits,
  waitingEvents: 20,
  waitingBytes: 4 * 1024 * 1024,
  // For a document that makes large events.
  tokens: 10_000,
  aliases: 3000,
  repeatedFields: 3000,
};

let hub: LiveHub;
beforeAll(async () => {
  hub = await openLiveHub({ limits });
});
afterAll(() => hub.close());

/** Some 600 KB an event: what the system keeps for a socket is full after a few. */
const LARGE = `subscription($after: Cursor) { changes(after: $after) { cursor id school { code ${Array.from(
  { length: 2500 },
  (_, index) => `${'n'.repeat(200)}${index}: name`,
).join(' ')} } } }`;

/** A socket that has subscribed and reads nothing from then on; and what it is told when it reads again. */
async function stalled() {
  const socket = new WebSocket(`${hub.url.replace(/^http/, 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
  onTestFinished(() => socket.terminate());
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  const ids: string[] = [];
  let cursor = '';
  const acknowledged = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as {
        type: string;
        payload?: { data: { changes: { cursor: string; id: string } } };
      };
      if (message.type === 'connection_ack') resolve();
      if (message.type !== 'next' || message.payload === undefined) return;
      cursor = message.payload.data.changes.cursor;
      ids.push(message.payload.data.changes.id);
    });
  });
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(
    JSON.stringify({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await hub.token(officer)}` },
    }),
  );
  await acknowledged;
  socket.send(JSON.stringify({ id: 'x', type: 'subscribe', payload: { query: LARGE } }));
  return { socket, ids, cursor: () => cursor, closed };
}

test('a reader that stops reading is let go with its cursor; the others are told of everything, and what waited for it stays within its bound', async () => {
  const start = await hub.headCursor();
  const reader = await stalled();
  const others = await Promise.all(
    [1, 2].map(async () => listen(await openDoor(hub, officer), LARGE, { after: start })),
  );
  await untilFigure(hub.url, 'hub_subscriptions', 3);
  reader.socket.pause();

  let waiting = 0;
  const seen: string[] = [];
  for (let count = 0; (await figure(hub.url, 'hub_drops_total', 'reason="slow"')) === 0; count += 1) {
    if (count === 400) throw new Error('The reader was never let go.');
    await hub.tell();
    const [one, two] = await Promise.all(others.map((other) => other.next()));
    expect(two).toEqual(one);
    seen.push(one.id);
    waiting = Math.max(waiting, await figure(hub.url, 'hub_waiting_bytes'));
  }
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThanOrEqual(limits.waitingBytes);
  expect(await figure(hub.url, 'hub_waiting_bytes')).toBe(0);

  // It reads again: what the system had for it, then why it was let go.
  reader.socket.resume();
  const { code, reason } = await reader.closed;
  expect(code).toBe(4510);
  expect(reason).toBe(`Too slow: resume after ${reader.cursor()}`);
  const all = (await hub.changesAfter(start)).map(({ id }) => id);
  while (seen.length < all.length) {
    const [one, two] = await Promise.all(others.map((other) => other.next()));
    expect(two).toEqual(one);
    seen.push(one.id);
  }
  expect(seen).toEqual(all);
  expect(reader.ids).toEqual(all.slice(0, reader.ids.length));
  expect(reader.ids.length).toBeLessThan(all.length);

  const returned = listen(await openDoor(hub, officer), LARGE, { after: reader.cursor() });
  for (const id of all.slice(reader.ids.length)) expect(await returned.next()).toMatchObject({ id });
  await Promise.all([...others, returned].map((listener) => listener.stop()));
});

test('a socket’s queries take no place of its subscriptions, and both have a bound', async () => {
  await hub.quiet();
  const door = await openDoor(hub, officer);
  const listeners = Array.from({ length: roomyLimits.subscriptionsPerSocket }, (_, index) =>
    listen(door, `subscription { changes { cursor f${index}: id } }`),
  );
  await untilFigure(hub.url, 'hub_subscriptions', roomyLimits.subscriptionsPerSocket);
  expect(await listen(door, '{ me { subject } }').next()).toEqual({ subject: officer.subject });
  await expect(listen(door, 'subscription { changes { id } }').result()).rejects.toMatchObject([
    {
      extensions: {
        code: 'LIMIT_EXCEEDED',
        limit: 'subscriptionsPerSocket',
        value: roomyLimits.subscriptionsPerSocket,
      },
    },
  ]);
  await listeners[0]!.stop();
  await untilFigure(hub.url, 'hub_subscriptions', roomyLimits.subscriptionsPerSocket - 1);
  const again = listen(door, 'subscription { changes { id } }');
  await untilFigure(hub.url, 'hub_subscriptions', roomyLimits.subscriptionsPerSocket);
  await Promise.all([...listeners.slice(1), again].map((listener) => listener.stop()));
});
