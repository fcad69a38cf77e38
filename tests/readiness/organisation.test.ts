import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import { checklist, officer, openDesk, otherPrincipal, SAVE, type Desk, type KnownSchool } from './desk.js';

let desk: Desk;
let school: KnownSchool;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  school = await desk.newSchool();
});
afterAll(() => desk.close());

const SET = `mutation($input: SetWorkingGroupInput!) { setWorkingGroup(input: $input) {
  workingGroup { decisionNumber decisionDate version members { name role } }
  item { id state version value { kind number date } }
  school { workingGroup { version } checklist { items { id state } } }
} }`;
const ASSIGN = `mutation($input: AssignDutyInput!) { assignDuty(input: $input) { duty { id titleVi person } school { plan { number date duties { id person } } } } }`;
const LOG = `mutation($input: LogCommunicationInput!) { logCommunication(input: $input) { activity { audiences heldOn description } school { communications { audiences missing activities { heldOn } } } } }`;

const head = { name: 'Nguyễn Văn Mẫu', role: 'HEAD' };
const group = (changes: object = {}) => ({
  input: {
    school: school.code,
    decisionNumber: '05/QĐ-TH',
    decisionDate: '2024-04-15',
    members: [head],
    ...changes,
  },
});

test('a working group is one fact with the decision in the checklist: both rows and both events, or none', async () => {
  const { setWorkingGroup } = await desk.ask<{ setWorkingGroup: object }>(
    school.admin,
    SET,
    group({ members: [head, { name: ' Trần Thị Mẫu ', role: 'SECRETARY' }] }),
  );
  expect(setWorkingGroup).toMatchObject({
    workingGroup: {
      decisionNumber: '05/QĐ-TH',
      decisionDate: '2024-04-15',
      version: 1,
      members: [head, { name: 'Trần Thị Mẫu', role: 'SECRETARY' }],
    },
    item: {
      id: 'WORKING_GROUP',
      state: 'DRAFT',
      version: 1,
      value: { kind: 'DOC', number: '05/QĐ-TH', date: '2024-04-15' },
    },
    school: {
      workingGroup: { version: 1 },
      checklist: { items: expect.arrayContaining([{ id: 'WORKING_GROUP', state: 'DRAFT' }]) },
    },
  });
  expect(await desk.events('readiness.workingGroupSet', school.code)).toEqual([
    { decisionNumber: '05/QĐ-TH', decisionDate: '2024-04-15', headNamed: true, members: 2 },
  ]);
  expect(await desk.events('readiness.itemSaved', school.code)).toMatchObject([
    { item: 'WORKING_GROUP', after: { state: 'DRAFT', version: 1 } },
  ]);
});

test('a new group replaces the former one; while its decision is verified, neither changes', async () => {
  await desk.fill(school.admin, school.code);
  await desk.ask(school.admin, SET, group());
  await desk.ask(school.principal, 'mutation($s: ID!) { submitChecklist(school: $s) { school { code } } }', {
    s: school.code,
  });
  await desk.ask(officer, 'mutation($ids: [ID!]!) { verifyItems(ids: $ids) { items { id } } }', {
    ids: [school.key('WORKING_GROUP')],
  });
  const { extensions } = await desk.refusal(school.admin, SET, group({ decisionNumber: '06/QĐ-TH' }));
  expect(extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    id: school.key('WORKING_GROUP'),
    from: 'VERIFIED',
  });
  const { _entities } = await desk.ask<{ _entities: object[] }>(
    officer,
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { workingGroup { decisionNumber version } } } }',
    {
      r: [{ __typename: 'School', code: school.code }],
    },
  );
  expect(_entities).toEqual([{ workingGroup: { decisionNumber: '05/QĐ-TH', version: 1 } }]);
  expect(await desk.events('readiness.workingGroupSet', school.code)).toHaveLength(1);
});

test.each<[string, object, object]>([
  ['without a head', { members: [{ name: 'A', role: 'DEPUTY' }] }, { field: 'members' }],
  ['without members', { members: [] }, { field: 'members' }],
  [
    'with a nameless member',
    { members: [head, { name: ' ', role: 'MEMBER' }] },
    { field: 'members[1].name' },
  ],
  ['of tomorrow', { decisionDate: '2024-04-16' }, { field: 'decisionDate' }],
  ['without a number', { decisionNumber: '' }, { field: 'decisionNumber' }],
  [
    'of a crowd',
    { members: Array.from({ length: 51 }, () => head) },
    { code: 'LIMIT_EXCEEDED', limit: 'members' },
  ],
])('a working group %s is refused, and nothing of it is written', async (_what, changes, facts) => {
  const { extensions } = await desk.refusal(school.admin, SET, group(changes));
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', ...facts });
  expect(await desk.events('readiness.workingGroupSet', school.code)).toEqual([]);
  expect(await desk.events('readiness.itemSaved', school.code)).toEqual([]);
});

