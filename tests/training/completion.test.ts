import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor, Role } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  closed,
  codeOf,
  conference,
  counted,
  definition,
  mau01,
  mau02,
  openDistrict,
  record,
  registered,
  tell,
  uncounted,
} from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const officer = actorOf('district_officer');
const ratio = '{ numerator denominator percent }';
const completion = `query($group: TrainingGroup, $asOf: DateTime) { trainingCompletion(group: $group, asOf: $asOf) {
  managers ${ratio} teachers ${ratio} staff ${ratio} total ${ratio} districtAverage ${ratio}
  byGroup { group trained people share ${ratio} } schools schoolsUnreported schoolsAtCitySession citySessions updatedAt sessions { id }
} }`;

async function district(variables: object = {}, actor: Actor = officer): Promise<Record<string, unknown>> {
  const { data, errors } = await bench.run(definition, actor, completion, { ...variables });
  expect(errors).toBeUndefined();
  return data?.['trainingCompletion'] as Record<string, unknown>;
}

const entities = `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on School { code
  training { total ${ratio} byGroup { trained people } citySessions updatedAt sessions { topic newlyTrained { teachers } } } } } }`;

async function schoolsTraining(actor: Actor, codes: readonly string[]): Promise<unknown[]> {
  const keys = codes.map((code) => ({ __typename: 'School', code }));
  const { data, errors } = await bench.run(definition, actor, entities, { keys });
  expect(errors).toBeUndefined();
  return data?.['_entities'] as unknown[];
}

test('what is unknown is null, never zero', async () => {
  expect(await district()).toMatchObject({
    total: null,
    teachers: null,
    schools: 3,
    schoolsUnreported: 3,
    updatedAt: null,
    sessions: null,
  });
  expect(await schoolsTraining(officer, [mau01, uncounted, '99999999'])).toMatchObject([
    {
      training: {
        total: null,
        byGroup: [{ trained: null, people: 2 }, {}, {}],
        updatedAt: null,
        sessions: [],
      },
    },
    { training: { total: null, byGroup: [{ trained: null, people: null }, {}, {}] } },
    { code: '99999999', training: { total: null } },
  ]);
});

test('the district sums the schools in the plan: closed ones and those without primary grades stay out', async () => {
  bench.clock.set(new Date('2024-04-16T08:00:00+07:00'));
  const topic = 'Hội nghị của Sở';
  for (const input of [
    conference(mau01, { organiser: 'CITY', topic, newlyTrained: { managers: 2, teachers: 10, staff: 0 } }),
    conference(mau02),
    conference(closed),
  ]) {
    await bench.run(definition, officer, record, { input });
  }
  expect(await district()).toMatchObject({
    managers: { numerator: 3, denominator: 3, percent: 100 },
    teachers: { numerator: 14, denominator: 45, percent: 31.1 },
    staff: { numerator: 1, denominator: 5, percent: 20 },
    total: { numerator: 18, denominator: 53, percent: 33.9 },
    schools: 3,
    schoolsUnreported: 1,
    schoolsAtCitySession: 1,
    citySessions: 1,
    updatedAt: '2024-04-16T08:00:00.000+07:00',
  });
});

test('a group alone has its own total', async () => {
  expect(await district({ group: 'TEACHERS' })).toMatchObject({
    teachers: { numerator: 14, denominator: 45 },
    total: { numerator: 14, denominator: 45 },
    managers: null,
    byGroup: [{ group: 'TEACHERS', trained: 14, people: 45 }],
  });
});

test("a school's people see their own school beside the anonymous average; a provider sees no aggregate", async () => {
  expect(await district({}, actorOf('school_admin', [mau02]))).toMatchObject({
    total: { numerator: 6, denominator: 13 },
    schools: 1,
    districtAverage: { numerator: 18, denominator: 53 },
  });
  for (const role of ['district_head', 'inspector', 'reporting_tool', 'city_viewer'] satisfies Role[]) {
    expect(await district({}, actorOf(role, [mau02]))).toMatchObject({ total: { numerator: 18 } });
  }
  expect(codeOf(await bench.run(definition, actorOf('provider', [mau02]), completion))).toBe('FORBIDDEN');
});

test("a school's training is null for those whose it is not to see, and a foreign school unknown to a school's people", async () => {
  const seenBy = async (role: Role) =>
    (await schoolsTraining(actorOf(role, [mau02]), [mau01, mau02])).map((school) =>
      school === null ? 'unknown' : (school as { training: unknown }).training === null ? 'hidden' : 'seen',
    );
  expect(await seenBy('principal')).toEqual(['unknown', 'seen']);
  expect(await seenBy('inspector')).toEqual(['hidden', 'seen']);
  expect(await seenBy('reporting_tool')).toEqual(['hidden', 'seen']);
  expect(await seenBy('provider')).toEqual(['unknown', 'hidden']);
  expect(await seenBy('city_viewer')).toEqual(['hidden', 'hidden']);
  expect(await seenBy('district_head')).toEqual(['seen', 'seen']);
});

test('any number of schools takes one statement a field', async () => {
  bench.takeReads();
  await schoolsTraining(officer, [mau01, mau02, closed, uncounted, '99999999']);
  expect(bench.takeReads()).toEqual({ training: 2 });
});

test('a surplus of one school never hides the gap of another', async () => {
  bench.clock.set(new Date('2024-04-18T08:00:00+07:00'));
  await tell(bench, counted(mau02, { managers: 1, teachers: 2, staff: 1 }));
  // 4 teachers of mau02 are recorded as trained and 2 are left on its list.
  expect(await district({ group: 'TEACHERS' })).toMatchObject({
    total: { numerator: 12, denominator: 37 },
    byGroup: [{ trained: 14 }],
  });
  expect(await schoolsTraining(officer, [mau02])).toMatchObject([{ training: { total: { percent: 100 } } }]);
});

test('asOf gives what was shown then, whatever came after', async () => {
  const steps: [string, () => Promise<unknown>][] = [
    ['2024-04-19T09:00:00+07:00', () => bench.run(definition, officer, record, { input: conference(mau01) })],
    ['2024-04-20T09:00:00+07:00', () => tell(bench, registered(closed))],
    [
      '2024-04-22T09:00:00+07:00',
      () => tell(bench, counted(uncounted, { managers: 1, teachers: 12, staff: 2 })),
    ],
    [
      '2024-04-23T09:00:00+07:00',
      () => bench.run(definition, officer, record, { input: conference(uncounted) }),
    ],
    ['2024-04-24T09:00:00+07:00', () => tell(bench, registered(mau02, { status: 'CLOSED' }))],
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
  expect(await district({ asOf: '2024-04-25T00:00:00+07:00' })).toEqual(await district());
  expect(await district({ asOf: '2024-04-14T00:00:00+07:00' })).toMatchObject({ total: null, schools: 0 });
});
