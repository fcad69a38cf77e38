import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import {
  admin,
  CLOSED,
  officer,
  openDesk,
  OTHER,
  otherPrincipal,
  people,
  principal,
  SCHOOL,
  type Desk,
} from './desk.js';

let desk: Desk;
const day = (date: string) => new Date(`${date}T10:00:00+07:00`);

/** The season: 12 of 20 teachers on 16/4, all managers on 18/4, 19 on 23/4 at SCHOOL; OTHER declares on 30/4 only. */
beforeAll(async () => {
  desk = await openDesk();
  const otherAdmin = actorOf('school_admin', [OTHER]);
  const closedAdmin = actorOf('school_admin', [CLOSED]);
  desk.clock.set(day('2024-04-16'));
  await desk.save('SIGNATURES_TEACHERS', { numerator: 12, denominator: 20 });
  await desk.save('SIGNATURES_TEACHERS', { numerator: 20, denominator: 20 }, 0, closedAdmin);
  desk.clock.set(day('2024-04-18'));
  await desk.save('SIGNATURES_MANAGERS', { numerator: 2, denominator: 2 });
  desk.clock.set(day('2024-04-23'));
  await desk.save('SIGNATURES_TEACHERS', { numerator: 19, denominator: 20 }, 1);
  desk.clock.set(day('2024-04-30'));
  await desk.save('SIGNATURES_TEACHERS', { numerator: 8, denominator: 20 }, 0, otherAdmin);
  await desk.save('SIGNATURES_MANAGERS', { numerator: 1, denominator: 2 }, 0, otherAdmin);
});
beforeEach(() => {
  desk.clock.set(day('2024-05-02'));
});
afterAll(() => desk.close());

const COVERAGE = `query($by: CoverageBy! = DISTRICT, $interval: CoverageInterval! = WEEK, $from: DateTime, $to: DateTime) {
  signatureCoverage(by: $by, interval: $interval, from: $from, to: $to) {
    at school { code } ward managers { numerator denominator percent } teachers { numerator denominator percent } reported { numerator denominator }
  } }`;
interface Point {
  at: string;
  school: { code: string } | null;
  ward: string | null;
  managers: object | null;
  teachers: { numerator: number; denominator: number; percent: number } | null;
  reported: object;
}
const coverage = async (variables: object = {}, actor = officer) =>
  (await desk.ask<{ signatureCoverage: Point[] }>(actor, COVERAGE, variables as Record<string, unknown>))
    .signatureCoverage;
const since = { from: '2024-04-15T00:00:00+07:00' };
const teachersOf = (points: Point[]) =>
  points.map(({ at, teachers }) => [
    at.slice(0, 10),
    teachers?.numerator ?? null,
    teachers?.denominator ?? null,
  ]);

test("the district's curve counts all who must sign at active schools, by week, and ends now", async () => {
  const points = await coverage(since);
  expect(teachersOf(points)).toEqual([
    ['2024-04-21', 12, 40],
    ['2024-04-28', 19, 40],
    ['2024-05-02', 27, 40],
  ]);
  expect(points[1]).toEqual({
    at: '2024-04-28T23:59:59.999+07:00',
    school: null,
    ward: null,
    managers: { numerator: 2, denominator: 4, percent: 50 },
    teachers: { numerator: 19, denominator: 40, percent: 47.5 },
    reported: { numerator: 1, denominator: 2 },
  });
  expect(points.at(-1)?.at).toBe('2024-05-02T10:00:00.000+07:00');
});

test('by day each point tells what was known at the end of that day', async () => {
  const points = await coverage({
    interval: 'DAY',
    from: '2024-04-15T09:00:00+07:00',
    to: '2024-04-18T23:59:59.999+07:00',
  });
  expect(points.map(({ at, managers, teachers }) => [at, managers, teachers?.numerator ?? null])).toEqual([
    ['2024-04-15T23:59:59.999+07:00', null, null],
    ['2024-04-16T23:59:59.999+07:00', null, 12],
    ['2024-04-17T23:59:59.999+07:00', null, 12],
    ['2024-04-18T23:59:59.999+07:00', { numerator: 2, denominator: 4, percent: 50 }, 12],
  ]);
});

test('wards and schools have a line each; a closed school has none', async () => {
  const wards = await coverage({ by: 'WARD', ...since });
  expect(wards.map(({ ward, at, teachers }) => [ward, at.slice(0, 10), teachers?.percent ?? null])).toEqual([
    ['cat-bi', '2024-04-21', 60],
    ['cat-bi', '2024-04-28', 95],
    ['cat-bi', '2024-05-02', 95],
    ['dang-hai', '2024-04-21', null],
    ['dang-hai', '2024-04-28', null],
    ['dang-hai', '2024-05-02', 40],
  ]);
  const schools = await coverage({ by: 'SCHOOL', ...since });
  expect(new Set(schools.map(({ school }) => school?.code))).toEqual(new Set([SCHOOL, OTHER]));
});

test('each sees as much of coverage as its role: own lines, anonymous wholes, or nothing', async () => {
  const codes = async (actor: typeof officer) => [
    ...new Set((await coverage({ by: 'SCHOOL', ...since }, actor)).map(({ school }) => school?.code)),
  ];
  expect(await codes(principal)).toEqual([SCHOOL]);
  expect(await codes(actorOf('inspector', [OTHER]))).toEqual([OTHER]);
  expect(await codes(actorOf('reporting_tool'))).toHaveLength(2);
  expect(teachersOf(await coverage(since, otherPrincipal)).at(-1)).toEqual(['2024-05-02', 27, 40]);
  expect(await coverage({ by: 'WARD', ...since }, actorOf('city_viewer'))).toHaveLength(6);
  for (const [actor, by] of [
    [principal, 'WARD'],
    [actorOf('city_viewer'), 'SCHOOL'],
    [actorOf('provider', [SCHOOL]), 'DISTRICT'],
    [actorOf('provider', [SCHOOL]), 'SCHOOL'],
  ] as const) {
    expect((await desk.refusal(actor, COVERAGE, { by })).extensions).toMatchObject({
      code: 'FORBIDDEN',
      role: actor.role,
    });
  }
});

