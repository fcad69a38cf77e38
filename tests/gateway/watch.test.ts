import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';

import { askSession, openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { knock } from '../support/knock.js';

/** Within this everything that a sign-out or a withdrawal ends has ended. */
const MINUTE_MS = 60_000;

let hub: TestHub;
beforeAll(async () => {
  // Real time and what is done every so often stand still: the tests let them pass.
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  hub = await openTestHub();
});
afterAll(async () => {
  await hub.close();
  vi.useRealTimers();
});

interface Open {
  /** Resolves with how it was ended: a socket's code and reason, or nothing of a stream. */
  readonly ended: Promise<string>;
  readonly isOpen: () => boolean;
}

async function openSocket(headers: Record<string, string>): Promise<Open> {
  const { socket, end, closed } = await knock(hub.url, headers);
  expect(end).toBe('acknowledged');
  return {
    ended: closed.then(({ code, reason }) => `${code} ${reason}`),
    isOpen: () => socket.readyState === WebSocket.OPEN,
  };
}

async function openStream(headers: Record<string, string>): Promise<Open> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query: 'subscription { changes { cursor } }' }),
  });
  expect(response.status).toBe(200);
  let isOpen = true;
  const ended = response.text().then((text) => {
    isOpen = false;
    return text;
  });
  return { ended, isOpen: () => isOpen };
}

const doors = [
  { door: 'a socket', open: openSocket, how: /^4401 / },
  { door: 'an event stream', open: openStream, how: /^:/ },
];

describe.each(doors)('$door', ({ open, how }) => {
  test('of a browser ends within a minute of the sign-out, another browser’s of the same person stays', async () => {
    const head = person('district_head');
    const [gone, stays] = [await hub.cookie(head), await hub.cookie(head)];
    const page = { 'x-hub-page': '1', origin: hub.url };
    const [one, other] = [await open({ cookie: gone, ...page }), await open({ cookie: stays, ...page })];
    await askSession(hub.url, '/sign-out', {}, { cookie: gone });
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await one.ended).toMatch(how);
    expect(other.isOpen()).toBe(true);
  });

  test('of a token that is over by a clock that was set forward ends within a minute, a longer one’s stays', async () => {
    const head = person('district_head');
    const opened = async (lifetimeS: number) =>
      open({ authorization: `Bearer ${await hub.token(head, lifetimeS)}` });
    const [short, long] = [await opened(1800), await opened(7200)];
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await short.ended).toMatch(how);
    expect(long.isOpen()).toBe(true);
    vi.setSystemTime(Date.now() - 3_600_000);
  });

  test('of a tool ends within a minute of its token’s withdrawal, another tool’s stays', async () => {
    const issue = async (name: string) => {
      const { data } = await hub.send(
        person('district_officer'),
        `mutation($name: String!) { issueToolToken(input: { name: $name }) { secret grant { id } } }`,
        { name },
      );
      const { secret, grant } = data.issueToolToken;
      return { id: grant.id as string, opened: await open({ authorization: `Bearer ${secret}` }) };
    };
    const [gone, stays] = [await issue('Báo cáo Sở'), await issue('Báo cáo Phòng')];
    await hub.send(
      person('district_head'),
      'mutation($id: ID!) { endAccess(id: $id, reason: "không dùng nữa") { grant { state } } }',
      { id: gone.id },
    );
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(await gone.opened.ended).toMatch(how);
    expect(stays.opened.isOpen()).toBe(true);
  });
});
