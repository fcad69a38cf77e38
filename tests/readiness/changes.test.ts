import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { actorOf } from '../support/subgraph.js';
import { definition, officer, openDesk, otherPrincipal, type Desk, type KnownSchool } from './desk.js';

let desk: Desk;
let school: KnownSchool;
let open: AsyncGenerator[] = [];
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  school = await desk.newSchool();
});
afterEach(async () => {
  await Promise.all(open.map(async (stream) => stream.return(undefined)));
  open = [];
});
afterAll(() => desk.close());

const CHANGED = `subscription($after: Cursor, $filter: ReadinessChangeFilter) { readinessChanged(after: $after, filter: $filter) {
  cursor at school { code } item before { state version value { kind bool count } } after { state version value { kind bool count } } cause { rule clause }
} }`;
const RETURNED = `subscription($after: Cursor, $school: ID) { itemReturned(after: $after, school: $school) { cursor school { code } item reason after { state } cause { rule clause } } }`;

interface Change {
  cursor: string;
  school: { code: string };
  item: string;
  reason?: string;
  before: { state: string; value: object | null };
  after: { state: string; value: object | null };
  cause: object | null;
}

/** Follows as the actor; `take` gives the next so many changes. */
async function follow(actor: Actor, document = CHANGED, variables: Record<string, unknown> = {}) {
  const stream = await desk.follow(definition, actor, document, variables);
  open.push(stream);
  return async (count: number): Promise<Change[]> => {
    const taken: Change[] = [];
    while (taken.length < count) {
      const { value } = await stream.next();
      const data = (value as { data: Record<string, Change> }).data;
      taken.push(Object.values(data)[0] as Change);
    }
    return taken;
  };
}
const refused = async (actor: Actor, document: string, variables: Record<string, unknown> = {}) => {
  const error = await desk.follow(definition, actor, document, variables).then(
    () => null,
    (failure: AggregateError) => failure,
  );
  return (error?.errors as { extensions: object }[] | undefined)?.[0]?.extensions;
};
const save = (item: string, value: object, version = 0, actor = school.admin) =>
  desk.save(item, value, version, actor);
const decide = async (name: string, item: string, reason: string) =>
  desk.ask(
    officer,
    `mutation($id: ID!, $reason: String!) { ${name}(id: $id, reason: $reason) { item { state } } }`,
    { id: school.key(item), reason },
  );
const makeReturned = async () => {
  await desk.fill(school.admin, school.code);
  await desk.ask(school.principal, 'mutation($s: ID!) { submitChecklist(school: $s) { school { code } } }', {
    s: school.code,
  });
  await decide('returnItem', 'MOET_LINK', 'Chưa kết nối');
};

test('an officer learns of a saved item as it happens, with before, after and the clause that asks for it', async () => {
  const take = await follow(officer);
  await save('COMPUTERS_CONNECTED', { count: 4 });
  await save('COMPUTERS_CONNECTED', { count: 9 }, 1);
  expect(await take(2)).toMatchObject([
    {
      item: 'COMPUTERS_CONNECTED',
      at: '2024-04-15T08:00:00.000+07:00',
      before: { state: 'NOT_STARTED', version: 0, value: null },
      after: { state: 'DRAFT', version: 1 },
    },
    {
      school: { code: school.code },
      before: { state: 'DRAFT', version: 1, value: { kind: 'COUNT', count: 4 } },
      after: { state: 'DRAFT', version: 2, value: { kind: 'COUNT', count: 9 } },
      cause: { rule: 'R04', clause: 'IV.2-4a' },
    },
  ]);
});

test('one that returns with its last cursor misses nothing and sees nothing twice', async () => {
  const first = await follow(officer, CHANGED, { filter: { school: [school.code] } });
  await save('MOET_LINK', { bool: true });
  const [seen] = await first(1);
  await save('RESOURCES', { bool: true });
  await save('PAPER_REPLACED', { bool: false });
  await desk.settle();
  const again = await follow(officer, CHANGED, { after: seen?.cursor, filter: { school: [school.code] } });
  expect((await again(2)).map(({ item }) => item)).toEqual(['RESOURCES', 'PAPER_REPLACED']);
  await save('ADMINISTRATORS', { count: 1 });
  expect((await again(1)).map(({ item }) => item)).toEqual(['ADMINISTRATORS']);
});

