import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { openTestHub, type Answer, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { doors } from '../support/live-hub.js';
import { listen, refusalOf } from '../support/live.js';

const officer = person('district_officer');
const tool = person('reporting_tool');
const ME = '{ me { subject } }';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub({
    fill: 'plan',
    corsOrigins: ['https://tool.example'],
    limits: { operationsPerMinute: 30, anonymousPerMinute: 5 },
  });
});
afterAll(() => hub.close());

/** A subject of its own each time: the minute of one test is not another's. */
let count = 0;
const someone = () => ({ ...officer, subject: `officer-${(count += 1)}` });

const repeated = (text: string, times: number) => Array.from({ length: times }, () => text).join(' ');
const numbered = (times: number, text: (n: number) => string) =>
  Array.from({ length: times }, (_, n) => text(n)).join(' ');

/** Documents that are each beyond one limit, and valid otherwise. */
const beyond: readonly [limit: string, value: number, document: string][] = [
  ['tokens', 2000, `{ me { ${numbered(700, (n) => `a${n}: subject`)} } }`],
  [
    'depth',
    15,
    `{ schools { nodes { ${repeated('compliance { school {', 7)} code ${repeated('} }', 7)} } } }`,
  ],
  ['aliases', 30, `{ me { ${numbered(31, (n) => `a${n}: subject`)} } }`],
  ['directives', 30, `{ me { ${repeated('@include(if: true)', 31).replace(/^/, 'subject ')} } }`],
  ['rootFields', 20, `{ ${numbered(21, (n) => `a${n}: me { subject }`)} }`],
  ['rootFields', 20, `{ ...F } fragment F on Query { ${numbered(21, (n) => `a${n}: me { subject }`)} }`],
  ['repeatedFields', 20, `{ me { ${repeated('subject', 22)} } }`],
  ['cost', 50_000, '{ schools(first: 500) { nodes { difficulties { replies { at } } } } }'],
];

const limitsOf = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions);

describe('a document beyond a limit is refused with the limit and its value', () => {
  test.each(beyond)('%s (%i)', async (limit, value, document) => {
    const answer = await hub.send(someone(), document);
    expect(answer.data ?? null).toBeNull();
    expect(limitsOf(answer)).toContainEqual(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit, value }),
    );
    expect(new Set(limitsOf(answer).map(({ code }) => code))).toEqual(new Set(['LIMIT_EXCEEDED']));
  });

  describe.each(doors)('by $door', (door) => {
    test.each(beyond)('%s (%i)', async (limit, value, document) => {
      const client = await door.open(hub, someone());
      expect(await refusalOf(listen(client, document))).toMatchObject({
        extensions: { code: 'LIMIT_EXCEEDED', limit, value },
      });
      await client.dispose();
    });
  });
});

