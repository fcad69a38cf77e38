import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hostileBodies } from '../../scripts/bench/hostile-bodies.js';
import { honestDocuments } from '../../scripts/bench/hostile-documents.js';
import { faultIn } from '../../scripts/bench/hostile-verdict.js';
import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const REQUESTS = 600;
const officer = person('district_officer');

let hub: TestHub;
let authorization: string;
beforeAll(async () => {
  hub = await openTestHub();
  authorization = `Bearer ${await hub.token(officer)}`;
});
afterAll(() => hub.close());

const send = async (body: Uint8Array): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: body as Uint8Array<ArrayBuffer>,
  });
  return { status: response.status, text: await response.text() };
};

test.each(honestDocuments.map((document) => [document]))(
  'what is honest is answered: %s',
  async (document) => {
    const { errors } = await hub.send(officer, document);
    expect(errors).toBeUndefined();
  },
);

test('the same seed gives the same bodies, another one others', () => {
  const first = (seed: number) => {
    const bodies = hostileBodies(honestDocuments, seed);
    return Array.from({ length: 20 }, () => Buffer.from(bodies.next().value).toString('base64'));
  };
  expect(first(7)).toEqual(first(7));
  expect(first(7)).not.toEqual(first(8));
});

test(`${REQUESTS} hostile bodies are each refused or answered: no failure, nothing of the inside, a code for every error, and the hub is as before`, async () => {
  const bodies = hostileBodies(honestDocuments, 20_240_427);
  for (let n = 0; n < REQUESTS; n += 1) {
    const body = bodies.next().value;
    const { status, text } = await send(body);
    expect(
      faultIn(status, text),
      `${status} ${text.slice(0, 500)} for ${Buffer.from(body).toString('base64').slice(0, 4000)}`,
    ).toBeNull();
  }
  expect((await hub.send(officer, honestDocuments[1]!)).errors).toBeUndefined();
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe('what counts as a fault', () => {
  test.each([
    ['a failure', 500, '{"errors":[{"message":"x","extensions":{"code":"BAD_USER_INPUT"}}]}'],
    [
      'a stack',
      200,
      '{"errors":[{"message":"x\\n    at run","extensions":{"code":"A"}}],"stack":"\n    at run (file:///a.js:1)"}',
    ],
    ['an error without a code', 200, '{"errors":[{"message":"x"}]}'],
    [
      "the hub's own failure",
      200,
      '{"errors":[{"message":"x","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
    ],
    ['no JSON', 200, '<html>'],
  ])('%s', (_, status, text) => expect(faultIn(status, text)).not.toBeNull());

  test.each([
    ['an answer', 200, '{"data":{"me":{"subject":"x"}}}'],
    ['a refusal', 400, '{"errors":[{"message":"x","extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}'],
    ['being sent away', 503, '{"errors":[{"message":"x","extensions":{"code":"LIMIT_EXCEEDED"}}]}'],
  ])('and what does not: %s', (_, status, text) => expect(faultIn(status, text)).toBeNull());
});
