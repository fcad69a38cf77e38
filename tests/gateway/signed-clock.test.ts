import { createSigner, httpbis } from 'http-message-signatures';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { parts } from '../../scripts/subgraphs.js';
import { buildSubgraph } from '../../shared/subgraph/build.js';
import { serveSubgraph, type ServedSubgraph } from '../../shared/subgraph/serve.js';
import { KEY, signed, type Request } from './signatures.js';

const HOUR_MS = 3_600_000;
/** Longer than a verifier holds on to half of what it remembers. */
const A_HALF_MS = 71_000;

let served: ServedSubgraph;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  served = await serveSubgraph({
    subgraph: await buildSubgraph(parts.readiness.definition),
    keys: [KEY],
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    requestBase: () => {
      throw new Error('no graph is asked here');
    },
    position: () => 7,
    isReady: async () => true,
  });
});
afterAll(async () => {
  await served.close();
  vi.useRealTimers();
});
beforeEach(() => pass(10 * HOUR_MS));

/** Time passes. */
const pass = (ms: number): void => void vi.advanceTimersByTime(ms);
/** Somebody sets the machine's clock; no time passes. */
const jump = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

type Headers = Record<string, string>;
const request = (): Request => ({
  method: 'GET',
  url: new URL('/position', served.url).href,
  body: '',
});
const sign = (): Promise<Headers> => signed(request());
const send = async (headers: Headers): Promise<number> => (await fetch(request().url, { headers })).status;
/** Other requests, as they come all the time. */
const traffic = async (): Promise<void> => expect(await send(await sign())).toBe(200);

test('a request is not taken a second time after the clock went an hour forward and back, with others in between', async () => {
  const headers = await sign();
  expect(await send(headers)).toBe(200);
  jump(HOUR_MS);
  await traffic();
  pass(A_HALF_MS);
  await traffic();
  jump(-HOUR_MS - A_HALF_MS);
  expect(await send(headers)).toBe(401);
  await traffic();
});

test('a request is not taken a second time when the clock, set back, comes to its time again and it is long forgotten', async () => {
  const headers = await sign();
  expect(await send(headers)).toBe(200);
  for (let n = 0; n < 4; n += 1) {
    pass(A_HALF_MS);
    await traffic();
  }
  jump(-HOUR_MS);
  await traffic();
  pass(HOUR_MS - 4 * A_HALF_MS);
  expect(await send(headers)).toBe(401);
  await traffic();
});

test.each([
  ['forward', HOUR_MS],
  ['back', -HOUR_MS],
])(
  'what was signed before the clock was set an hour %s is refused, what is signed after it is taken',
  async (_way, ms) => {
    const headers = await sign();
    jump(ms);
    expect(await send(headers)).toBe(401);
    await traffic();
    jump(-ms);
    // Never taken so far, and in time again.
    expect(await send(headers)).toBe(200);
    expect(await send(headers)).toBe(401);
  },
);

test('a nonce that no signer counts is refused, however well it is signed', async () => {
  const { signature: _signature, 'signature-input': input, ...rest } = await sign();
  const keyid = /keyid="([^"]+)"/.exec(input!)![1]!;
  for (const nonce of ['n-1', 'ffffffff-ffff-4fff-8fff-ffffffffffff.0', '1']) {
    const { headers } = await httpbis.signMessage(
      {
        key: createSigner(KEY, 'hmac-sha256', keyid),
        fields: [...input!.matchAll(/"([^"]+)"(?=[ )])/g)].map(([, field]) => field!),
        params: ['keyid', 'alg', 'created', 'expires', 'nonce'],
        paramValues: { created: new Date(), expires: new Date(Date.now() + 30_000), nonce },
      },
      { method: 'GET', url: request().url, headers: rest },
    );
    expect(await send(headers), nonce).toBe(401);
  }
});