test('a curve is one read for the district, two for schools, however many there are', async () => {
  desk.takeReads();
  await coverage(since);
  expect(desk.takeReads()).toEqual({ readiness: 1 });
  await coverage({ by: 'SCHOOL', ...since });
  expect(desk.takeReads()).toEqual({ readiness: 2 });
});

test('without a range the curve is the last twelve weeks; the future is not drawn', async () => {
  expect(await coverage()).toHaveLength(13);
  expect(await coverage({ interval: 'DAY' })).toHaveLength(31);
  expect((await coverage({ ...since, to: '2030-01-01T00:00:00+07:00' })).at(-1)?.at).toBe(
    '2024-05-02T10:00:00.000+07:00',
  );
});

test('a range that ends before it starts, and one that is too fine, are refused', async () => {
  const refused = async (variables: Record<string, unknown>) =>
    (await desk.refusal(officer, COVERAGE, variables)).extensions;
  expect(await refused({ from: '2024-05-01T00:00:00+07:00', to: '2024-04-01T00:00:00+07:00' })).toMatchObject(
    { code: 'BAD_USER_INPUT', field: 'from' },
  );
  expect(await refused({ from: '2024-06-01T00:00:00+07:00' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'from',
  });
  expect(await refused({ interval: 'DAY', from: '2020-01-01T00:00:00+07:00' })).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    limit: 'points',
    value: 400,
  });
});

const SIGNATURES =
  'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { signatures { asOf managers { numerator denominator percent } teachers { numerator denominator percent } } } } }';
const signaturesOf = async (code: string) =>
  (
    await desk.ask<{ _entities: { signatures: object }[] }>(officer, SIGNATURES, {
      r: [{ __typename: 'School', code }],
    })
  )._entities[0]?.signatures;

test("a school's signatures are its last declaration; a group that it has not declared is unknown, not zero", async () => {
  const { code, admin: newcomer } = await desk.newSchool();
  expect(await signaturesOf(code)).toEqual({
    asOf: '2024-05-02T10:00:00.000+07:00',
    managers: null,
    teachers: null,
  });
  await desk.save('SIGNATURES_TEACHERS', { numerator: 0, denominator: people.homeroomInScope }, 0, newcomer);
  expect(await signaturesOf(code)).toMatchObject({
    managers: null,
    teachers: { numerator: 0, denominator: 20, percent: 0 },
  });
  expect(await signaturesOf('31306999')).toEqual({ asOf: null, managers: null, teachers: null });
  await desk.tell('schools.schoolRegistered', code, {
    name: 'x',
    kind: 'PRIMARY',
    ownership: 'PUBLIC',
    ward: 'cat-bi',
    status: 'CLOSED',
    hasPrimary: true,
    isSynthetic: true,
  });
});

test('a changed headcount changes the whole from its day on, never the past, and the larger whole counts', async () => {
  const before = await coverage({ by: 'SCHOOL', ...since }, otherPrincipal);
  desk.clock.set(day('2024-05-04'));
  await desk.tell('schools.headcountRecorded', OTHER, { asOf: '2024-05-03', ...people, homeroomInScope: 25 });
  expect(await signaturesOf(OTHER)).toMatchObject({
    teachers: { numerator: 8, denominator: 25, percent: 32 },
  });
  await desk.tell('schools.headcountRecorded', OTHER, { asOf: '2024-05-04', ...people, homeroomInScope: 18 });
  expect(await signaturesOf(OTHER)).toMatchObject({
    teachers: { numerator: 8, denominator: 20, percent: 40 },
  });
  expect(await coverage({ by: 'SCHOOL', ...since, to: '2024-05-02T10:00:00+07:00' }, otherPrincipal)).toEqual(
    before,
  );
});

test('a headcount that is heard of late stands where it belongs in time, and later declarations take it', async () => {
  const late = actorOf('school_admin', ['31306777']);
  desk.clock.set(day('2024-05-10'));
  await desk.save('SIGNATURES_TEACHERS', { numerator: 5, denominator: 8 }, 0, late);
  desk.clock.set(day('2024-05-06'));
  await desk.tell('schools.headcountRecorded', '31306777', {
    asOf: '2024-05-06',
    ...people,
    homeroomInScope: 10,
  });
  expect(await signaturesOf('31306777')).toMatchObject({
    asOf: '2024-05-10T10:00:00.000+07:00',
    teachers: { numerator: 5, denominator: 10 },
  });
});

test('a school that leaves the plan leaves the curve', async () => {
  desk.clock.set(day('2024-05-12'));
  await desk.save('SIGNATURES_TEACHERS', { numerator: 20, denominator: 20 }, 2, admin);
  const registered = {
    name: 'x',
    kind: 'PRIMARY',
    ownership: 'PUBLIC',
    ward: 'dang-hai',
    hasPrimary: true,
    isSynthetic: true,
  } as const;
  await desk.tell('schools.schoolRegistered', OTHER, { ...registered, status: 'CLOSED' });
  expect((await coverage({ from: '2024-05-12T00:00:00+07:00' })).at(-1)).toMatchObject({
    teachers: { numerator: 20, denominator: 20, percent: 100 },
    reported: { numerator: 1, denominator: 1 },
  });
});
