import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor, Role } from '../../shared/actor.js';
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
  uncounted,
} from './district.js';

let bench: Workbench;
const officer = actorOf('district_officer');
const principal = actorOf('principal', [mau01]);
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const plan = `mutation($input: PlanTrainingInput!) { planTraining(input: $input) {
  session { id organiser heldOn topic place isPlanned school { code } } } }`;
const announced = {
  organiser: 'CITY',
  heldOn: '2024-04-19',
  topic: 'Hội nghị của Sở',
  place: 'Hội trường Sở',
};
let planned: string;

test('III-3, T3: the office announces a session of the city, and schools record their attendance at it', async () => {
  await settled(bench);
  const from = bench.feed.head();
  const result = await bench.run(definition, officer, plan, { input: announced });
  expect(result).toMatchObject({
    data: { planTraining: { session: { ...announced, isPlanned: true, school: null } } },
  });
  planned = (result.data as { planTraining: { session: { id: string } } }).planTraining.session.id;
  await settled(bench);
  expect(await bench.feed.readAfter(from, 5)).toMatchObject([
    { type: 'training.sessionPlanned', school: null, data: { session: planned, heldOn: '2024-04-19' } },
  ]);
  const input = { school: mau01, session: planned, newlyTrained: { managers: 2, teachers: 0, staff: 0 } };
  const early = await bench.run(definition, principal, record, { input });
  expect(early.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'heldOn' });
  bench.clock.set(new Date('2024-04-20T08:00:00+07:00'));
  expect(await bench.run(definition, principal, record, { input })).toMatchObject({
    data: {
      recordTraining: { session: { id: planned, topic: announced.topic }, training: { citySessions: 1 } },
    },
  });
  // Who names it by organiser, day and topic means the same one.
  const { place: _place, ...session } = announced;
  const named = { ...conference(mau02), ...session, topic: 'hội nghị của SỞ' };
  expect(await bench.run(definition, officer, record, { input: named })).toMatchObject({
    data: { recordTraining: { session: { id: planned } } },
  });
});

test.each<[string, object, string]>([
  ['of a day that has passed', { heldOn: '2024-04-19', topic: 'Khác' }, 'BAD_USER_INPUT'],
  ['of a school', { organiser: 'SCHOOL' }, 'BAD_USER_INPUT'],
  ['without a topic', { topic: ' ' }, 'BAD_USER_INPUT'],
])('announcing a session %s is refused', async (_what, changes, code) => {
  const input = { ...announced, heldOn: '2024-05-10', ...changes };
  expect(codeOf(await bench.run(definition, officer, plan, { input }))).toBe(code);
});

test('a session is announced once, and attended only where it exists', async () => {
  const input = { organiser: 'DISTRICT', heldOn: '2024-05-10', topic: 'Của Phòng' };
  expect(codeOf(await bench.run(definition, officer, plan, { input }))).toBeUndefined();
  const again = await bench.run(definition, officer, plan, { input: { ...input, topic: 'CỦA PHÒNG' } });
  expect(codeOf(again)).toBe('BAD_USER_INPUT');
  const newlyTrained = { managers: 0, teachers: 1, staff: 0 };
  const nowhere = { school: mau01, session: 'none', newlyTrained };
  expect(codeOf(await bench.run(definition, principal, record, { input: nowhere }))).toBe('NOT_FOUND');
  const unsaid = await bench.run(definition, principal, record, { input: { school: mau01, newlyTrained } });
  expect(unsaid.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'organiser' });
});

const list = `query($school: ID, $organiser: TrainingOrganiser, $first: Int, $after: Cursor) {
  trainingSessions(school: $school, organiser: $organiser, first: $first, after: $after) {
    totalCount nodes { organiser heldOn topic school { code } attendance { school { code } newlyTrained { managers } } }
    pageInfo { hasNextPage endCursor } } }`;

