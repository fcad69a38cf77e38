import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  happen,
  head,
  inspectorOf,
  logOf,
  officer,
  openRollout,
  principalOf,
  providerOf,
  toolOf,
} from './bench.js';

const school = '31306981';
let bench: Workbench;
beforeAll(async () => {
  bench = await openRollout('2024-05-06 08:00');
  await happen(bench, registered('2024-05-06 08:00'));
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const set = (actor: Actor, input: object, expectedVersion = 0) =>
  ask(
    actor,
    `mutation($input: SetBudgetLineInput!, $expectedVersion: Int!) { setBudgetLine(input: $input, expectedVersion: $expectedVersion) {
      line { id source activity planned spent isOverspent version school { code } } warnings school { code } } }`,
    {
      input: { source: 'STATE_BUDGET', activity: 'Chữ ký số', planned: 50_000_000, ...input },
      expectedVersion,
    },
  );
const budget = (actor: Actor, code?: string) =>
  ask(
    actor,
    'query($school: ID) { budget(school: $school) { lines { activity } total { planned spent } bySource { source planned spent } } }',
    {
      school: code,
    },
  );
const lineOf = (result: Awaited<ReturnType<typeof set>>) =>
  (result.data!['setBudgetLine'] as { line: { id: string; version: number } }).line;

test('lines are entered in whole đồng, summed by source, and warn where more is spent than planned', async () => {
  const { id } = lineOf(await set(officer, {}));
  await set(head, { source: 'OTHER_LAWFUL', activity: 'Tập huấn', planned: '20000000', spent: 5_000_000 });
  await set(officer, { school, activity: 'Máy tính', planned: 30_000_000 });
  expect((await set(officer, { id, planned: 50_000_000, spent: 60_000_000 }, 1)).data).toMatchObject({
    setBudgetLine: {
      line: { version: 2, isOverspent: true },
      warnings: ['Đã chi vượt dự toán 10000000 đồng.'],
    },
  });
  expect((await budget(officer)).data).toEqual({
    budget: {
      lines: [{ activity: 'Chữ ký số' }, { activity: 'Tập huấn' }, { activity: 'Máy tính' }],
      total: { planned: 100_000_000, spent: 65_000_000 },
      bySource: [
        { source: 'STATE_BUDGET', planned: 80_000_000, spent: 60_000_000 },
        { source: 'OTHER_LAWFUL', planned: 20_000_000, spent: 5_000_000 },
      ],
    },
  });
  await bench.settle();
  expect((await logOf(bench, 'rollout.budgetLineSet')).at(-1)).toMatchObject({
    data: {
      line: id,
      before: { planned: 50_000_000, spent: 0 },
      after: { planned: 50_000_000, spent: 60_000_000 },
    },
  });
});

test('a change at a version that is not the last is refused, and of two at once one succeeds', async () => {
  const { id } = lineOf(await set(officer, { activity: 'Khác' }));
  const codes = (await Promise.all([set(officer, { id, spent: 1 }, 1), set(head, { id, spent: 2 }, 1)])).map(
    codeOf,
  );
  expect(new Set(codes)).toEqual(new Set(['VERSION_CONFLICT', null]));
  expect((await set(officer, { id }, 1)).errors?.[0]?.extensions).toMatchObject({ currentVersion: 2 });
  expect(codeOf(await set(officer, { id: '7e0f6c3c-9f0f-4a5a-8d2e-000000000000' }, 1))).toBe('NOT_FOUND');
});

test('no amount is negative, broken or beyond 10^15, neither one nor all together', async () => {
  for (const planned of [-1, 0.5, 1_000_000_000_000_001, '-5', '1e6', 'nhiều']) {
    expect(codeOf(await set(officer, { planned }))).toBe('BAD_USER_INPUT');
  }
  expect(codeOf(await set(officer, { planned: 1_000_000_000_000_000 }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await set(officer, { activity: ' ' }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await set(officer, { school: '99999999' }))).toBe('NOT_FOUND');
});

test('is the office’s to set; the city reads the whole, a school its own', async () => {
  for (const actor of [
    inspectorOf(school),
    principalOf(school),
    adminOf(school),
    providerOf(school),
    toolOf(school),
    cityViewer,
  ]) {
    expect(codeOf(await set(actor, {}))).toBe('FORBIDDEN');
  }
  expect(codeOf(await budget(cityViewer))).toBeNull();
  expect((await budget(principalOf(school), school)).data).toMatchObject({
    budget: { lines: [{ activity: 'Máy tính' }], total: { planned: 30_000_000 } },
  });
  for (const actor of [principalOf(school), inspectorOf(school), providerOf(school), toolOf(school)]) {
    expect(codeOf(await budget(actor))).toBe('FORBIDDEN');
  }
  expect(codeOf(await budget(principalOf('31306982'), school))).toBe('FORBIDDEN');
  expect(codeOf(await budget(cityViewer, school))).toBe('FORBIDDEN');
});
