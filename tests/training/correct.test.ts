import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Role } from '../../shared/actor.js';
import type { StaffGroups } from '../../shared/events/contracts.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  codeOf,
  conference,
  counted,
  definition,
  mau01,
  mau02,
  openDistrict,
  record,
  settled,
  tell,
  written,
} from './district.js';

let bench: Workbench;
let session: string;
const principal = actorOf('principal', [mau01]);
const officer = actorOf('district_officer');

beforeAll(async () => {
  bench = await openDistrict();
  const { data } = await bench.run(definition, principal, record, { input: conference(mau01) });
  session = (data as { recordTraining: { session: { id: string } } }).recordTraining.session.id;
});
afterAll(() => bench.close());

const correct = `mutation($input: CorrectTrainingInput!) { correctTraining(input: $input) {
  training { total { numerator } sessions { version source newlyTrained { managers teachers staff } } } school { code } } }`;
const people = (teachers: number): StaffGroups => ({ managers: 1, teachers, staff: 1 });
const run = (changes: object = {}, actor = principal) =>
  bench.run(definition, actor, correct, {
    input: {
      session,
      school: mau01,
      newlyTrained: people(4),
      reason: 'Đếm nhầm',
      expectedVersion: 1,
      ...changes,
    },
  });

test.each<[string, object, string]>([
  ['a stale version', { expectedVersion: 7 }, 'VERSION_CONFLICT'],
  ['more people than the school has', { newlyTrained: people(36) }, 'BAD_USER_INPUT'],
  ['fewer than nobody', { newlyTrained: people(-1) }, 'BAD_USER_INPUT'],
  ['no reason', { reason: ' ' }, 'BAD_USER_INPUT'],
  ['a session that is none', { session: 'none' }, 'NOT_FOUND'],
  ['a school that did not attend', { school: mau02 }, 'FORBIDDEN'],
  ['a school that is none', { school: '99999999' }, 'FORBIDDEN'],
])('a correction with %s is refused and leaves nothing behind', async (_what, changes, code) => {
  const before = await written(bench);
  expect(codeOf(await run(changes))).toBe(code);
  expect(await written(bench)).toEqual(before);
});

test('a refusal for too many people says how many there may be at this session', async () => {
  const { errors } = await run({ newlyTrained: people(36) });
  expect(errors?.[0]?.extensions).toMatchObject({
    field: 'newlyTrained.teachers',
    expected: 'at most 35',
    got: 36,
  });
});

test('a correction moves the totals by its difference, in one event, and what stood before stays readable', async () => {
  await settled(bench);
  const from = bench.feed.head();
  bench.clock.advance(3_600_000);
  const asOf = bench.clock.now().toISOString();
  bench.clock.advance(3_600_000);
  expect(await run({ newlyTrained: people(9) })).toMatchObject({
    data: {
      correctTraining: {
        training: {
          total: { numerator: 11 },
          sessions: [{ version: 2, source: 'COUNTS', newlyTrained: { teachers: 9 } }],
        },
        school: { code: mau01 },
      },
    },
  });
  await settled(bench);
  const events = await bench.feed.readAfter(from, 10);
  expect(events).toMatchObject([
    {
      type: 'training.attendanceRecorded',
      data: {
        before: { teachers: 4 },
        after: { managers: 1, teachers: 9, staff: 1 },
        people: { teachers: 35 },
        correction: { version: 2, reason: 'Đếm nhầm' },
      },
    },
  ]);
  const { data } = await bench.run(
    definition,
    officer,
    `query($asOf: DateTime, $keys: [_Any!]!) {
      trainingSessions(school: "${mau01}") { nodes { attendance { version history { version reason newlyTrained { teachers } } } } }
      _entities(representations: $keys) { ... on School { training(asOf: $asOf) { total { numerator } sessions { version newlyTrained { teachers } } } } } }`,
    { asOf, keys: [{ __typename: 'School', code: mau01 }] },
  );
  expect(data).toMatchObject({
    trainingSessions: {
      nodes: [
        {
          attendance: [
            {
              version: 2,
              history: [
                { version: 1, reason: null, newlyTrained: { teachers: 4 } },
                { version: 2, reason: 'Đếm nhầm', newlyTrained: { teachers: 9 } },
              ],
            },
          ],
        },
      ],
    },
    _entities: [
      { training: { total: { numerator: 6 }, sessions: [{ version: 1, newlyTrained: { teachers: 4 } }] } },
    ],
  });
});

