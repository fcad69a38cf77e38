import { afterEach, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';

const ATTEMPTS = 3;

let hub: TestHub | undefined;
afterEach(() => hub?.close());

/** What an attempt without a good token comes to, of whom a proxy says that it comes from those addresses. */
async function attempt(forwardedFor: string): Promise<number> {
  const response = await fetch(`${hub!.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: 'Bearer none',
      'x-forwarded-for': forwardedFor,
    },
    body: JSON.stringify({ query: '{ me { subject } }' }),
  });
  await response.body?.cancel();
  return response.status;
}

async function attempts(forwardedFor: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let count = 0; count <= ATTEMPTS; count += 1) statuses.push(await attempt(forwardedFor));
  return statuses;
}

const REFUSED = 401;
const SENT_AWAY = 429;
const usedUp = [...Array<number>(ATTEMPTS).fill(REFUSED), SENT_AWAY];

test('behind a trusted proxy each caller counts by its own address, whatever it wrote in front of it', async () => {
  hub = await openTestHub({
    fill: 'nothing',
    limits: { anonymousPerMinute: ATTEMPTS },
    trustedProxies: ['127.0.0.1', '10.0.0.0/8'],
  });
  expect(await attempts('198.51.100.1')).toEqual(usedUp);
  expect(await attempt('203.0.113.9, 198.51.100.1, 10.1.2.3')).toBe(SENT_AWAY);
  expect(await attempt('198.51.100.2')).toBe(REFUSED);
});

test('where no proxy is trusted nobody chooses the address that it counts by', async () => {
  hub = await openTestHub({ fill: 'nothing', limits: { anonymousPerMinute: ATTEMPTS } });
  expect(await attempts('198.51.100.1')).toEqual(usedUp);
  expect(await attempt('198.51.100.2')).toBe(SENT_AWAY);
});
