import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { roles, type Role } from '../../shared/actor.js';
import { isPostgres } from '../support/database.js';
import { sendTo, socketTo, type Answer } from '../support/hub.js';
import { openPlace, startHubProcess, type HubProcess } from '../support/process.js';

/** The school that the printed tokens of a school's people are for. */
const SCHOOL = '31306984';

let place: Awaited<ReturnType<typeof openPlace>>;
let hub: HubProcess;
let url: string;
let tokens: ReadonlyMap<Role, string>;
let firstStartMs: number;
let readiness: number;

beforeAll(async () => {
  place = await openPlace();
  hub = startHubProcess(place.env);
  const startedAt = await hub.firstLineAt;
  ({ url, tokens } = await hub.ready());
  readiness = (await fetch(`${url}/readiness`)).status;
  firstStartMs = performance.now() - startedAt;
}, 120_000);
afterAll(async () => {
  await hub.end('SIGKILL');
  await place.close();
});

const ask = async (role: Role, document: string, variables = {}): Promise<Answer['data']> => {
  const { data, errors } = await sendTo(url, tokens.get(role)!, document, variables);
  expect(errors).toBeUndefined();
  return data;
};

/** Every figure that a start must not move. */
async function standing(): Promise<unknown> {
  const { districtOverview, compliance } = await ask(
    'district_officer',
    `{ districtOverview { counts { status count } inScope { numerator denominator } readyDeclared { numerator } readyVerified { numerator } }
       compliance(first: 100) { totalCount nodes { status score { numerator denominator } school { code } } } }`,
  );
  let events = 0;
  let cursor: string | null = null;
  for (let hasMore = true; hasMore;) {
    const { changes }: Answer['data'] = await ask(
      'district_officer',
      'query($after: Cursor) { changes(after: $after, first: 500) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { after: cursor },
    );
    events += changes.nodes.length as number;
    ({ hasNextPage: hasMore, endCursor: cursor } = changes.pageInfo);
  }
  return { districtOverview, compliance, events, head: cursor };
}

// How long it takes, `npm run bench -- start` says: here other tests want the processor too.
test('from an empty place the hub becomes ready, having said what it does meanwhile', async () => {
  expect(readiness).toBe(200);
  expect(hub.said()).toMatch(/Loading the plan of Hải An/);
  expect(hub.said()).toMatch(/2024-04-\d\d {2}\d+ %/);
  expect(await (await fetch(`${url}/readiness`)).json()).toMatchObject({ ready: true });
});

test('it says that the data is synthetic and the time simulated, and prints one token a role', async () => {
  expect(hub.said()).toMatch(/synthetic \(dữ liệu giả\)/);
  expect(hub.said()).toMatch(/simulated \(giờ mô phỏng\)/);
  expect([...tokens.keys()]).toEqual([...roles]);
  for (const role of roles) expect((await ask(role, '{ me { role isSimulatedTime } }')).me.role).toBe(role);
});

test('the officer sees who is late and why, the school enters and submits, the officer verifies, the tool reads the history', async () => {
  const late = await ask(
    'district_officer',
    `{ compliance(filter: { status: [LATE] }, orderBy: { field: DAYS_LATE, direction: DESC }) { totalCount nodes { daysLate lines { rule clauseText fixVi } school { code name } } }
       timeline { tasks { id state } } districtOverview { topUnmet { rule } } }`,
  );
  expect(late.compliance.totalCount).toBe(2);
  expect(late.timeline.tasks).toHaveLength(7);

  const { school } = await ask(
    'school_admin',
    `query($code: ID!) { school(code: $code) { name headcount { homeroomInScope } training { citySessions } records { eligible }
       compliance { status } checklist { items { id key version state } } } }`,
    { code: SCHOOL },
  );
  const item = school.checklist.items.find(({ id }: { id: string }) => id === 'SIGNATURES_TEACHERS');
  expect(item.state).toBe('RETURNED');
  const { homeroomInScope } = school.headcount;
  await ask(
    'school_admin',
    'mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { state } } }',
    {
      input: {
        school: SCHOOL,
        item: item.id,
        value: { numerator: homeroomInScope, denominator: homeroomInScope },
        expectedVersion: item.version,
      },
    },
  );
  await ask('principal', 'mutation($school: ID!) { submitChecklist(school: $school) { items { state } } }', {
    school: SCHOOL,
  });
  const verified = await ask(
    'district_officer',
    'mutation($ids: [ID!]!) { verifyItems(ids: $ids) { items { state } } }',
    {
      ids: [item.key],
    },
  );
  expect(verified.verifyItems.items).toEqual([{ state: 'VERIFIED' }]);

  const history = await ask(
    'reporting_tool',
    '{ complianceHistory(interval: WEEK) { at } recordProgress { __typename } changes(first: 5) { nodes { type } } }',
  );
  expect(history.complianceHistory.length).toBeGreaterThan(5);
  expect(history.changes.nodes).toHaveLength(5);
});

