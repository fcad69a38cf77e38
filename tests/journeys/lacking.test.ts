import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openApartHub } from '../support/apart.js';
import { isPostgres, openTestDatabase, type TestDatabase } from '../support/database.js';
import { whileLacking } from '../support/full.js';
import { openTestHub, type Answer, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const SCHOOL = '31306981';
const admin = person('school_admin', [SCHOOL]);
const LOG = `mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { id } } }`;
const told = (description: string) => ({
  input: { school: SCHOOL, audiences: ['PARENTS'], heldOn: '2024-04-15', description },
});
const onWrite = (code: string) => ({ table: 'readiness.communication', on: 'insert', code });

let database: TestDatabase;
let hub: TestHub;
beforeAll(async () => {
  database = await openTestDatabase();
  hub = await openTestHub({ database });
});
afterAll(() => hub.close());

async function send(
  { url, token }: { url: string; token: string },
  key: string,
  variables: object,
): Promise<Answer & { retryAfter: string | null }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
    },
    body: JSON.stringify({ query: LOG, variables }),
  });
  const answer = (await response.json()) as Omit<Answer, 'status'>;
  return { ...answer, status: response.status, retryAfter: response.headers.get('retry-after') };
}

async function descriptions(): Promise<string[]> {
  const { data } = await hub.send(
    admin,
    'query($c: ID!) { school(code: $c) { communications { activities { description } } } }',
    { c: SCHOOL },
  );
  type Row = { description: string };
  return (data.school.communications.activities as Row[]).map(({ description }) => description).toSorted();
}

const lacks = [
  { what: 'whose disk is full', code: '53100', reason: 'NO_ROOM', retryAfterS: 60 },
  { what: 'without memory', code: '53200', reason: 'OVERLOADED', retryAfterS: 5 },
  { what: 'without a connection left', code: '53300', reason: 'OVERLOADED', retryAfterS: 5 },
];

describe.each(lacks)('a mutation on a database $what', ({ code, reason, retryAfterS }) => {
  test('is told to come back, has written nothing, and is done under the same idempotency key later', async () => {
    const key = randomUUID();
    const variables = told(`Họp ${code}`);
    const caller = { url: hub.url, token: await hub.token(admin) };
    const others = await descriptions();
    const before = hub.host.feed.head();
    const refused = await whileLacking(database, onWrite(code), () => send(caller, key, variables));
    expect(refused.errors).toMatchObject([
      {
        path: ['logCommunication'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'readiness', reason, retryAfterS },
      },
    ]);
    expect(refused.retryAfter).toBe(String(retryAfterS));
    expect(JSON.stringify(refused)).not.toContain('base/5');
    await hub.host.settle();
    expect(hub.host.feed.head()).toBe(before);

    const done = await send(caller, key, variables);
    expect(done.errors).toBeUndefined();
    expect(await send(caller, key, variables)).toEqual(done);
    expect(await descriptions()).toEqual([...others, `Họp ${code}`]);
  });
});

test('a mutation of which one field finds no room is answered with what the other wrote', async () => {
  const document = `mutation($a: LogCommunicationInput!, $b: SaveChecklistItemInput!) {
    saveChecklistItem(input: $b) { item { version } }
    logCommunication(input: $a) { activity { id } } }`;
  const b = { school: SCHOOL, item: 'COMPUTERS_CONNECTED', value: { count: 3 }, expectedVersion: 0 };
  const { errors } = await whileLacking(database, onWrite('53100'), () =>
    hub.send(admin, document, { a: told('Một nửa').input, b }),
  );
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', reason: 'NO_ROOM' } }]);
  const { data } = await hub.send(
    admin,
    'query($c: ID!) { school(code: $c) { checklist { items { id version } } } }',
    { c: SCHOOL },
  );
  expect(data.school.checklist.items).toContainEqual({ id: 'COMPUTERS_CONNECTED', version: 1 });
  expect(await descriptions()).not.toContain('Một nửa');
});

test.runIf(isPostgres)('a subgraph that runs apart says the same through the gateway', async () => {
  const apart = await openApartHub({ ...database, close: async () => {} });
  try {
    const caller = { url: apart.gateway.url, token: await apart.token(admin) };
    const key = randomUUID();
    const refused = await whileLacking(database, onWrite('53100'), () =>
      send(caller, key, told('Chạy riêng')),
    );
    expect(refused).toMatchObject({
      retryAfter: '60',
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'readiness', reason: 'NO_ROOM' } }],
    });
    expect((await send(caller, key, told('Chạy riêng'))).errors).toBeUndefined();
  } finally {
    await apart.close();
  }
});
