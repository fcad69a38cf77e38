import { createHash } from 'node:crypto';

import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { builtPage } from '../dashboard/page.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const officer = person('district_officer');
const ME = '{ me { subject } }';

let hub: TestHub;
let authorization: string;
beforeAll(async () => {
  hub = await openTestHub({ fill: 'plan', pages: await builtPage() });
  authorization = `Bearer ${await hub.token(officer)}`;
});
afterAll(() => hub.close());

interface Given {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Given> {
  const response = await fetch(`${hub.url}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function post(body: string, headers: Record<string, string> = {}): Promise<Given> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const codesOf = ({ text }: Given): string[] =>
  (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors.map(
    ({ extensions }) => extensions.code,
  );

describe('GraphQL over HTTP', () => {
  const query = (text: string, more = '') => `/graphql?query=${encodeURIComponent(text)}${more}`;
  const asked = { 'apollo-require-preflight': '1' };

  test('a query may come by GET', async () => {
    const given = await get(query(ME), { authorization, ...asked });
    expect(given.status).toBe(200);
    expect(JSON.parse(given.text)).toEqual({ data: { me: { subject: officer.subject } } });
  });

  const mutation =
    'mutation Begin { updateTaskProgress(input: { task: "T1", state: IN_PROGRESS, expectedVersion: 0 }) { task { id } } }';
  const firstTask = async () =>
    (await hub.send(officer, '{ timeline { tasks { state } } }')).data.timeline.tasks[0];

  test('a mutation may not, and is not carried out', async () => {
    expect((await get(query(mutation), { authorization, ...asked })).status).toBe(405);
    expect(await firstTask()).toEqual({ state: 'PLANNED' });
  });

  test('a name that no operation has runs nothing, the only operation of the document included', async () => {
    const posted = await post(JSON.stringify({ query: mutation, operationName: 'Other' }));
    const gotten = await get(query(mutation, '&operationName=Other'), { authorization, ...asked });
    for (const given of [posted, gotten]) {
      expect(given.status).toBe(400);
      expect(codesOf(given)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    }
    expect(await firstTask()).toEqual({ state: 'PLANNED' });
  });

  test('the answer comes in the media type of the draft to who asks for it, in JSON to all others', async () => {
    const body = JSON.stringify({ query: ME });
    const plain = await post(body);
    expect(plain.headers.get('content-type')).toContain('application/json');
    const draft = await post(body, { accept: 'application/graphql-response+json' });
    expect(draft.headers.get('content-type')).toContain('application/graphql-response+json');
    expect(draft.text).toBe(plain.text);
  });

  test('of several operations the named one runs, and a name that is none is refused', async () => {
    const two = 'query A { me { subject } } query B { me { role } }';
    expect(JSON.parse((await post(JSON.stringify({ query: two, operationName: 'B' }))).text)).toEqual({
      data: { me: { role: 'district_officer' } },
    });
    const missing = await post(JSON.stringify({ query: two, operationName: 'C' }));
    expect(codesOf(missing)).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  test('a text that was sent once may be named by its hash', async () => {
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(ME).digest('hex') },
    };
    expect(codesOf(await post(JSON.stringify({ extensions })))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await post(JSON.stringify({ query: ME, extensions }));
    expect(JSON.parse((await post(JSON.stringify({ extensions }))).text)).toMatchObject({ data: { me: {} } });
  });

  test('each answer carries the id under which the log tells of it', async () => {
    expect((await post(JSON.stringify({ query: ME }))).headers.get('x-request-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'query=%7Bme%7Bsubject%7D%7D'],
    ['plain text', 'text/plain', JSON.stringify({ query: ME })],
    ['a file', 'multipart/form-data; boundary=x', `--x\r\n\r\n${ME}\r\n--x--`],
  ])('what any web page could make a browser send is refused: %s', async (_, type, body) => {
    const given = await post(body, { 'content-type': type });
    expect(given.status).toBeGreaterThanOrEqual(400);
    expect(given.text).not.toContain(officer.subject);
  });

  test('so is a GET that a link or an image could send', async () => {
    const given = await get(query(ME), { authorization });
    expect(given.status).toBe(400);
    expect(given.text).not.toContain(officer.subject);
  });

  test.each([
    ['JSON that is none', '{"query": ', 400, 'BAD_REQUEST'],
    ['a list of operations', JSON.stringify([{ query: ME }]), 400, 'BAD_REQUEST'],
    ['a body without an operation', '{}', 400, 'BAD_REQUEST'],
    [
      'a body above 2 MB',
      JSON.stringify({ query: ME, variables: { x: 'x'.repeat(2 * 1024 * 1024) } }),
      413,
      'LIMIT_EXCEEDED',
    ],
  ])('%s is refused with a code', async (_, body, status, code) => {
    const given = await post(body);
    expect(given.status).toBe(status);
    expect(codesOf(given)).toEqual([code]);
    expect(given.text).not.toContain('node_modules');
  });
});

test('a socket message above 2 MB closes the socket', async () => {
  const socket = new WebSocket(`${hub.url.replace(/^http/, 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(
    JSON.stringify({
      type: 'connection_init',
      payload: { authorization, more: 'x'.repeat(2 * 1024 * 1024) },
    }),
  );
  expect(await closed).toBe(1009);
});

describe('the other doors', () => {
  test('the explorer stands at /graphql for a browser, and asks nobody else for anything', async () => {
    const page = await get('/graphql', { accept: 'text/html,application/xhtml+xml' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.text).toMatch(/<script[^>]+src="\//);
    expect(page.text).not.toMatch(/(src|href)="https?:/);
  });

  test('the dashboard stands at /', async () => {
    const page = await get('/', { accept: 'text/html' });
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<html lang="vi"') });
  });

  test('the worker that opens the page without a network is asked for anew each time, and may be one of this origin alone', async () => {
    const { status, headers, text } = await get('/sw.js');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(text).not.toContain('BUILT_SHELL');
    const policy = (await get('/', { accept: 'text/html' })).headers.get('content-security-policy');
    expect(policy).toContain("worker-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  test('health tells that the process lives, readiness that its database and log do', async () => {
    expect(await get('/healthcheck')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    const readiness = await get('/readiness');
    expect(readiness.status).toBe(200);
    expect(JSON.parse(readiness.text)).toMatchObject({
      ready: true,
      parts: { database: 'ok', eventLog: 'ok' },
    });
  });

  test('metrics are in the form of Prometheus, and name no person', async () => {
    await post(JSON.stringify({ query: ME }));
    const { status, headers, text } = await get('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(text).toMatch(/^hub_operation_seconds_count\{outcome="ok"\} [1-9]/m);
    expect(text).toMatch(/^hub_feed_position [0-9]/m);
    expect(text).not.toContain(officer.subject);
  });

  test('the published keys are public, and sign what the hub issues', async () => {
    const { keys } = JSON.parse((await get('/.well-known/jwks.json')).text) as {
      keys: Record<string, unknown>[];
    };
    expect(keys).toEqual([hub.key.publicJwk]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test.each(['/nothing', '/graphql/nothing', '/.env', '/../package.json', '/assets/../../../package.json'])(
    'there is nothing at %s',
    async (path) => {
      const given = await get(path, { authorization });
      expect([400, 404]).toContain(given.status);
      expect(given.text).not.toContain('hoc-ba-hub');
    },
  );

  test('no answer says what the hub is made of', async () => {
    const { headers } = await get('/healthcheck');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