test('a filter lets through what it names, and an item without a rule has no cause', async () => {
  const another = await desk.newSchool();
  const take = await follow(officer, CHANGED, {
    filter: { school: [school.code], state: ['RETURNED', 'NOT_APPLICABLE'] },
  });
  await save('MOET_LINK', { bool: true }, 0, another.admin);
  await makeReturned();
  await decide('setNotApplicable', 'MOET_LINK', 'Không dùng');
  expect(await take(2)).toMatchObject([
    { item: 'MOET_LINK', before: { state: 'SUBMITTED' }, after: { state: 'RETURNED' }, cause: null },
    { item: 'MOET_LINK', before: { state: 'RETURNED' }, after: { state: 'NOT_APPLICABLE' }, cause: null },
  ]);
});

test('a school follows its own items; whoever names a school out of scope is refused', async () => {
  const take = await follow(school.principal);
  await desk.save('MOET_LINK', { bool: true }, 0, (await desk.newSchool()).admin);
  await save('RESOURCES', { bool: true });
  expect(await take(1)).toMatchObject([{ school: { code: school.code }, item: 'RESOURCES' }]);
  for (const actor of [
    otherPrincipal,
    actorOf('inspector', ['31306982']),
    actorOf('reporting_tool', ['31306982']),
    actorOf('provider', ['31306982']),
  ]) {
    expect(await refused(actor, CHANGED, { filter: { school: [school.code] } })).toMatchObject({
      code: 'FORBIDDEN',
      school: school.code,
    });
    expect(await refused(actor, RETURNED, { school: school.code })).toMatchObject({
      code: 'FORBIDDEN',
      school: school.code,
    });
  }
});

test('a provider follows technical items of schools it serves, the city department states without values', async () => {
  const provider = await follow(actorOf('provider', [school.code]));
  const city = await follow(actorOf('city_viewer'), CHANGED, { filter: { school: [school.code] } });
  await save('RESOURCES', { bool: true });
  await save('MOET_LINK', { bool: true });
  expect(await provider(1)).toMatchObject([{ item: 'MOET_LINK', after: { value: { bool: true } } }]);
  expect(await city(2)).toMatchObject([
    { item: 'RESOURCES', after: { state: 'DRAFT', value: null } },
    { item: 'MOET_LINK', after: { state: 'DRAFT', value: null } },
  ]);
  expect(await refused(actorOf('city_viewer'), RETURNED)).toMatchObject({ code: 'FORBIDDEN' });
});

test('a return and a reopening reach the school with their reason', async () => {
  const take = await follow(school.principal, RETURNED, { school: school.code });
  await makeReturned();
  await decide('setNotApplicable', 'MOET_LINK', 'Không dùng');
  await decide('reopenItem', 'MOET_LINK', 'Có dùng');
  expect(await take(2)).toMatchObject([
    {
      school: { code: school.code },
      item: 'MOET_LINK',
      reason: 'Chưa kết nối',
      after: { state: 'RETURNED' },
    },
    { reason: 'Có dùng', after: { state: 'REOPENED' } },
  ]);
});

test('a cursor that is none is BAD_USER_INPUT, one beyond the log is CURSOR_EXPIRED', async () => {
  expect(await refused(officer, CHANGED, { after: 'xyz' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'after',
  });
  const beyond = Buffer.from(JSON.stringify(['log', 1_000_000])).toString('base64url');
  expect(await refused(officer, CHANGED, { after: beyond })).toMatchObject({ code: 'CURSOR_EXPIRED' });
  expect(await refused(officer, RETURNED, { after: beyond })).toMatchObject({ code: 'CURSOR_EXPIRED' });
});

test('without a cursor it tells of all that happens once it was granted, also before its first step is asked for', async () => {
  const take = await follow(officer, CHANGED, { filter: { school: [school.code] } });
  await save('MOET_LINK', { bool: true });
  await desk.settle();
  expect(await take(1)).toMatchObject([{ item: 'MOET_LINK' }]);
});

test('one who waits for nothing can leave at once', async () => {
  const stream = await desk.follow(definition, officer, CHANGED);
  const waiting = stream.next();
  await stream.return(undefined);
  expect(await waiting).toMatchObject({ done: true });
});