test('the same counts again change nothing, and a session recorded by mistake goes to zero', async () => {
  const before = await written(bench);
  await run({ newlyTrained: people(9), expectedVersion: 2 });
  expect(await written(bench)).toEqual(before);
  const nobody = { managers: 0, teachers: 0, staff: 0 };
  expect(await run({ newlyTrained: nobody, expectedVersion: 2, reason: 'Ghi nhầm buổi' })).toMatchObject({
    data: { correctTraining: { training: { total: { numerator: 0 } } } },
  });
  expect(await run({ newlyTrained: people(9), expectedVersion: 3, reason: 'Có dự' })).toMatchObject({
    data: { correctTraining: { training: { total: { numerator: 11 } } } },
  });
});

test('III-3: a city session corrected to nobody was not attended, one at which nobody new was trained was', async () => {
  const nobody = { managers: 0, teachers: 0, staff: 0 };
  const seen = async () => {
    const { data } = await bench.run(
      definition,
      officer,
      `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on School { training { citySessions } } } }`,
      { keys: [{ __typename: 'School', code: mau01 }] },
    );
    return (data as { _entities: { training: { citySessions: number } }[] })._entities[0]?.training
      .citySessions;
  };
  const { data } = await bench.run(definition, principal, record, {
    input: { ...conference(mau01), organiser: 'CITY', topic: 'Hội nghị của Sở', newlyTrained: nobody },
  });
  const city = (data as { recordTraining: { session: { id: string } } }).recordTraining.session.id;
  expect(await seen()).toBe(1);
  const correction = { session: city, newlyTrained: nobody, reason: 'Trường không dự' };
  expect((await run({ ...correction, expectedVersion: 1 })).errors).toBeUndefined();
  expect(await seen()).toBe(0);
  await settled(bench);
  const [last] = (await bench.feed.readAfter(bench.feed.head() - 1, 1)) as {
    data: { citySessions: number };
  }[];
  expect(last?.data.citySessions).toBe(0);
  expect((await run({ ...correction, newlyTrained: people(1), expectedVersion: 2 })).errors).toBeUndefined();
  expect(await seen()).toBe(1);
  expect((await run({ ...correction, expectedVersion: 3 })).errors).toBeUndefined();
  expect(await seen()).toBe(0);
});

test('100 % of a group is of the headcount in force at that instant', async () => {
  await run({ newlyTrained: { managers: 2, teachers: 35, staff: 3 }, expectedVersion: 4, reason: 'Đủ' });
  const full = bench.clock.now().toISOString();
  bench.clock.advance(60_000);
  await tell(bench, counted(mau01, { managers: 2, teachers: 40, staff: 3 }));
  const shown = async (asOf: string | null) => {
    const { data } = await bench.run(
      definition,
      officer,
      `query($asOf: DateTime, $keys: [_Any!]!) { _entities(representations: $keys) { ... on School {
        training(asOf: $asOf) { teachers { numerator denominator percent } } } } }`,
      { asOf, keys: [{ __typename: 'School', code: mau01 }] },
    );
    return (data as { _entities: { training: unknown }[] })._entities[0]?.training;
  };
  expect(await shown(full)).toEqual({ teachers: { numerator: 35, denominator: 35, percent: 100 } });
  expect(await shown(null)).toEqual({ teachers: { numerator: 35, denominator: 40, percent: 87.5 } });
  expect(await shown('2024-04-01T00:00:00+07:00')).toEqual({ teachers: null });
});

const may: Role[] = ['district_officer', 'district_head', 'school_admin', 'principal'];
const mayNot: Role[] = ['inspector', 'reporting_tool', 'provider', 'city_viewer'];
test.each([...may, ...mayNot])('%s corrects exactly what it may record', async (role) => {
  const result = await run({ expectedVersion: 99 }, actorOf(role, [mau01]));
  expect(codeOf(result)).toBe(may.includes(role) ? 'VERSION_CONFLICT' : 'FORBIDDEN');
});