interface Listed {
  totalCount: number;
  nodes: { topic: string; attendance: { school: { code: string } }[] | null }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function listed(actor: Actor, variables: Record<string, unknown> = {}): Promise<Listed> {
  const { data, errors } = await bench.run(definition, actor, list, variables);
  expect(errors).toBeUndefined();
  return data?.['trainingSessions'] as Listed;
}

test('sessions are listed from the latest day, page by page, one statement for the list and one for who attended', async () => {
  await bench.run(definition, principal, record, {
    input: conference(mau01, {
      topic: 'Của trường 01',
      newlyTrained: { managers: 0, teachers: 4, staff: 1 },
    }),
  });
  bench.takeReads();
  const all = await listed(officer);
  expect(bench.takeReads()).toEqual({ training: 2 });
  expect(all.nodes.map(({ topic }) => topic)).toEqual(['Của Phòng', 'Hội nghị của Sở', 'Của trường 01']);
  const first = await listed(officer, { first: 1 });
  const second = await listed(officer, { first: 1, after: first.pageInfo.endCursor });
  expect([first.totalCount, first.pageInfo.hasNextPage, second.nodes[0]?.topic]).toEqual([
    3,
    true,
    'Hội nghị của Sở',
  ]);
  expect((await listed(officer, { organiser: 'SCHOOL' })).nodes).toHaveLength(1);
  expect((await listed(officer, { school: mau02 })).nodes.map(({ topic }) => topic)).toEqual([
    'Hội nghị của Sở',
  ]);
});

test('each role sees the sessions and the schools that are its own to see', async () => {
  const seenBy = async (role: Role, schools: Actor['schools']) => {
    const { nodes } = await listed(actorOf(role, schools));
    return nodes.map(
      ({ topic, attendance }) => `${topic}: ${attendance?.map(({ school }) => school.code).join() ?? '-'}`,
    );
  };
  expect(await seenBy('principal', [mau02])).toEqual(['Của Phòng: ', `Hội nghị của Sở: ${mau02}`]);
  expect(await seenBy('inspector', [mau01])).toEqual([
    'Của Phòng: ',
    `Hội nghị của Sở: ${mau01}`,
    `Của trường 01: ${mau01}`,
  ]);
  expect(await seenBy('city_viewer', 'all')).toEqual(['Của Phòng: -', 'Hội nghị của Sở: -']);
  expect(codeOf(await bench.run(definition, actorOf('provider', [mau01]), list))).toBe('FORBIDDEN');
  expect(codeOf(await bench.run(definition, principal, list, { school: mau02 }))).toBe('FORBIDDEN');
});

const needs = `query($group: TrainingGroup, $asOf: DateTime) { trainingNeeds(group: $group, asOf: $asOf) {
  school { code } missing citySessions gaps { group trained people missing } } }`;

test('III-3, IV.2-5: schools below 100 % are named by group, the unknown first, now and at any instant', async () => {
  bench.takeReads();
  const { data } = await bench.run(definition, officer, needs);
  expect(bench.takeReads()).toEqual({ training: 1 });
  expect(data?.['trainingNeeds']).toMatchObject([
    { school: { code: uncounted }, missing: null, gaps: [{ people: null }, {}, {}] },
    {
      school: { code: mau01 },
      missing: 33,
      citySessions: 1,
      gaps: [
        { group: 'TEACHERS', trained: 4, people: 35, missing: 31 },
        { group: 'STAFF', missing: 2 },
      ],
    },
    { school: { code: mau02 }, missing: 7 },
  ]);
  const full = { managers: 1, teachers: 4, staff: 1 };
  await tell(bench, counted(mau02, full));
  const after = await bench.run(definition, officer, needs, { group: 'TEACHERS' });
  expect(
    (after.data as { trainingNeeds: { school: { code: string } }[] }).trainingNeeds.map(
      (need) => need.school.code,
    ),
  ).toEqual([uncounted, mau01]);
  const before = await bench.run(definition, officer, needs, { asOf: '2024-04-16T00:00:00+07:00' });
  expect(before.data?.['trainingNeeds']).toMatchObject([
    { missing: null },
    { missing: null },
    { missing: null },
  ]);
});

test('a list to phone is for those who may read schools: own or in scope', async () => {
  const seenBy = async (role: Role) => {
    const result = await bench.run(definition, actorOf(role, [mau01]), needs);
    return codeOf(result) ?? (result.data as { trainingNeeds: unknown[] }).trainingNeeds.length;
  };
  expect(await seenBy('district_head')).toBe(2);
  for (const role of ['inspector', 'school_admin', 'principal', 'reporting_tool'] satisfies Role[])
    expect(await seenBy(role)).toBe(1);
  for (const role of ['provider', 'city_viewer'] satisfies Role[])
    expect(await seenBy(role)).toBe('FORBIDDEN');
});

const roles: Role[] = ['inspector', 'school_admin', 'principal', 'reporting_tool', 'provider', 'city_viewer'];
test.each(roles)('%s announces no session', async (role) => {
  const input = { ...announced, heldOn: '2024-06-01' };
  expect(codeOf(await bench.run(definition, actorOf(role, [mau01]), plan, { input }))).toBe('FORBIDDEN');
});
