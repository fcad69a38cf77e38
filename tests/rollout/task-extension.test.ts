import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { local } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  head,
  inspectorOf,
  logOf,
  officer,
  openRollout,
  principalOf,
  providerOf,
  toolOf,
} from './bench.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openRollout('2024-04-26 08:00');
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const extend = (actor: Actor, input: object = {}) =>
  ask(
    actor,
    `mutation($input: ExtendTaskInput!) { extendTask(input: $input) { task { id due originalDue isOverdue
      taskExtensions { before after reason grantedAt } } } }`,
    { input: { task: 'T4', to: '2024-05-05T23:59:59+07:00', reason: 'Chờ phụ lục của Sở', ...input } },
  );
const t4 = async (asOf?: string) => {
  const { data } = await ask(
    officer,
    'query($asOf: DateTime) { timeline(asOf: $asOf) { tasks { id due originalDue isOverdue taskExtensions { after } } } }',
    { asOf },
  );
  return (data!['timeline'] as { tasks: { id: string }[] }).tasks.find(({ id }) => id === 'T4');
};

test('a task gets more time: appended, the planned date kept, told in the log, and no longer overdue', async () => {
  expect((await extend(officer)).data).toMatchObject({
    extendTask: {
      task: {
        due: '2024-05-05T23:59:59.000+07:00',
        originalDue: '2024-04-28T23:59:59.000+07:00',
        taskExtensions: [{ before: '2024-04-28T23:59:59.000+07:00', reason: 'Chờ phụ lục của Sở' }],
      },
    },
  });
  bench.clock.set(local('2024-05-02 08:00'));
  expect(await t4()).toMatchObject({ isOverdue: false });
  expect((await extend(head, { to: '2024-05-12T23:59:59+07:00' })).data).toMatchObject({
    extendTask: { task: { taskExtensions: [{}, { before: '2024-05-05T23:59:59.000+07:00' }] } },
  });
  bench.clock.set(local('2024-05-13 08:00'));
  expect(await t4()).toMatchObject({ isOverdue: true });
  await bench.settle();
  expect(await logOf(bench, 'rollout.taskExtended')).toHaveLength(2);
});

test('a past instant shows the task with what was granted by then', async () => {
  expect(await t4('2024-04-25T08:00:00+07:00')).toMatchObject({
    due: '2024-04-28T23:59:59.000+07:00',
    taskExtensions: [],
  });
  expect(await t4('2024-04-27T08:00:00+07:00')).toMatchObject({ due: '2024-05-05T23:59:59.000+07:00' });
});

test('an extension that overlaps one granted before is refused with what to do, and so is one that shortens the plan', async () => {
  const overlapping = await extend(officer, { to: '2024-05-08T23:59:59+07:00' });
  expect(overlapping.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'to',
    expected: expect.stringContaining('2024-05-12T23:59:59.000+07:00'),
    fix: expect.stringContaining('overlaps'),
  });
  expect(codeOf(await extend(officer, { task: 'T5', to: '2024-04-20T00:00:00+07:00' }))).toBe(
    'BAD_USER_INPUT',
  );
  expect(codeOf(await extend(officer, { task: 'T9' }))).toBe('NOT_FOUND');
  expect(codeOf(await extend(officer, { reason: ' ' }))).toBe('BAD_USER_INPUT');
});

test('of two officers who grant the same at once one succeeds', async () => {
  const input = { task: 'T7', to: '2024-08-31T23:59:59+07:00' };
  const codes = (await Promise.all([extend(officer, input), extend(head, input)])).map(codeOf);
  expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT', null]));
});

test('a task that is cancelled gets no more time', async () => {
  const cancel = `mutation { updateTaskProgress(input: { task: "T3", state: CANCELLED, expectedVersion: 0, reason: "Sở hoãn" }) { task { state reason } } }`;
  expect((await ask(officer, cancel)).data).toMatchObject({
    updateTaskProgress: { task: { state: 'CANCELLED', reason: 'Sở hoãn' } },
  });
  expect(codeOf(await extend(officer, { task: 'T3' }))).toBe('BAD_USER_INPUT');
});

test('is the office’s alone', async () => {
  const others = [
    inspectorOf('31306981'),
    principalOf('31306981'),
    adminOf('31306981'),
    providerOf('31306981'),
    toolOf('31306981'),
    cityViewer,
  ];
  for (const actor of others) expect(codeOf(await extend(actor))).toBe('FORBIDDEN');
});
