import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { parts } from '../../scripts/subgraphs.js';
import { createRequestVerifier } from '../../shared/auth/signed-request.js';
import { positionToCursor } from '../../shared/cursor.js';
import { buildSubgraph } from '../../shared/subgraph/build.js';
import { serveSubgraph, type ServedSubgraph } from '../../shared/subgraph/serve.js';
import { saveChecklistItem } from '../../subgraphs/readiness/index.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { forgeries, KEY, OLDER_KEY, signed, type Request } from './signatures.js';

let hub: TestHub;
let served: ServedSubgraph;
let isBroken = false;
beforeAll(async () => {
  hub = await openTestHub({
    onRead: (owner) => {
      if (isBroken && owner === 'readiness') throw new Error('connection to 10.0.0.7 lost');
    },
  });
  served = await serve([KEY, OLDER_KEY]);
  const school = '31306981';
  const input = { school, item: 'COMPUTERS_CONNECTED', value: { count: 3 }, expectedVersion: 0 };
  await saveChecklistItem(hub.host.openSession(person('school_admin', [school])), input);
  await hub.host.settle();
});
afterAll(async () => {
  await served.close();
  await hub.close();
});

async function serve(keys: readonly string[]): Promise<ServedSubgraph> {
  const { openSession, clock, feed, later } = hub.host;
  return serveSubgraph({
    subgraph: await buildSubgraph(parts.readiness.definition),
    keys,
    host: '127.0.0.1',
    port: 0,
    log: pino({ level: 'silent' }),
    requestBase: ({ actor, requestId }) => ({
      requestId,
      actor,
      session: openSession(actor),
      clock,
      feed,
      later,
    }),
    position: () => feed.head(),
    isReady: async () => true,
  });
}

const SCHOOLS = [{ __typename: 'School', code: '31306981' }];
const operations = [
  { name: 'a query', query: '{ signatureCoverage { at } }', variables: {} },
  {
    name: '_entities',
    query:
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { checklist { template } } } }',
    variables: { r: SCHOOLS },
  },
  { name: '_service', query: '{ _service { sdl } }', variables: {} },
];
/** From the beginning of the log, so that it says something as soon as it stands. */
const SUBSCRIPTION = {
  query: 'subscription($after: Cursor) { readinessChanged(after: $after) { cursor } }',
  variables: { after: positionToCursor(0) },
  operationName: null,
};

const requestFor = (operation: object): Request => ({
  method: 'POST',
  url: served.url,
  body: JSON.stringify(operation),
});

interface Reply {
  status: number;
  body: { data?: Record<string, unknown>; errors?: { extensions: Record<string, unknown> }[] };
}

async function send({ method, url, body }: Request, headers: Record<string, string>): Promise<Reply> {
  const given = { 'content-type': 'application/json', ...headers };
  const response = await fetch(url, { method, headers: given, ...(method === 'GET' ? {} : { body }) });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

/** The code with which a socket ends that brings these headers; 'open' where its subscription gives an event. */
async function subscribe(headers: Record<string, string>): Promise<number | 'open'> {
  const { promise, resolve } = Promise.withResolvers<number | 'open'>();
  const client = createClient({
    url: served.url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: headers,
    on: { closed: (event) => resolve((event as { code: number }).code) },
  });
  client.subscribe(SUBSCRIPTION, { next: () => resolve('open'), error: () => {}, complete: () => {} });
  return promise.finally(() => Promise.resolve(client.dispose()).catch(() => undefined));
}

const socketRequest = (): Request => ({ method: 'GET', url: served.url, body: JSON.stringify(SUBSCRIPTION) });

describe.each(operations)('$name', ({ query, variables }) => {
  test('is answered where the gateway signed it', async () => {
    const request = requestFor({ query, variables });
    const { status, body } = await send(request, await signed(request));
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toBeDefined();
  });

  test.each(forgeries)('is refused $what', async ({ make }) => {
    const request = requestFor({ query, variables });
    hub.takeReads();
    const { status, body } = await send(request, await make(request));
    expect(status).toBe(401);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(hub.takeReads()).toEqual({});
  });

  test('is refused when it is sent a second time', async () => {
    const request = requestFor({ query, variables });
    const headers = await signed(request);
    expect((await send(request, headers)).status).toBe(200);
    expect((await send(request, headers)).status).toBe(401);
  });
});

describe('a socket', () => {
  test('stands where the gateway signed its subscription', async () => {
    expect(await subscribe(await signed(socketRequest()))).toBe('open');
  });

  test.each(forgeries)('is closed when it comes $what', async ({ make }) => {
    expect(await subscribe(await make(socketRequest()))).toBe(4403);
  });

  test('is closed when its signature was used before', async () => {
    const headers = await signed(socketRequest());
    expect(await subscribe(headers)).toBe('open');
    expect(await subscribe(headers)).toBe(4403);
  });
});

test('the position of the log is told to the gateway alone', async () => {
  const request: Request = { method: 'GET', url: new URL('/position', served.url).href, body: '' };
  expect(await send(request, await signed(request))).toMatchObject({
    status: 200,
    body: { position: expect.any(Number) },
  });
  for (const { make } of forgeries.filter(({ what }) => what !== 'signed for another body')) {
    expect((await send(request, await make(request))).status).toBe(401);
  }
});

describe('keys', () => {
  test('the older of two is taken while they rotate, and no longer when it is gone', async () => {
    const { query, variables } = operations[0]!;
    const request = requestFor({ query, variables });
    expect((await send(request, await signed(request, { keys: [OLDER_KEY, KEY] }))).status).toBe(200);
    const rotated = await serve([KEY]);
    const later = { ...request, url: rotated.url };
    const refused = await send(later, await signed(later, { keys: [OLDER_KEY] }));
    await rotated.close();
    expect(refused.status).toBe(401);
  });

  test('a subgraph without one does not start', async () => {
    expect(() => createRequestVerifier('readiness', [])).toThrow('HUB_SUBGRAPH_KEY_READINESS');
    const script = fileURLToPath(new URL('../../dist/scripts/subgraph.js', import.meta.url));
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SUBGRAPH_PORT: '0' };
    for (const key of [undefined, 'too-short-to-be-a-secret']) {
      const withKey = key === undefined ? env : { ...env, HUB_SUBGRAPH_KEY_READINESS: key };
      const failure = await promisify(execFile)(process.execPath, [script, 'readiness'], {
        env: withKey,
      }).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('HUB_SUBGRAPH_KEY_READINESS'),
      });
      if (key !== undefined) expect((failure as { stderr: string }).stderr).not.toContain(key);
    }
  });
});

test('what fails inside tells the gateway which request it was, and nothing else', async () => {
  const { query, variables } = operations[1]!;
  const request = requestFor({ query, variables });
  isBroken = true;
  const { body } = await send(request, await signed(request, { requestId: 'r-42' })).finally(() => {
    isBroken = false;
  });
  expect(body.errors!.map(({ extensions }) => extensions)).toEqual([
    { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-42' },
  ]);
  expect(JSON.stringify(body)).not.toContain('10.0.0.7');
});
