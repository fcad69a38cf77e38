import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor, Role } from '../../shared/actor.js';
import { updateRecordCounts } from '../../subgraphs/records/index.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  closed,
  codeOf,
  counts,
  definition,
  enrolled,
  mau01,
  mau02,
  officer,
  openDistrict,
  registered,
  tell,
  type CountsInput,
  type States,
} from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const progress = `schoolYear eligible deferred accepted { numerator denominator percent } unreported updatedAt
  byState { state count } districtAverage { numerator denominator }
  grades { grade eligible deferred accepted { numerator denominator percent } byState { state count } version updatedAt }`;
const query = `query($schoolYear: String, $grade: Int, $asOf: DateTime) {
  recordProgress(schoolYear: $schoolYear, grade: $grade, asOf: $asOf) { ${progress} } }`;
const entities = `query($keys: [_Any!]!, $schoolYear: String, $grade: Int) {
  _entities(representations: $keys) { ... on School { code records(schoolYear: $schoolYear, grade: $grade) { ${progress} } } } }`;

async function district(variables: object = {}, actor: Actor = officer): Promise<Record<string, unknown>> {
  const { data, errors } = await bench.run(definition, actor, query, { ...variables });
  expect(errors).toBeUndefined();
  return data?.['recordProgress'] as Record<string, unknown>;
}

async function schoolsRecords(
  actor: Actor,
  codes: readonly string[],
  variables: object = {},
): Promise<unknown[]> {
  const keys = codes.map((code) => ({ __typename: 'School', code }));
  const { data, errors } = await bench.run(definition, actor, entities, { keys, ...variables });
  expect(errors).toBeUndefined();
  return data?.['_entities'] as unknown[];
}

async function report(school: string, states: States, changes: Partial<CountsInput> = {}): Promise<void> {
  const session = bench.openSession(actorOf('provider', [school]));
  await updateRecordCounts(session, counts(school, states, changes) as never);
}

test('what has not been reported is counted as unknown, never as zero', async () => {
  expect(await district()).toMatchObject({
    schoolYear: '2023-2024',
    accepted: { numerator: 0, denominator: 0, percent: null },
    unreported: 5,
    updatedAt: null,
    grades: [
      { grade: 1, eligible: null, accepted: null, byState: [] },
      { grade: 2 },
      { grade: 3 },
      { grade: 4 },
    ],
  });
  expect(await schoolsRecords(officer, [mau01, '99999999'])).toMatchObject([
    {
      records: {
        unreported: 4,
        accepted: { percent: null },
        grades: [{ grade: 1, eligible: null, version: 0 }, {}, {}, {}],
      },
    },
    { records: { schoolYear: '2023-2024', unreported: 0, grades: [] } },
  ]);
});

test("the district's funnel sums the schools in the plan, all states in the order of a record's way", async () => {
  await report(mau01, { ACCEPTED: 20, DEFERRED: 2, MANAGER_SIGNED: 8 });
  await report(mau01, { LOCKED: 40 }, { grade: 2 });
  await report(mau02, { ISSUED: 30, REJECTED: 5, RECALL_PENDING: 15, TRANSFERRED_OUT: 2 });
  await report(closed, { INITIALISED: 15 });
  const shown = await district();
  expect(shown).toMatchObject({
    eligible: 120,
    deferred: 2,
    accepted: { numerator: 75, denominator: 118, percent: 63.5 },
    unreported: 2,
    districtAverage: { numerator: 75, denominator: 118 },
    grades: [
      { grade: 1, eligible: 80, accepted: { numerator: 35, denominator: 78 }, version: null },
      { grade: 2, accepted: { percent: 100 } },
      {},
      {},
    ],
  });
  expect((shown['byState'] as { state: string; count: number }[]).map(({ count }) => count)).toEqual([
    0, 0, 0, 0, 0, 8, 30, 0, 20, 5, 0, 0, 40, 15, 0, 0, 2, 2,
  ]);
  expect(await district({ grade: 2 })).toMatchObject({
    eligible: 40,
    accepted: { percent: 100 },
    unreported: 0,
    grades: [{ grade: 2 }],
  });
});

test('a school shows its grades with the version to change them on', async () => {
  expect(await schoolsRecords(officer, [mau01, closed], { grade: 1 })).toMatchObject([
    {
      records: {
        eligible: 30,
        accepted: { numerator: 20, denominator: 28, percent: 71.4 },
        districtAverage: null,
        updatedAt: '2024-06-10T08:00:00.000+07:00',
        grades: [{ grade: 1, deferred: 2, version: 1 }],
      },
    },
    { records: { eligible: 15, unreported: 0, accepted: { percent: 0 } } },
  ]);
});

