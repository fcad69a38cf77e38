import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import type { HubEvent } from '../../shared/events/contracts.js';
import { local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  cityViewer,
  codeOf,
  definition,
  happen,
  head,
  inspectorOf,
  logOf,
  of,
  officer,
  openRollout,
  principalOf,
  providerOf,
  registeredAs,
  toolOf,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;
beforeAll(async () => {
  bench = await openRollout('2024-04-08 08:00');
  await happen(bench, [
    ...registered('2024-04-08 08:00'),
    ...of(other, registered('2024-04-08 08:00')),
    registeredAs('31306983', '2024-04-08 08:00', { status: 'CLOSED' }),
  ]);
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
const move = (actor: Actor, input: object) =>
  ask(
    actor,
    `mutation($input: UpdateTaskProgressInput!) { updateTaskProgress(input: $input) {
    task { id state version startedAt doneAt note reason isOverdue daysOverdue warnings { code } } } }`,
    { input },
  );
describe('a task', () => {
  test('goes from planned over under way and done to confirmed, each at its time, and back in time by asOf', async () => {
    bench.clock.set(local('2024-04-17 09:00'));
    expect(
      (await move(officer, { task: 'T1', state: 'IN_PROGRESS', expectedVersion: 0, note: 'Đang trình ký' }))
        .data,
    ).toMatchObject({
      updateTaskProgress: {
        task: {
          state: 'IN_PROGRESS',
          version: 1,
          startedAt: '2024-04-17T09:00:00.000+07:00',
          note: 'Đang trình ký',
          isOverdue: true,
        },
      },
    });
    bench.clock.set(local('2024-04-18 09:00'));
    expect((await move(officer, { task: 'T1', state: 'DONE', expectedVersion: 1 })).data).toMatchObject({
      updateTaskProgress: {
        task: { state: 'DONE', doneAt: '2024-04-18T09:00:00.000+07:00', isOverdue: false },
      },
    });
    expect(codeOf(await move(officer, { task: 'T1', state: 'CONFIRMED', expectedVersion: 2 }))).toBe(
      'FORBIDDEN',
    );
    expect((await move(head, { task: 'T1', state: 'CONFIRMED', expectedVersion: 2 })).data).toMatchObject({
      updateTaskProgress: { task: { state: 'CONFIRMED' } },
    });
    const past = await ask(
      officer,
      '{ timeline(asOf: "2024-04-17T12:00:00+07:00") { tasks { state version doneAt } } }',
    );
    expect((past.data!['timeline'] as { tasks: object[] }).tasks[0]).toEqual({
      state: 'IN_PROGRESS',
      version: 1,
      doneAt: null,
    });
    const told = (await logOf(bench, 'rollout.taskProgressed')) as HubEvent<'rollout.taskProgressed'>[];
    await bench.settle();
    expect(told.map(({ data }) => data.after).slice(0, 2)).toEqual(['IN_PROGRESS', 'DONE']);
  });

  test('owes a reason where it is cancelled, or taken up again after it was done', async () => {
    expect(codeOf(await move(officer, { task: 'T7', state: 'CANCELLED', expectedVersion: 0 }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      codeOf(await move(officer, { task: 'T7', state: 'CANCELLED', expectedVersion: 0, reason: '  ' })),
    ).toBe('BAD_USER_INPUT');
    expect(
      (
        await move(officer, {
          task: 'T7',
          state: 'CANCELLED',
          expectedVersion: 0,
          reason: 'Gộp vào tổng kết năm',
        })
      ).data,
    ).toMatchObject({
      updateTaskProgress: { task: { state: 'CANCELLED', reason: 'Gộp vào tổng kết năm' } },
    });
    await move(officer, { task: 'T6', state: 'IN_PROGRESS', expectedVersion: 0 });
    await move(officer, { task: 'T6', state: 'DONE', expectedVersion: 1 });
    expect(codeOf(await move(officer, { task: 'T6', state: 'IN_PROGRESS', expectedVersion: 2 }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      (
        await move(officer, {
          task: 'T6',
          state: 'IN_PROGRESS',
          expectedVersion: 2,
          reason: 'Còn trường chưa kiểm tra',
        })
      ).data,
    ).toMatchObject({
      updateTaskProgress: { task: { state: 'IN_PROGRESS', doneAt: null } },
    });
  });

  test('takes no way that the state machine lacks, and says which it has', async () => {
    const result = await move(officer, { task: 'T2', state: 'DONE', expectedVersion: 0 });
    expect(result.errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_TRANSITION',
      from: 'PLANNED',
      to: 'DONE',
      allowed: ['IN_PROGRESS', 'CANCELLED'],
    });
    expect(codeOf(await move(officer, { task: 'T7', state: 'IN_PROGRESS', expectedVersion: 1 }))).toBe(
      'INVALID_TRANSITION',
    );
  });

  test('moved by someone else first is a conflict with the version that stands, and two at once let one through', async () => {
    const stale = await move(officer, { task: 'T1', state: 'IN_PROGRESS', expectedVersion: 1, reason: 'x' });
    expect(stale.errors?.[0]?.extensions).toMatchObject({
      code: 'VERSION_CONFLICT',
      expectedVersion: 1,
      currentVersion: 3,
    });
    const race = await Promise.all(
      [1, 2].map(() => move(officer, { task: 'T3', state: 'IN_PROGRESS', expectedVersion: 0 })),
    );
    expect(race.map((result) => String(codeOf(result))).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'VERSION_CONFLICT',
      'null',
    ]);
  });

  test('under way while one that it waits for is not done carries a warning', async () => {
    const { data } = await move(officer, { task: 'T4', state: 'IN_PROGRESS', expectedVersion: 0 });
    expect(data).toMatchObject({
      updateTaskProgress: { task: { warnings: [{ code: 'STARTED_BEFORE_DEPENDENCY_DONE' }] } },
    });
  });

  test('is the office’s to move, and an unknown one is not found', async () => {
    for (const actor of [
      inspectorOf(school),
      principalOf(school),
      toolOf(school),
      providerOf(school),
      cityViewer,
    ]) {
      expect(codeOf(await move(actor, { task: 'T5', state: 'IN_PROGRESS', expectedVersion: 0 }))).toBe(
        'FORBIDDEN',
      );
    }
    expect(codeOf(await move(officer, { task: 'T9', state: 'IN_PROGRESS', expectedVersion: 0 }))).toBe(
      'NOT_FOUND',
    );
  });
});
