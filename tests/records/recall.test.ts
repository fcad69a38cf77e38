import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor, roles, type Actor } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { codeOf, definition, mau01, mau02, officer, openDistrict, settled, written } from './district.js';
import { faultsOf, pushing, unit, uuids } from './units.js';

let bench: Workbench;
let push: ReturnType<typeof pushing>;
beforeAll(async () => {
  bench = await openDistrict();
  push = pushing(bench);
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.clock.set(new Date('2024-06-10T08:00:00+07:00'));
  await bench.openSession(hubActor).write(async (em) => {
    for (const table of ['unit', 'grade_progress', 'state_counter', 'recall', 'year_lock']) {
      await em.execute(`delete from records.${table}`);
    }
  });
});

const principal = actorOf('principal', [mau01]);
const head = actorOf('district_head');
const recall = 'id uuid state fromState reason decisionReason decidedAt school { code } schoolYear grade';

const request = (ids: readonly string[], actor: Actor = principal, school = mau01) =>
  bench.run(
    definition,
    actor,
    `mutation($input: RequestRecallInput!) { requestRecall(input: $input) { recalls { ${recall} } school { code } } }`,
    { input: { school, uuids: ids, reason: 'Sai lớp' } },
  );
const decide = (ids: readonly string[], decision: 'AGREE' | 'REFUSE', actor: Actor = officer) =>
  bench.run(
    definition,
    actor,
    `mutation($ids: [ID!]!, $decision: RecallDecision!) {
      decideRecall(ids: $ids, decision: $decision, reason: "Đã kiểm tra") { recalls { ${recall} } } }`,
    { ids, decision },
  );
const lock = (actor: Actor = head) =>
  bench.run(
    definition,
    actor,
    'mutation { lockSchoolYear(schoolYear: "2023-2024", reason: "Chốt 30/6") { schoolYear lock units lockedAt } }',
  );
const recallsOf = (result: { data?: unknown }, field: string) =>
  (result.data as Record<string, { recalls: { id: string; uuid: string }[] }>)[field]!.recalls;
const everything = async () => [
  await written(bench),
  await bench
    .openSession(hubActor)
    .write((em) => em.execute('select uuid, state from records.unit order by uuid')),
  await bench
    .openSession(hubActor)
    .write((em) => em.execute('select id, state from records.recall order by id')),
];
const progress = async () => {
  const { data } = await bench.run(
    definition,
    officer,
    '{ recordProgress(grade: 1) { eligible accepted { numerator denominator } byState { state count } } }',
  );
  const { byState, ...shown } = data!['recordProgress'] as { byState: { state: string; count: number }[] };
  return {
    ...shown,
    byState: Object.fromEntries(
      byState.filter(({ count }) => count > 0).map(({ state, count }) => [state, count]),
    ),
  };
};
const at = '2024-06-12T09:00:00+07:00';