test('what the office sends back reaches the reporting tool by graphql-ws, with fields of three subgraphs', async () => {
  const client = socketTo(url, tokens.get('reporting_tool')!);
  const { feedCursor: after } = await ask('district_officer', '{ feedCursor }');
  const changes = client.iterate<{ readinessChanged: unknown }>({
    query: `subscription($school: [ID!]!, $after: Cursor) { readinessChanged(filter: { school: $school }, after: $after) {
      cursor at school { code name training { citySessions } compliance { status } } } }`,
    variables: { school: [SCHOOL], after },
  });
  const next = changes.next();
  const office = socketTo(url, tokens.get('district_officer')!);
  const all = office.iterate<{ changes: { type: string } }>({
    query: `subscription($school: ID!, $after: Cursor) { changes(filter: { school: $school }, after: $after) { type } }`,
    variables: { school: SCHOOL, after },
  });
  const reopened = await ask(
    'district_officer',
    'mutation($id: ID!) { reopenItem(id: $id, reason: "Kiểm tra lại số máy") { item { state } } }',
    { id: `${SCHOOL}:COMPUTERS_CONNECTED` },
  );
  expect(reopened.reopenItem.item.state).toBe('REOPENED');
  expect((await next).value).toMatchObject({
    data: {
      readinessChanged: {
        cursor: expect.any(String),
        school: {
          code: SCHOOL,
          name: expect.any(String),
          training: { citySessions: 1 },
          compliance: { status: 'LATE' },
        },
      },
    },
  });
  // Compliance and the school's two letters follow the log: what the next test compares with must have come to rest.
  const awaited = [
    'readiness.itemReturned',
    'rollout.complianceChanged',
    ...Array(2).fill('rollout.notified'),
  ];
  for await (const { data } of all) {
    const index = awaited.indexOf(data!.changes.type);
    if (index >= 0) awaited.splice(index, 1);
    if (awaited.length === 0) break;
  }
  await Promise.all([client.dispose(), office.dispose()]);
});

test.runIf(!isPostgres)(
  'a second process over the same folder ends with 1 and names the one that holds it',
  async () => {
    const second = startHubProcess(place.env);
    expect(await second.exit).toBe(1);
    expect(second.said()).toContain(`in use by process ${hub.pid}`);
    expect(second.said()).not.toMatch(/^\s+at /m);
    expect((await fetch(`${url}/readiness`)).status).toBe(200);
  },
);

test('SIGTERM answers what is under way, tells subscribers to come back, and ends with 0; the next start is quick and changes nothing', async () => {
  const before = await standing();
  const client = socketTo(url, tokens.get('reporting_tool')!);
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  client.on('closed', (event) => closed.resolve(event as { code: number; reason: string }));
  const subscribed = client.iterate({ query: 'subscription { changes { cursor } }' });
  const silence = subscribed.next();
  silence.catch(() => undefined);
  await client.iterate({ query: '{ me { role } }' }).next();

  // The server has the head of this request and waits for its body when it is told to stop.
  const body = JSON.stringify({ query: '{ compliance(first: 100) { totalCount } }' });
  const slow = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.get('district_officer')}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  slow.flushHeaders();
  await once(slow, 'continue');

  const exit = hub.end('SIGTERM');
  await hub.says(/SIGTERM: finishing what is under way/);
  expect(await closed.promise).toMatchObject({ code: 1012, reason: expect.stringContaining('cursor') });
  slow.end(body);
  const [response] = await once(slow, 'response');
  expect(response.statusCode).toBe(200);
  expect(JSON.parse(await text(response))).toEqual({ data: { compliance: { totalCount: 12 } } });
  expect(await exit).toBe(0);

  const startedAt = performance.now();
  hub = startHubProcess(place.env);
  ({ url, tokens } = await hub.ready());
  expect(performance.now() - startedAt).toBeLessThan(firstStartMs / 2);
  expect(hub.said()).not.toMatch(/Loading|replaying|%/);
  expect(hub.said()).toMatch(/simulated/);
  expect(await standing()).toEqual(before);
});
