import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  certified,
  codeOf,
  counts,
  definition,
  mau01,
  openDistrict,
  tell,
  update,
  written,
  type States,
} from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.clock.set(new Date('2024-06-10T08:00:00+07:00'));
  await bench.openSession(hubActor).write(async (em) => {
    await em.execute('delete from records.known_certificate');
    await em.execute('delete from records.grade_progress');
    await em.execute('delete from records.state_counter');
  });
});

const certificate = `stamp-${mau01}`;
const principal = actorOf('principal', [mau01]);
const run = (states: States, expectedVersion = 0) =>
  bench.run(definition, principal, update, { input: counts(mau01, states, { expectedVersion }) });

test('nothing is issued before the school has a stamp', async () => {
  const before = await written(bench);
  const result = await run({ MANAGER_SIGNED: 25, ISSUED: 5 });
  expect(result.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'states',
    got: 5,
    fix: expect.stringContaining('has declared no organisation certificate'),
  });
  expect(await written(bench)).toEqual(before);
  expect(codeOf(await run({ MANAGER_SIGNED: 30 }))).toBeUndefined();
});

test.each([
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'CIRCULATED',
  'REPORTED_TO_MOET',
  'LOCKED',
  'RECALL_PENDING',
  'RECALLED',
  'RECALL_REFUSED',
])('%s lies beyond ISSUED and needs the stamp as well', async (state) => {
  expect(codeOf(await run({ [state]: 1 }))).toBe('BAD_USER_INPUT');
  await tell(bench, certified(mau01, 'APPROVED'));
  expect(codeOf(await run({ [state]: 1 }))).toBeUndefined();
});

test('a stamp that is not approved, or not in its time, is named with what to do', async () => {
  const cases = [
    [certified(mau01, 'REGISTERED'), `Certificate ${certificate} of school ${mau01} is REGISTERED`],
    [certified(mau01, 'REVOKED'), `Certificate ${certificate} of school ${mau01} is REVOKED`],
    [
      certified(mau01, 'APPROVED', { validTo: '2024-05-31T23:59:59+07:00' }),
      'was valid until 2024-05-31T23:59:59.000+07:00',
    ],
    [
      certified(mau01, 'APPROVED', { validFrom: '2024-06-11T00:00:00+07:00' }),
      'is valid only from 2024-06-11T00:00:00.000+07:00',
    ],
  ] as const;
  for (const [event, fix] of cases) {
    await tell(bench, event);
    const result = await run({ ISSUED: 30 });
    expect(result.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fix: expect.stringContaining(fix),
    });
  }
  await tell(bench, certified(mau01, 'APPROVED', { certificate: 'renewed' }));
  expect(codeOf(await run({ ISSUED: 30 }))).toBeUndefined();
});

test('what was issued in time goes on after the stamp has ended, but nothing more is issued', async () => {
  await tell(bench, certified(mau01, 'APPROVED', { validTo: '2024-06-12T00:00:00+07:00' }));
  await run({ ISSUED: 20, MANAGER_SIGNED: 10 });
  bench.clock.set(new Date('2024-06-13T08:00:00+07:00'));
  expect(codeOf(await run({ ISSUED: 21, MANAGER_SIGNED: 9 }, 1))).toBe('BAD_USER_INPUT');
  expect(codeOf(await run({ ACCEPTED: 15, RECALL_PENDING: 5, MANAGER_SIGNED: 10 }, 1))).toBeUndefined();
  expect(codeOf(await run({ ACCEPTED: 15, RECALLED: 5, MANAGER_SIGNED: 10 }, 2))).toBeUndefined();
  // A recalled record comes back under a new UUID and is signed anew.
  expect(codeOf(await run({ ACCEPTED: 15, ISSUED: 5, MANAGER_SIGNED: 10 }, 3))).toBe('BAD_USER_INPUT');
});