test('a recalled unit counts until a new one takes its place, and its UUID is never used again', async () => {
  const ids = uuids(30);
  await push(ids.map((id) => unit(id, 'ACCEPTED')));
  const from = bench.feed.head();
  const asked = await request(ids.slice(0, 2));
  expect(asked.errors).toBeUndefined();
  expect(recallsOf(asked, 'requestRecall')).toMatchObject([
    { uuid: ids[0], state: 'PENDING', fromState: 'ACCEPTED', school: { code: mau01 }, decidedAt: null },
    { uuid: ids[1] },
  ]);
  // D3: accepted until the recall is agreed.
  expect(await progress()).toMatchObject({ byState: { ACCEPTED: 28, RECALL_PENDING: 2 } });
  const [agreed, refused] = recallsOf(asked, 'requestRecall').map(({ id }) => id) as [string, string];
  expect(codeOf(await decide([agreed], 'AGREE'))).toBeUndefined();
  expect(codeOf(await decide([refused], 'REFUSE', head))).toBeUndefined();
  expect(await progress()).toMatchObject({
    eligible: 30,
    byState: { ACCEPTED: 28, RECALLED: 1, RECALL_REFUSED: 1 },
  });
  await settled(bench);
  const types = (await bench.feed.readAfter(from, 20)).map(({ type }) => type);
  expect(types.filter((type) => type !== 'records.countsUpdated')).toEqual([
    'records.recallRequested',
    'records.recallDecided',
    'records.recallDecided',
  ]);

  bench.clock.set(new Date('2024-06-13T08:00:00+07:00'));
  for (const state of ['INITIALISED', 'ACCEPTED']) {
    expect(faultsOf(await push([unit(ids[0]!, state, { at })]))).toMatchObject([
      { field: 'uuid', reason: expect.stringContaining('never used again') },
    ]);
  }
  const [next, other] = uuids(2) as [string, string];
  expect(faultsOf(await push([unit(next, 'INITIALISED', { at, replaces: ids[1]! })]))).toHaveLength(1);
  const replaced = await push([unit(next, 'INITIALISED', { at, replaces: ids[0]! })]);
  expect(replaced.errors).toBeUndefined();
  expect(await progress()).toMatchObject({ byState: { ACCEPTED: 28, INITIALISED: 1, RECALL_REFUSED: 1 } });
  expect(faultsOf(await push([unit(other, 'INITIALISED', { at, replaces: ids[0]! })]))).toMatchObject([
    { field: 'replaces', reason: expect.stringContaining('nothing replaces yet') },
  ]);
});

test('only what is accepted can be recalled, each once, all of a list or none', async () => {
  const [accepted, issued, foreign] = uuids(3) as [string, string, string];
  await push([unit(accepted, 'ACCEPTED'), unit(issued, 'ISSUED')]);
  await push([unit(foreign, 'ACCEPTED')], { school: mau02 }, actorOf('principal', [mau02]));
  const before = await everything();
  const wrong = await request([accepted, issued]);
  expect(wrong.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'ISSUED',
    to: 'RECALL_PENDING',
    allowed: ['SUBMITTED', 'TRANSFERRED_OUT'],
  });
  expect(codeOf(await request([accepted, foreign]))).toBe('NOT_FOUND');
  expect(codeOf(await request([randomUUID()]))).toBe('NOT_FOUND');
  expect(codeOf(await request(['x']))).toBe('BAD_USER_INPUT');
  expect(codeOf(await request([]))).toBe('BAD_USER_INPUT');
  expect(await everything()).toEqual(before);
  const asked = await request([accepted]);
  const [id] = recallsOf(asked, 'requestRecall').map((each) => each.id) as [string];
  expect(codeOf(await request([accepted]))).toBe('INVALID_TRANSITION');
  expect(
    faultsOf(await push([unit(accepted, 'CIRCULATED', { at: '2024-06-10T08:00:00+07:00' })])),
  ).toHaveLength(1);
  expect(codeOf(await decide([id, randomUUID()], 'AGREE'))).toBe('NOT_FOUND');
  const both = await Promise.all([decide([id], 'AGREE'), decide([id], 'REFUSE')]);
  expect(new Set(both.map(codeOf))).toEqual(new Set([undefined, 'INVALID_TRANSITION']));
});

test('the first lock holds what is accepted, late completers may be completed until the second, which closes the year', async () => {
  const ids = uuids(30);
  await push(
    ids.map((id, n) =>
      unit(id, n < 20 ? 'ACCEPTED' : n < 25 ? 'CIRCULATED' : n < 28 ? 'MANAGER_SIGNED' : 'DEFERRED'),
    ),
  );
  const asked = await request([ids[0]!]);
  bench.clock.set(new Date('2024-06-30T17:00:00+07:00'));
  expect((await lock()).data).toMatchObject({ lockSchoolYear: { lock: 1, units: 24 } });
  expect(await progress()).toMatchObject({
    byState: { LOCKED: 24, RECALL_PENDING: 1, MANAGER_SIGNED: 3, DEFERRED: 2 },
  });
  expect((await request([ids[1]!])).errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'LOCKED',
    allowed: [],
  });
  bench.clock.set(new Date('2024-08-15T17:00:00+07:00'));
  const late = ids.slice(28).map((id) => unit(id, 'ACCEPTED', { at: '2024-08-10T09:00:00+07:00' }));
  expect((await push(late)).errors).toBeUndefined();
  expect((await lock()).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', got: 1 });
  await decide(
    recallsOf(asked, 'requestRecall').map(({ id }) => id),
    'REFUSE',
  );
  expect((await lock()).data).toMatchObject({ lockSchoolYear: { lock: 2, units: 3 } });
  expect(codeOf(await lock())).toBe('INVALID_TRANSITION');
  const closed = await push([unit(ids[25]!, 'ISSUED', { at: '2024-08-14T09:00:00+07:00' })]);
  expect(closed.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'schoolYear' });
});