test('the plan shows its document and every duty, with the persons named so far', async () => {
  await desk.ask(school.admin, SAVE, {
    input: {
      school: school.code,
      item: 'SCHOOL_PLAN',
      value: { number: '07/KH-TH', date: '2024-04-10' },
      expectedVersion: 0,
    },
  });
  const assign = (person: string | null) =>
    desk.ask<{ assignDuty: { duty: object; school: { plan: { duties: object[] } } } }>(school.admin, ASSIGN, {
      input: { school: school.code, duty: 'SYSTEM_ADMIN', person },
    });
  const { assignDuty } = await assign('Lê Thị Mẫu');
  expect(assignDuty.duty).toEqual({
    id: 'SYSTEM_ADMIN',
    titleVi: 'Quản trị phần mềm Học bạ số',
    person: 'Lê Thị Mẫu',
  });
  expect(assignDuty.school.plan).toMatchObject({ number: '07/KH-TH', date: '2024-04-10' });
  expect(assignDuty.school.plan.duties).toEqual(
    checklist.duties.map(({ id }) => ({ id, person: id === 'SYSTEM_ADMIN' ? 'Lê Thị Mẫu' : null })),
  );
  await assign(null);
  expect(await desk.events('readiness.dutyAssigned', school.code)).toEqual([
    { duty: 'SYSTEM_ADMIN', personNamed: true },
    { duty: 'SYSTEM_ADMIN', personNamed: false },
  ]);
});

test('a duty that the plan lacks and a blank person are refused', async () => {
  const assign = async (changes: object) =>
    (
      await desk.refusal(school.admin, ASSIGN, {
        input: { school: school.code, duty: 'SYSTEM_ADMIN', person: 'A', ...changes },
      })
    ).extensions;
  expect(await assign({ duty: 'CATERING' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'duty',
    expected: expect.stringContaining('GENERAL_LEAD'),
  });
  expect(await assign({ person: '  ' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'person' });
});

test('communication covers an audience once any activity reached it', async () => {
  const log = (audiences: string[], heldOn: string) =>
    desk.ask<{ logCommunication: { school: object } }>(school.admin, LOG, {
      input: { school: school.code, audiences, heldOn, description: 'Họp phụ huynh' },
    });
  await log(['PARENTS', 'PARENTS'], '2024-04-10');
  const { logCommunication } = await log(['TEACHERS', 'PARENTS'], '2024-04-12');
  expect(logCommunication.school).toEqual({
    communications: {
      audiences: ['TEACHERS', 'PARENTS'],
      missing: ['MANAGERS', 'STAFF', 'PUPILS'],
      activities: [{ heldOn: '2024-04-12' }, { heldOn: '2024-04-10' }],
    },
  });
  expect(await desk.events('readiness.communicationLogged', school.code)).toEqual([
    { audiences: ['PARENTS'], heldOn: '2024-04-10' },
    { audiences: ['TEACHERS', 'PARENTS'], heldOn: '2024-04-12' },
  ]);
  const refused = async (changes: object) =>
    (
      await desk.refusal(school.admin, LOG, {
        input: {
          school: school.code,
          audiences: ['STAFF'],
          heldOn: '2024-04-12',
          description: 'x',
          ...changes,
        },
      })
    ).extensions;
  expect(await refused({ audiences: [] })).toMatchObject({ field: 'audiences' });
  expect(await refused({ heldOn: '2024-04-16' })).toMatchObject({ field: 'heldOn' });
  expect(await refused({ description: '' })).toMatchObject({ field: 'description' });
});

test("only the school's own people set groups, assign duties and log communication", async () => {
  const { code } = school;
  const calls: [string, object][] = [
    [SET, group()],
    [ASSIGN, { input: { school: code, duty: 'SYSTEM_ADMIN', person: 'A' } }],
    [LOG, { input: { school: code, audiences: ['STAFF'], heldOn: '2024-04-12', description: 'x' } }],
  ];
  for (const actor of [
    officer,
    otherPrincipal,
    actorOf('inspector', [code]),
    actorOf('provider', [code]),
    actorOf('reporting_tool'),
    actorOf('city_viewer'),
  ]) {
    for (const [document, variables] of calls) {
      expect(
        (await desk.refusal(actor, document, variables as Record<string, unknown>)).extensions,
      ).toMatchObject({ code: 'FORBIDDEN', school: code });
    }
  }
});