describe('cost', () => {
  const PAGE = 'query($first: Int) { schools(first: $first) { nodes { difficulties { replies { at } } } } }';

  test('counts what the variable says, not what the document could say', async () => {
    expect((await hub.send(officer, PAGE, { first: 400 })).errors).toBeUndefined();
    expect(limitsOf(await hub.send(officer, PAGE, { first: 500 }))).toEqual([
      { code: 'LIMIT_EXCEEDED', limit: 'cost', value: 50_000, got: 500 * (1 + 1 + 10 + 100) },
    ]);
  });

  test('does not count what @include leaves out', async () => {
    const query = `query($deep: Boolean!) { schools(first: 500) { nodes { code difficulties @include(if: $deep) { replies { at } } } } }`;
    expect((await hub.send(officer, query, { deep: false })).errors).toBeUndefined();
    expect(limitsOf(await hub.send(officer, query, { deep: true }))).toMatchObject([{ limit: 'cost' }]);
  });

  test('counts the operation that is named, not those beside it', async () => {
    const both = `query Small { me { subject } } query Large { schools(first: 500) { nodes { difficulties { replies { at } } } } }`;
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await hub.token(officer)}` },
      body: JSON.stringify({ query: both, operationName: 'Small' }),
    });
    expect(await response.json()).toEqual({ data: { me: { subject: officer.subject } } });
  });

  test('of fragments that double at each step is refused before anybody writes them out', async () => {
    const doubling = numbered(
      24,
      (n) => `fragment F${n} on School { compliance { school { ...F${n + 1} } } ...F${n + 1} }`,
    );
    const answer = await hub.send(
      officer,
      `{ schools { nodes { ...F0 } } } ${doubling} fragment F24 on School { code }`,
    );
    expect(new Set(limitsOf(answer).map(({ code }) => code))).toEqual(new Set(['LIMIT_EXCEEDED']));
  });
});

test.each([
  ['of itself', 'fragment A on Me { ...A }'],
  ['of two', 'fragment A on Me { subject ...B } fragment B on Me { role ...A }'],
])('a circle of fragments, %s, is refused as GraphQL says', async (_, fragments) => {
  const { errors } = await hub.send(officer, `{ me { ...A } } ${fragments}`);
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

describe('a caller who asks too often', () => {
  const ask = async (authorization: string | null) =>
    fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
      body: JSON.stringify({ query: ME }),
    });

  test('is told when to come back, while others are answered', async () => {
    const busy = someone();
    const authorization = `Bearer ${await hub.token(busy)}`;
    for (let n = 0; n < 30; n += 1) expect((await ask(authorization)).status).toBe(200);
    const refused = await ask(authorization);
    expect(refused.status).toBe(429);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'operationsPerMinute', value: 30 } }],
    });
    expect((await hub.send(tool, ME)).errors).toBeUndefined();

    // The minute is the caller's, whichever door it takes.
    for (const door of doors) {
      const client = await door.open(hub, busy);
      const failure = await listen(client, ME)
        .result()
        .catch((error: unknown) => error);
      expect(JSON.stringify(failure, ['extensions', 'errors', 'limit', 'message'])).toMatch(
        /operationsPerMinute|429/,
      );
      await client.dispose();
    }
  });

  test('without a good token counts by address, bad tokens included', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) statuses.push((await ask(n % 2 === 0 ? 'Bearer forged' : null)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await hub.send(tool, ME)).errors).toBeUndefined();
  });
});

test('an operation that takes too long is given up with a code, and its caller may go on', async () => {
  let isStuck = true;
  const slow = await openTestHub({
    fill: 'plan',
    limits: { operationMs: 200 },
    replace: (subgraph) => ({
      ...subgraph,
      contextFor: (base) => {
        if (!isStuck || subgraph.name !== 'schools') return subgraph.contextFor(base);
        return subgraph.contextFor({
          ...base,
          session: { ...base.session, read: () => new Promise(() => {}) },
        });
      },
    }),
  });
  try {
    expect(await slow.send(officer, '{ schools { totalCount } }')).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'operationMs', value: 200 } }],
    });
    isStuck = false;
    expect((await slow.send(officer, '{ schools { totalCount } }')).errors).toBeUndefined();
  } finally {
    await slow.close();
  }
});

describe('pages of other origins', () => {
  const preflight = async (origin: string) =>
    fetch(`${hub.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  test('may read answers where CORS_ORIGINS names them, without cookies', async () => {
    const { headers } = await preflight('https://tool.example');
    expect(headers.get('access-control-allow-origin')).toBe('https://tool.example');
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each(['https://evil.example', 'https://tool.example.evil.example', 'http://tool.example', 'null'])(
    'may not otherwise: %s',
    async (origin) => {
      const { headers } = await preflight(origin);
      expect(headers.get('access-control-allow-origin')).not.toBe(origin);
      expect(headers.get('access-control-allow-origin')).not.toBe('*');
    },
  );

  const open = async (origin: string | null): Promise<string> => {
    const socket = new WebSocket(
      `${hub.url.replace(/^http/, 'ws')}/graphql`,
      GRAPHQL_TRANSPORT_WS_PROTOCOL,
      origin === null ? {} : { origin },
    );
    try {
      return await new Promise((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('error', ({ message }) => resolve(message));
      });
    } finally {
      socket.terminate();
    }
  };

  test('open no socket, where the hub itself, tools and named origins do', async () => {
    expect(await open('https://evil.example')).toContain('401');
    expect(await open('null')).toContain('401');
    expect(await open(hub.url)).toBe('open');
    expect(await open('https://tool.example')).toBe('open');
    expect(await open(null)).toBe('open');
  });

  test('open no event stream', async () => {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${await hub.token(someone())}` };
    const query = encodeURIComponent('subscription { changes { cursor } }');
    const given = await fetch(`${hub.url}/graphql?query=${query}`, {
      headers: { ...headers, origin: 'https://evil.example' },
    });
    expect(given.status).toBe(401);
    await given.body?.cancel();
  });
});