test('two locks at once make a first and a second one, never the same one twice', async () => {
  await push(uuids(5).map((id) => unit(id, 'ACCEPTED')));
  const both = await Promise.all([lock(), lock()]);
  const locks = both.map(({ data }) => data!['lockSchoolYear'] as { lock: number; units: number });
  expect(locks.toSorted((a, b) => a.lock - b.lock)).toMatchObject([
    { lock: 1, units: 5 },
    { lock: 2, units: 0 },
  ]);
});

test('the office sees every recall, the oldest first and page by page, a school its own; the inbox counts what waits', async () => {
  const own = uuids(3);
  await push([
    ...own.map((id) => unit(id, 'ACCEPTED')),
    ...uuids(2).map((id) => unit(id, 'REJECTED', { errorCode: 'E1' })),
  ]);
  await request(own);
  const query = `query($state: RecallState, $first: Int, $after: Cursor) {
    recalls(state: $state, first: $first, after: $after) { totalCount nodes { uuid } pageInfo { hasNextPage endCursor } } }`;
  const list = async (actor: Actor, variables: object = {}) =>
    (await bench.run(definition, actor, query, { ...variables })).data?.['recalls'] as {
      totalCount: number;
      nodes: { uuid: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  const first = await list(officer, { first: 2, state: 'PENDING' });
  const rest = await list(officer, { first: 2, after: first.pageInfo.endCursor });
  expect([...first.nodes, ...rest.nodes].map(({ uuid }) => uuid).toSorted()).toEqual(own.toSorted());
  expect([first.totalCount, first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([3, true, false]);
  expect((await list(officer, { state: 'AGREED' })).totalCount).toBe(0);
  expect((await list(principal)).totalCount).toBe(3);
  expect((await list(actorOf('principal', [mau02]))).totalCount).toBe(0);
  expect(codeOf(await bench.run(definition, actorOf('city_viewer'), query))).toBe('FORBIDDEN');
  const inbox =
    '{ recordsInbox { pendingRecalls oldestPendingRecall rejectedRecords schoolsWithRejections } }';
  expect((await bench.run(definition, officer, inbox)).data).toEqual({
    recordsInbox: {
      pendingRecalls: 3,
      oldestPendingRecall: '2024-06-10T08:00:00.000+07:00',
      rejectedRecords: 2,
      schoolsWithRejections: 1,
    },
  });
});

test.each(roles)(
  '%s requests, decides, locks and looks into the inbox exactly where the plan lets it',
  async (role) => {
    const [id, foreign] = uuids(2) as [string, string];
    await push([unit(id, 'ACCEPTED')]);
    await push([unit(foreign, 'ACCEPTED')], { school: mau02 }, actorOf('principal', [mau02]));
    const actor = actorOf(role, [mau01]);
    const isForbidden = async (result: Promise<Parameters<typeof codeOf>[0]>) =>
      codeOf(await result) === 'FORBIDDEN';
    const school = ['school_admin', 'principal'].includes(role);
    const office = ['district_officer', 'district_head'].includes(role);
    expect([
      await isForbidden(request([id], actor)),
      await isForbidden(request([foreign], actor, mau02)),
      await isForbidden(decide([randomUUID()], 'AGREE', actor)),
      await isForbidden(bench.run(definition, actor, '{ recordsInbox { pendingRecalls } }')),
      await isForbidden(lock(actor)),
    ]).toEqual([!school, true, !office, !office, role !== 'district_head']);
  },
);