test('any number of schools takes one statement, the default school year included', async () => {
  bench.takeReads();
  await schoolsRecords(officer, [mau01, mau02, closed, '99999999']);
  expect(bench.takeReads()).toEqual({ records: 1 });
});

test('the school year left out is the latest in scope that has begun', async () => {
  bench.clock.set(new Date('2024-09-05T08:00:00+07:00'));
  expect(await district()).toMatchObject({ schoolYear: '2024-2025', eligible: 0 });
  expect(await district({ asOf: '2024-08-31T12:00:00+07:00' })).toMatchObject({
    schoolYear: '2023-2024',
    eligible: 120,
  });
  bench.clock.set(new Date('2024-06-10T08:00:00+07:00'));
});

test('a year or a grade that is not in scope is refused with those that are, and null on a school', async () => {
  const refused = async (variables: object) =>
    (await bench.run(definition, officer, query, { ...variables })).errors?.[0];
  expect(await refused({ schoolYear: '1999-2000' })).toMatchObject({
    message: 'schoolYear: expected one of 2023-2024, 2024-2025.',
  });
  expect(await refused({ grade: 5 })).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', field: 'grade' },
  });
  expect(await schoolsRecords(officer, [mau01], { schoolYear: '1999-2000' })).toMatchObject([
    { code: mau01, records: null },
  ]);
});

test("a school's people see their own beside the anonymous average; a provider sees no aggregate", async () => {
  expect(await district({}, actorOf('principal', [mau02]))).toMatchObject({
    eligible: 50,
    accepted: { numerator: 15, denominator: 50 },
    districtAverage: { numerator: 75, denominator: 118 },
    unreported: 0,
  });
  for (const role of ['district_head', 'inspector', 'reporting_tool', 'city_viewer'] satisfies Role[]) {
    expect(await district({}, actorOf(role, [mau02]))).toMatchObject({ eligible: 120 });
  }
  expect(codeOf(await bench.run(definition, actorOf('provider', [mau02]), query))).toBe('FORBIDDEN');
});

test("a school's records are null for those whose they are not to see, and served schools are a provider's to see", async () => {
  const seenBy = async (role: Role) =>
    (await schoolsRecords(actorOf(role, [mau02]), [mau01, mau02])).map((school) =>
      school === null ? 'unknown' : (school as { records: unknown }).records === null ? 'hidden' : 'seen',
    );
  expect(await seenBy('school_admin')).toEqual(['unknown', 'seen']);
  expect(await seenBy('provider')).toEqual(['unknown', 'seen']);
  expect(await seenBy('inspector')).toEqual(['hidden', 'seen']);
  expect(await seenBy('reporting_tool')).toEqual(['hidden', 'seen']);
  expect(await seenBy('city_viewer')).toEqual(['hidden', 'hidden']);
  expect(await seenBy('district_officer')).toEqual(['seen', 'seen']);
});

test('asOf gives what was shown then, whatever came after', async () => {
  const steps: [string, () => Promise<unknown>][] = [
    [
      '2024-06-11T09:00:00+07:00',
      () => report(mau01, { ACCEPTED: 25, DEFERRED: 2, MANAGER_SIGNED: 3 }, { expectedVersion: 1 }),
    ],
    ['2024-06-12T09:00:00+07:00', () => tell(bench, enrolled(mau02, { 1: 50, 3: 12 }))],
    ['2024-06-13T09:00:00+07:00', () => report(mau02, { ISSUED: 12 }, { grade: 3 })],
    ['2024-06-14T09:00:00+07:00', () => tell(bench, registered(closed))],
    ['2024-06-15T09:00:00+07:00', () => tell(bench, enrolled(mau01, { 1: 30, 2: 40, 4: 10 }))],
    ['2024-06-16T09:00:00+07:00', () => tell(bench, registered(mau02, 'CLOSED'))],
  ];
  const shown: [string, unknown, unknown][] = [];
  for (const [at, change] of steps) {
    bench.clock.set(new Date(at));
    await change();
    shown.push([at, await district(), await district({}, actorOf('principal', [mau01]))]);
  }
  expect(new Set(shown.map(([, all]) => JSON.stringify(all))).size).toBe(steps.length);
  for (const [asOf, all, own] of shown) {
    expect([await district({ asOf }), await district({ asOf }, actorOf('principal', [mau01]))]).toEqual([
      all,
      own,
    ]);
  }
  expect(await district({ asOf: '2024-06-01T00:00:00+07:00' })).toMatchObject({
    grades: [],
    unreported: 0,
    updatedAt: null,
  });
});
