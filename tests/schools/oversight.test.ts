import { afterAll, beforeAll, expect, test } from 'vitest';

import { hubActor, type Role } from '../../shared/actor.js';
import { recordEnrolment, registerSchool } from '../../subgraphs/schools/index.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { codeOf, definition, eventsSince, headOf, mau01, mau02, openDistrict } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const officer = actorOf('district_officer');
const principal = actorOf('principal', [mau01]);

test('II.2-1: the district shows its office, the offices above it and its wards, in one statement', async () => {
  bench.takeReads();
  const { data } = await bench.run(
    definition,
    actorOf('city_viewer'),
    '{ district { code name unit { code name nameEn } organisations { code level parent } wards { code name } } }',
  );
  expect(data).toEqual({
    district: {
      code: '31306',
      name: 'Quận Hải An',
      unit: { code: 'PHONG', name: 'Phòng', nameEn: 'District office' },
      organisations: [
        { code: 'BO', level: 'MOET', parent: null },
        { code: 'SO', level: 'CITY_DEPT', parent: 'BO' },
        { code: 'PHONG', level: 'DISTRICT_OFFICE', parent: 'SO' },
      ],
      wards: [
        { code: 'cat-bi', name: 'Cát Bi' },
        { code: 'dang-lam', name: 'Đằng Lâm' },
      ],
    },
  });
  expect(bench.takeReads()).toEqual({ schools: 1 });
});

test('wards, districts and providers are found by their key, an unknown key is null', async () => {
  const representations = [
    { __typename: 'Ward', code: 'cat-bi' },
    { __typename: 'Ward', code: 'none' },
    { __typename: 'District', code: '31306' },
    { __typename: 'ServiceProvider', code: 'MAU-B' },
    { __typename: 'ServiceProvider', code: 'none' },
  ];
  const { data } = await bench.run(
    definition,
    officer,
    `query($r: [_Any!]!) { _entities(representations: $r) {
      ... on Ward { name } ... on District { unit { code } } ... on ServiceProvider { name } } }`,
    { r: representations },
  );
  expect(data).toEqual({
    _entities: [{ name: 'Cát Bi' }, null, { unit: { code: 'PHONG' } }, { name: 'Mẫu B' }, null],
  });
});

const close =
  'mutation($input: ChangeStatusInput!) { closeSchool(input: $input) { change { before after reason at } school { status } } }';
const reopen = close.replace('closeSchool', 'reopenSchool');

test('a school is closed and reopened with a reason, its history kept, one event each', async () => {
  const from = await headOf(bench);
  const input = { school: mau02, reason: 'Sáp nhập theo quyết định 12/QĐ-UBND' };
  expect(await bench.run(definition, officer, close, { input })).toMatchObject({
    data: {
      closeSchool: {
        change: {
          before: 'ACTIVE',
          after: 'CLOSED',
          reason: input.reason,
          at: '2024-04-15T08:00:00.000+07:00',
        },
        school: { status: 'CLOSED' },
      },
    },
  });
  const twice = await bench.run(definition, officer, close, { input });
  expect(twice.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'CLOSED',
    allowed: ['ACTIVE'],
  });
  const back = await bench.run(definition, officer, reopen, {
    input: { school: mau02, reason: 'Huỷ sáp nhập' },
  });
  expect(back).toMatchObject({ data: { reopenSchool: { school: { status: 'ACTIVE' } } } });
  expect((await eventsSince(bench, from)).map(({ type, data }) => [type, data])).toMatchObject([
    ['schools.schoolRegistered', { status: 'CLOSED', statusReason: input.reason, name: 'TH Mẫu 02' }],
    ['schools.schoolRegistered', { status: 'ACTIVE', statusReason: 'Huỷ sáp nhập' }],
  ]);
  const { data } = await bench.run(
    definition,
    officer,
    `{ school(code: "${mau02}") { statusHistory { before after reason } } }`,
  );
  expect(data).toMatchObject({
    school: { statusHistory: [{ after: 'CLOSED' }, { before: 'CLOSED', after: 'ACTIVE' }] },
  });
});

test.each([
  ['an unknown school', { school: '99999999', reason: 'x' }, 'NOT_FOUND'],
  ['no reason', { school: mau01, reason: '  ' }, 'BAD_USER_INPUT'],
])('closing %s is refused', async (_what, input, code) => {
  expect(codeOf(await bench.run(definition, officer, close, { input }))).toBe(code);
});

const setProviders =
  'mutation($input: SetProvidersInput!) { setProviders(input: $input) { school { code providers { code } } } }';

