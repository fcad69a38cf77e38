import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { replyDifficulty, reportDifficulty, resolveDifficulty } from '../../subgraphs/rollout/index.js';
import { conditionsMet, local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  happen,
  inspectorOf,
  of,
  officer,
  openRollout,
  principalOf,
  providerOf,
  toolOf,
  until,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;

/** Two difficulties wait and one is settled; of two schools one is late from 28 April, the other from 30 June. */
beforeAll(async () => {
  bench = await openRollout('2024-04-15 08:00');
  await happen(bench, [
    ...registered('2024-04-15 08:00'),
    ...conditionsMet('2024-04-15 09:00'),
    ...of(other, registered('2024-04-15 08:00')),
    ...of(other, conditionsMet('2024-04-15 09:00', ['R09'])),
  ]);
  const report = (code: string, category: 'STAFF' | 'SOFTWARE', description: string) =>
    reportDifficulty(bench.openSession(adminOf(code)), {
      school: code,
      category,
      severity: 'MAJOR',
      description,
    });
  bench.clock.set(local('2024-05-02 08:00'));
  await report(school, 'STAFF', 'Thiếu người');
  bench.clock.set(local('2024-05-01 08:00'));
  await report(other, 'SOFTWARE', 'Lỗi đăng nhập');
  const { id: difficulty } = await report(other, 'SOFTWARE', 'Đã xong');
  await replyDifficulty(bench.openSession(officer), { difficulty, message: 'Đã rõ' });
  await resolveDifficulty(bench.openSession(officer), { id: difficulty, resolution: 'Đã sửa' });
  await until(bench, '2024-07-02 08:00');
});
afterAll(() => bench.close());

const inboxOf = (actor: Actor) =>
  bench.run(
    definition,
    actor,
    `{ inbox { difficultyCount difficulties { description daysOpen } lateSchoolCount lateSchools { school { code } daysLate }
      overdueTasks { id } } }`,
  );

test('an officer finds unsettled difficulties oldest first, late schools longest late first, and overdue tasks', async () => {
  bench.takeReads();
  expect((await inboxOf(officer)).data).toEqual({
    inbox: {
      difficultyCount: 2,
      difficulties: [
        { description: 'Lỗi đăng nhập', daysOpen: 62 },
        { description: 'Thiếu người', daysOpen: 61 },
      ],
      lateSchoolCount: 2,
      lateSchools: [
        { school: { code: other }, daysLate: 65 },
        { school: { code: school }, daysLate: 2 },
      ],
      overdueTasks: [{ id: 'T1' }, { id: 'T2' }, { id: 'T3' }, { id: 'T4' }, { id: 'T5' }, { id: 'T6' }],
    },
  });
  expect(bench.takeReads()).toEqual({ rollout: 6 });
});

test('others find what is theirs: their school, their schools, and a provider what is technical', async () => {
  const own = {
    difficultyCount: 1,
    difficulties: [{ description: 'Thiếu người' }],
    lateSchoolCount: 1,
    overdueTasks: [],
  };
  for (const actor of [principalOf(school), adminOf(school), inspectorOf(school)]) {
    expect((await inboxOf(actor)).data).toMatchObject({ inbox: own });
  }
  expect((await inboxOf(providerOf(school, other))).data).toMatchObject({
    inbox: { difficultyCount: 1, difficulties: [{ description: 'Lỗi đăng nhập' }], lateSchoolCount: 2 },
  });
});

test('tools and the city’s viewer have none', async () => {
  expect(codeOf(await inboxOf(toolOf(school)))).toBe('FORBIDDEN');
  expect(codeOf(await inboxOf(cityViewer))).toBe('FORBIDDEN');
});
