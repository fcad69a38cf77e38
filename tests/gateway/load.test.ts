import { afterAll, beforeAll, expect, test } from 'vitest';

import { loadReader } from '../../gateway/limits/load.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { doors } from '../support/live-hub.js';
import { listen } from '../support/live.js';

const officer = person('district_officer');
const ME = JSON.stringify({ query: '{ me { subject } }' });

let reading = { delayMs: 0, heapPercent: 10 };
let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({ fill: 'nothing', limits: { eventLoopDelayMs: 500 }, readLoad: () => reading });
});
afterAll(() => hub.close());

const ask = async (): Promise<Response> =>
  fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await hub.token(officer)}` },
    body: ME,
  });

/** Until the gateway has looked at its load, which it does twice a second. */
async function untilStatus(status: number): Promise<Response> {
  for (;;) {
    const response = await ask();
    if (response.status === status) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.each([
  ['late', { delayMs: 900.4, heapPercent: 10 }, { limit: 'eventLoopDelayMs', value: 500, got: 900 }],
  ['full', { delayMs: 0, heapPercent: 95 }, { limit: 'heapPercent', value: 90, got: 95 }],
])(
  'a gateway that is %s sends operations away with 503 and the time to come back, tells of its health, and takes them again',
  async (_, overloaded, told) => {
    reading = overloaded;
    const refused = await untilStatus(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', retryAfterS: 2, ...told } }],
    });
    for (const path of ['/healthcheck', '/readiness', '/metrics'])
      expect((await fetch(`${hub.url}${path}`)).status).toBe(200);
    for (const door of doors) {
      const client = await door.open(hub, officer);
      const failed = await listen(client, '{ me { subject } }')
        .result()
        .catch((error: unknown) => error);
      expect(failed).toBeDefined();
      expect((failed as { data?: unknown }).data ?? null).toBeNull();
      await client.dispose();
    }
    reading = { delayMs: 0, heapPercent: 10 };
    expect(await (await untilStatus(200)).json()).toEqual({ data: { me: { subject: officer.subject } } });
  },
);

test('a loop that comes late look after look is read as late; one that idles is not, and neither is one long turn', async () => {
  const read = loadReader();
  const lateTurns = async (): Promise<number> => {
    for (let turn = 0; turn < 3; turn += 1) {
      const until = performance.now() + 100;
      while (performance.now() < until);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return read().delayMs;
  };
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(read().delayMs).toBeLessThan(30);
  expect(await lateTurns()).toBeLessThan(30);
  await lateTurns();
  await lateTurns();
  expect(await lateTurns()).toBeGreaterThan(30);
});