test('II.2-2: a school says who serves it, the provider shows its schools, and the same again changes nothing', async () => {
  const from = await headOf(bench);
  const input = { school: mau01, providers: ['MAU-B', 'MAU-A'] };
  for (let times = 0; times < 2; times += 1) {
    expect(await bench.run(definition, principal, setProviders, { input })).toMatchObject({
      data: { setProviders: { school: { providers: [{ code: 'MAU-A' }, { code: 'MAU-B' }] } } },
    });
  }
  expect((await eventsSince(bench, from)).map(({ type, data }) => [type, data])).toEqual([
    ['schools.providersSet', { before: ['MAU-A'], after: ['MAU-A', 'MAU-B'] }],
  ]);
  const unknown = { school: mau01, providers: ['MAU-Z'] };
  expect(codeOf(await bench.run(definition, officer, setProviders, { input: unknown }))).toBe('NOT_FOUND');
  const foreign = { school: mau02, providers: [] };
  expect(codeOf(await bench.run(definition, principal, setProviders, { input: foreign }))).toBe('FORBIDDEN');
  const served = async (role: Role) =>
    (
      await bench.run(
        definition,
        actorOf(role, role === 'principal' ? [mau02] : 'all'),
        '{ providers { code schools { code } } }',
      )
    ).data;
  expect(await served('district_officer')).toEqual({
    providers: [
      { code: 'MAU-A', schools: [{ code: mau01 }] },
      { code: 'MAU-B', schools: [{ code: mau01 }] },
    ],
  });
  expect(await served('principal')).toMatchObject({ providers: [{ schools: [] }, { schools: [] }] });
  expect(await served('city_viewer')).toMatchObject({ providers: [{ schools: null }, { schools: null }] });
});

const commit = `mutation($input: RecordCommitmentInput!) { recordCommitment(input: $input) {
  provider { code commitments { kind number signedOn validTo isInForce } } } }`;

test('I.2-4: the office records what a provider has shown; the latest of a kind is in force until its last day', async () => {
  const from = await headOf(bench);
  const input = { provider: 'MAU-A', kind: 'STABLE_SAFE_SERVICE', number: 'CK-01', signedOn: '2024-04-01' };
  await bench.run(definition, officer, commit, { input: { ...input, validTo: '2024-04-20' } });
  await bench.run(definition, officer, commit, {
    input: { ...input, number: 'CK-02', signedOn: '2024-04-10' },
  });
  const result = await bench.run(definition, officer, commit, {
    input: { ...input, kind: 'LICENCE', number: 'GP-9', validTo: '2024-04-14' },
  });
  expect(result).toMatchObject({
    data: {
      recordCommitment: {
        provider: {
          commitments: [
            { kind: 'LICENCE', number: 'GP-9', isInForce: false },
            { kind: 'STABLE_SAFE_SERVICE', number: 'CK-02', isInForce: true },
            { number: 'CK-01', isInForce: false },
          ],
        },
      },
    },
  });
  expect(await eventsSince(bench, from)).toMatchObject([
    { type: 'schools.commitmentRecorded', school: null, data: { provider: 'MAU-A', validTo: '2024-04-20' } },
    { data: { number: 'CK-02', validTo: null } },
    { data: { kind: 'LICENCE' } },
  ]);
  const codes = [];
  for (const changes of [
    { provider: 'none' },
    { signedOn: '2024-04-16' },
    { validTo: '2024-03-01' },
    { number: ' ' },
  ]) {
    codes.push(codeOf(await bench.run(definition, officer, commit, { input: { ...input, ...changes } })));
  }
  expect(codes).toEqual(['NOT_FOUND', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
});

test('entering a school again as it is writes no event', async () => {
  const from = await headOf(bench);
  const entry = { kind: 'PRIMARY', ownership: 'PUBLIC', ward: 'cat-bi', status: 'ACTIVE' } as const;
  await registerSchool(bench.openSession(hubActor), {
    ...entry,
    code: mau02,
    name: 'TH Mẫu 02',
    hasPrimary: true,
    isSynthetic: true,
    providers: [],
  });
  expect(await eventsSince(bench, from)).toEqual([]);
});

test('II.1-2: only grades assessed under TT 27/2020 in their year are in scope', async () => {
  const grades = [1, 4, 5].map((grade) => ({ grade, classes: 2, pupils: 60 }));
  const input = { school: mau01, schoolYear: '2023-2024', grades };
  await recordEnrolment(bench.openSession(hubActor), input);
  const { data } = await bench.run(
    definition,
    principal,
    `{ school(code: "${mau01}") { enrolment(schoolYear: "2023-2024") { grade inScope } } }`,
  );
  expect(data).toEqual({
    school: {
      enrolment: [
        { grade: 1, inScope: true },
        { grade: 4, inScope: true },
        { grade: 5, inScope: false },
      ],
    },
  });
});

const office: Role[] = ['district_officer', 'district_head'];
const others: Role[] = [
  'inspector',
  'school_admin',
  'principal',
  'reporting_tool',
  'provider',
  'city_viewer',
];
test.each([...office, ...others])(
  '%s changes status and commitments exactly where the register is its own',
  async (role) => {
    const actor = actorOf(role, [mau01]);
    const status = await bench.run(definition, actor, reopen, { input: { school: mau01, reason: 'x' } });
    const commitment = { provider: 'none', kind: 'LICENCE', number: '1', signedOn: '2024-04-01' };
    const promised = await bench.run(definition, actor, commit, { input: commitment });
    expect([codeOf(status), codeOf(promised)]).toEqual(
      office.includes(role) ? ['INVALID_TRANSITION', 'NOT_FOUND'] : ['FORBIDDEN', 'FORBIDDEN'],
    );
  },
);
