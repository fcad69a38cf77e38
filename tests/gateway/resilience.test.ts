import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { OperationTypeNode, parse } from 'graphql';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { remoteExecutor } from '../../gateway/engine/remote.js';
import { createResilience, NoAnswer } from '../../gateway/engine/resilience.js';
import { GatewayRequest } from '../../gateway/request.js';
import { person } from '../support/journeys.js';

/** What the subgraph does with each request in turn; the last one stays. */
let script: ('answer' | 'break' | 'fault' | 'refuse')[];
let asked: number;
let server: Server;
let execute: (kind: 'query' | 'mutation' | 'subscription') => Promise<unknown>;

beforeEach(async () => {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    const act = script.length > 1 ? script.shift() : script[0];
    request.resume();
    request.once('end', () => {
      if (act === 'break') return response.destroy();
      response.setHeader('content-type', 'application/json');
      if (act === 'fault') return response.writeHead(503).end('{}');
      if (act === 'refuse')
        return response.end('{"data":null,"errors":[{"message":"no","extensions":{"code":"FORBIDDEN"}}]}');
      return response.end('{"data":{"me":{"subject":"x"}}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const run = remoteExecutor(
    { name: 'schools', url: `http://127.0.0.1:${port}/graphql`, keys: ['k'.repeat(32)] },
    pino({ level: 'silent' }),
  );
  const context = new GatewayRequest({
    requestId: 'r',
    identity: { actor: person('district_officer'), expiresAt: new Date(), issuedAt: new Date() },
    host: null,
  });
  execute = async (kind) =>
    run({
      document: parse(`${kind} { me { subject } }`),
      operationType: OperationTypeNode[kind.toUpperCase() as 'QUERY' | 'MUTATION' | 'SUBSCRIPTION'],
      variables: {},
      context,
    });
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ANSWER = { data: { me: { subject: 'x' } } };
const GONE = { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'schools' } }] };

test.each(['break', 'fault'] as const)(
  'a read that met a %s is asked once more, and answered',
  async (fault) => {
    script = [fault, 'answer'];
    expect(await execute('query')).toEqual(ANSWER);
    expect(asked).toBe(2);
  },
);

test('a mutation is asked once: whether it was done is not known', async () => {
  script = ['break', 'answer'];
  expect(await execute('mutation')).toMatchObject(GONE);
  expect(asked).toBe(1);
});

test('what a subgraph refuses is its answer: neither asked again nor held against it', async () => {
  script = ['refuse'];
  for (let n = 0; n < 8; n += 1)
    expect(await execute('query')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(asked).toBe(8);
});

test('a subgraph that keeps failing is left alone, and asked again after a second', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  script = ['break'];
  for (let n = 0; n < 5; n += 1) expect(await execute('mutation')).toMatchObject(GONE);
  expect(asked).toBe(5);
  expect(await execute('query')).toMatchObject(GONE);
  expect(await execute('mutation')).toMatchObject(GONE);
  expect(asked).toBe(5);

  script = ['answer'];
  vi.setSystemTime(Date.now() + 1001);
  expect(await execute('query')).toEqual(ANSWER);
  expect(await execute('mutation')).toEqual(ANSWER);
});

test('a subscription that is left while its subgraph refuses the socket ends without a failure', async () => {
  script = ['fault'];
  const events = (await execute('subscription')) as AsyncGenerator;
  void events.next();
  expect(await events.return(undefined)).toEqual({ done: true, value: undefined });
});

test('of many reads that fail a tenth is asked again, beyond the first few', async () => {
  const resilience = createResilience();
  let attempts = 0;
  const flaky = async (): Promise<void> => {
    attempts += 1;
    // Every second attempt comes through, so that the subgraph is never left alone.
    if (attempts % 2 === 1) throw new NoAnswer(1, new Error('broken'));
  };
  for (let n = 0; n < 200; n += 1) await resilience.read(flaky).catch(() => undefined);
  expect(attempts).toBeGreaterThan(200);
  expect(attempts).toBeLessThanOrEqual(200 + 20 + 20);
});

test('what failed slowly is not asked again', async () => {
  const resilience = createResilience();
  let attempts = 0;
  const slow = async (): Promise<void> => {
    attempts += 1;
    throw new NoAnswer(10_000, new Error('timed out'));
  };
  await expect(resilience.read(slow)).rejects.toThrow(NoAnswer);
  expect(attempts).toBe(1);
});
