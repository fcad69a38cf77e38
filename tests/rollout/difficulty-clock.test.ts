import { afterAll, beforeAll, expect, test } from 'vitest';

import { hubActor, type Actor } from '../../shared/actor.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import { local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  checklistFile,
  cityViewer,
  codeOf,
  definition,
  happen,
  head,
  inspectorOf,
  of,
  officer,
  openRollout,
  planFile,
  principalOf,
  providerOf,
  toolOf,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;
beforeAll(async () => {
  bench = await openRollout('2024-04-15 08:00');
  await happen(bench, [...registered('2024-04-15 08:00'), ...of(other, registered('2024-04-15 08:00'))]);
  await bench.settle();
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const fields =
  'id state category severity since acknowledgeBy resolveBy isPastClock replies { message authorRole at }';
const report = async (code: string, input: object = {}) => {
  const { data } = await ask(
    adminOf(code),
    `mutation($input: ReportDifficultyInput!) { reportDifficulty(input: $input) { difficulty { ${fields} } } }`,
    { input: { school: code, category: 'SOFTWARE', severity: 'MAJOR', description: 'Lỗi', ...input } },
  );
  return (data!['reportDifficulty'] as { difficulty: { id: string } }).difficulty;
};
const step = (actor: Actor, name: string, id: string, argument: string, text = 'Đã rõ') =>
  ask(
    actor,
    `mutation($id: ID!, $text: String!) { ${name}(id: $id, ${argument}: $text) { difficulty { ${fields} } school { code } } }`,
    {
      id,
      text,
    },
  );
const resolve = (id: string) => step(officer, 'resolveDifficulty', id, 'resolution');
const list = async (actor: Actor, filter: object = {}, first = 50, after?: string) =>
  (
    await ask(
      actor,
      `query($filter: DifficultyFilter, $first: Int, $after: Cursor) { difficulties(filter: $filter, first: $first, after: $after) {
      totalCount nodes { id state category isPastClock } pageInfo { hasNextPage endCursor } } }`,
      { filter, first, after },
    )
  ).data!['difficulties'] as {
    totalCount: number;
    nodes: { id: string; category: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };

test('the clocks count working days, the feast of the Hùng kings left out, and start anew when it is reopened', async () => {
  bench.clock.set(local('2024-04-17 09:00'));
  const { id, ...opened } = await report(school);
  expect(opened).toMatchObject({
    acknowledgeBy: '2024-04-22T23:59:59.999+07:00',
    resolveBy: '2024-05-06T23:59:59.999+07:00',
    isPastClock: false,
  });
  bench.clock.set(local('2024-04-22 23:00'));
  expect((await list(officer, { pastClock: true })).totalCount).toBe(0);
  bench.clock.set(local('2024-04-23 00:00'));
  expect((await list(officer, { pastClock: true })).nodes).toMatchObject([{ id, isPastClock: true }]);
  expect((await step(inspectorOf(school), 'acknowledgeDifficulty', id, 'message')).data).toMatchObject({
    acknowledgeDifficulty: {
      difficulty: { state: 'ACKNOWLEDGED', isPastClock: false },
      school: { code: school },
    },
  });
  bench.clock.set(local('2024-05-07 00:00'));
  expect((await list(officer, { pastClock: true })).nodes).toMatchObject([{ id, isPastClock: true }]);
  await resolve(id);
  expect((await list(officer, { pastClock: true })).totalCount).toBe(0);
  expect((await step(principalOf(school), 'reopenDifficulty', id, 'reason', 'Vẫn lỗi')).data).toMatchObject({
    reopenDifficulty: {
      difficulty: {
        state: 'REOPENED',
        since: '2024-05-07T00:00:00.000+07:00',
        acknowledgeBy: '2024-05-09T23:59:59.999+07:00',
      },
    },
  });
});

test('a difficulty goes up to the city with a reason, is settled there, and closed by the school', async () => {
  const { id } = await report(school);
  expect((await step(head, 'escalateToCity', id, 'reason', 'Cần Sở xử lý')).data).toMatchObject({
    escalateToCity: {
      difficulty: {
        state: 'ESCALATED_TO_CITY',
        replies: [{ message: 'Cần Sở xử lý', authorRole: 'district_head' }],
      },
    },
  });
  expect(codeOf(await step(head, 'escalateToCity', id, 'reason'))).toBe('INVALID_TRANSITION');
  await resolve(id);
  expect((await step(adminOf(school), 'closeDifficulty', id, 'message')).data).toMatchObject({
    closeDifficulty: { difficulty: { state: 'CLOSED', isPastClock: false } },
  });
  expect(codeOf(await step(officer, 'acknowledgeDifficulty', id, 'message'))).toBe('INVALID_TRANSITION');
});

test('each step is of who may take it', async () => {
  const { id } = await report(school, { category: 'STAFF' });
  // To whom the school is foreign it is not there.
  for (const [actor, code] of [
    [principalOf(other), 'NOT_FOUND'],
    [inspectorOf(other), 'NOT_FOUND'],
    [cityViewer, 'NOT_FOUND'],
    [toolOf(school), 'NOT_FOUND'],
    [providerOf(school), 'FORBIDDEN'],
  ] as const) {
    for (const [name, argument] of [
      ['acknowledgeDifficulty', 'message'],
      ['closeDifficulty', 'message'],
      ['reopenDifficulty', 'reason'],
      ['escalateToCity', 'reason'],
    ] as const) {
      expect(codeOf(await step(actor, name, id, argument)), actor.role).toBe(code);
    }
  }
  expect(codeOf(await step(principalOf(school), 'acknowledgeDifficulty', id, 'message'))).toBe('FORBIDDEN');
  expect(codeOf(await step(inspectorOf(school), 'escalateToCity', id, 'reason'))).toBe('FORBIDDEN');
  expect(codeOf(await step(officer, 'acknowledgeDifficulty', id, 'message', ' '))).toBe('BAD_USER_INPUT');
});

test('the list is the caller’s: a provider’s technical ones of the schools it serves, a school’s own, none for the city', async () => {
  await report(other, { category: 'CERTIFICATE', severity: 'BLOCKER' });
  await report(other, { category: 'FUNDING' });
  const provider = await list(providerOf(school, other));
  expect(provider.nodes.map(({ category }) => category).toSorted()).toEqual([
    'CERTIFICATE',
    'SOFTWARE',
    'SOFTWARE',
  ]);
  expect((await list(adminOf(other))).totalCount).toBe(2);
  expect((await list(officer, { school: other, severity: ['BLOCKER'] })).totalCount).toBe(1);
  expect((await list(officer, { state: ['CLOSED'] })).totalCount).toBe(1);
  expect(codeOf(await ask(cityViewer, '{ difficulties { totalCount } }'))).toBe('FORBIDDEN');
});

test('one is found by its id by who may see it, and by nobody else', async () => {
  const { id } = await report(school, { category: 'STAFF' });
  expect((await list(officer, { id })).nodes.map((node) => node.id)).toEqual([id]);
  expect((await list(adminOf(school), { id })).totalCount).toBe(1);
  for (const stranger of [adminOf(other), inspectorOf(other), providerOf(school)])
    expect((await list(stranger, { id })).totalCount).toBe(0);
  expect(codeOf(await ask(officer, '{ difficulties(filter: { id: "x" }) { totalCount } }'))).toBe(
    'NOT_FOUND',
  );
});

test('pages join without a gap or a double', async () => {
  const all = (await list(officer)).nodes.map(({ id }) => id);
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await list(officer, {}, 2, after);
    seen.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(seen).toEqual(all);
});

test('a plan sets its own clock, and one that resolves before it acknowledges is refused', async () => {
  const clock = (acknowledgeWorkingDays: number, resolveWorkingDays: number) =>
    loadPlan(
      bench.openSession(hubActor),
      { ...planFile(), responseClock: { acknowledgeWorkingDays, resolveWorkingDays } },
      checklistFile(),
    );
  await expect(clock(5, 3)).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', field: 'responseClock.resolveWorkingDays' },
  });
  await expect(clock(0, 3)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  bench.clock.set(local('2024-05-13 09:00'));
  await clock(1, 3);
  expect(await report(school)).toMatchObject({
    acknowledgeBy: '2024-05-14T23:59:59.999+07:00',
    resolveBy: '2024-05-16T23:59:59.999+07:00',
  });
});
