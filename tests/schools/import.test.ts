import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Role } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { codeOf, definition, eventsSince, headOf, mau01, mau02, openDistrict } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const officer = actorOf('district_officer');
const outcome =
  'dryRun rows created changed unchanged errors { row column value reason fix } schools { code name }';

interface Outcome {
  errors: { row: number; column: string | null; value: string | null; reason: string; fix: string }[];
  schools: { code: string }[];
}

async function imported(name: string, content: string, dryRun = false): Promise<Outcome> {
  const document = `mutation($input: ImportTableInput!) { ${name}(input: $input) { ${outcome} } }`;
  const { data, errors } = await bench.run(definition, officer, document, { input: { content, dryRun } });
  expect(errors).toBeUndefined();
  return data?.[name] as Outcome;
}

const list = [
  'Mã trường;Tên trường;Loại trường;Phường;Loại hình',
  `${mau01};TH Mẫu 01 mới;Tiểu học;Cát Bi;Công lập`,
  '31306983;TH&THCS Mẫu 03;TH&THCS;phường ĐẰNG LÂM;Tư thục',
  '31306984;THCS Mẫu 04;THCS;dang-lam;',
].join('\r\n');

test('a dry run says what would change and writes nothing', async () => {
  const from = await headOf(bench);
  expect(await imported('importSchools', list, true)).toMatchObject({
    dryRun: true,
    rows: 3,
    created: 2,
    changed: 1,
    unchanged: 0,
    errors: [],
  });
  expect(await eventsSince(bench, from)).toEqual([]);
  const { data } = await bench.run(definition, officer, '{ schools { totalCount } }');
  expect(data).toEqual({ schools: { totalCount: 2 } });
});

test('I.1: a list of schools enters and rewrites the register, one event a school; the same list twice changes nothing', async () => {
  const from = await headOf(bench);
  expect(await imported('importSchools', `\uFEFF${list}`)).toMatchObject({
    created: 2,
    changed: 1,
    unchanged: 0,
  });
  const events = await eventsSince(bench, from);
  expect(events.map(({ type, school }) => [type, school])).toEqual([
    ['schools.schoolRegistered', mau01],
    ['schools.schoolRegistered', '31306983'],
    ['schools.schoolRegistered', '31306984'],
  ]);
  const { data } = await bench.run(
    definition,
    officer,
    '{ schools(filter: { search: "mau 0" }) { nodes { code kind ownership hasPrimary isSynthetic ward { code } providers { code } } } }',
  );
  expect(data).toMatchObject({
    schools: {
      nodes: [
        { code: mau01, isSynthetic: true, providers: [{ code: 'MAU-A' }] },
        { code: mau02 },
        {
          code: '31306983',
          kind: 'MULTI_LEVEL',
          ownership: 'PRIVATE',
          hasPrimary: true,
          isSynthetic: false,
          ward: { code: 'dang-lam' },
        },
        { code: '31306984', hasPrimary: false, ownership: 'PUBLIC' },
      ],
    },
  });
  const again = await imported('importSchools', list);
  expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 3, schools: [] });
  expect(await eventsSince(bench, from)).toHaveLength(3);
});

test('every bad row is listed with row, column, value, reason and fix; each school is whole or not at all', async () => {
  const from = await headOf(bench);
  const result = await imported(
    'importSchools',
    [
      'School code,Name,Kind,Ward',
      '3130699,Ngắn,Tiểu học,Cát Bi',
      '31306991,Phường lạ,Tiểu học,Hồng Bàng',
      '31306992,,Đại học,Cát Bi',
      '31306993,Hai lần,Tiểu học,Cát Bi',
      '31306994,Tốt,Tiểu học,Cát Bi',
      '31306993,Hai lần,Tiểu học,Cát Bi',
    ].join('\n'),
  );
  expect(result).toMatchObject({ rows: 6, created: 1, schools: [{ code: '31306994' }] });
  expect(result.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, 'Mã trường', '3130699'],
    [3, 'Phường', 'Hồng Bàng'],
    [4, 'Tên trường', null],
    [4, 'Loại trường', 'Đại học'],
    [7, 'Mã trường', null],
  ]);
  expect(result.errors[1]?.fix).toContain('cat-bi, dang-lam');
  expect(result.errors[4]?.reason).toContain('dòng 5');
  expect((await eventsSince(bench, from)).map(({ school }) => school)).toEqual(['31306994']);
});

const people = (rows: string[]) =>
  ['Mã trường,Số CBQL,Số giáo viên,Số nhân viên,GVCN khối 1–4,Tính đến ngày', ...rows].join('\n');

test('II.1-1: headcounts come by table, history is kept, and asOf shows what was known then', async () => {
  const from = await headOf(bench);
  const first = people([`${mau01},2,54,3,31,01/04/2024`, `${mau02},2,40,3,24,2024-04-01`]);
  expect(await imported('importHeadcounts', first)).toMatchObject({ created: 2, changed: 0 });
  expect(await imported('importHeadcounts', first)).toMatchObject({ created: 0, unchanged: 2 });
  const instant = bench.clock.now().toISOString();
  bench.clock.advance(86_400_000);
  const second = people([`${mau01},2,55,3,31,`, `${mau02},2,40,3,24,`]);
  expect(await imported('importHeadcounts', second)).toMatchObject({ changed: 1, unchanged: 1 });
  expect(await imported('importHeadcounts', second)).toMatchObject({ changed: 0, unchanged: 2 });
  expect((await eventsSince(bench, from)).map(({ school, data }) => [school, data])).toMatchObject([
    [mau01, { teachers: 54, asOf: '2024-04-01' }],
    [mau02, { teachers: 40 }],
    [mau01, { teachers: 55, homeroomInScope: 31, asOf: '2024-04-16' }],
  ]);
  bench.takeReads();
  const { data } = await bench.run(
    definition,
    officer,
    `query($instant: DateTime) { schools(filter: { search: "mau 0" }, first: 2) { nodes {
      now: headcount { asOf teachers } earlier: headcount(asOf: $instant) { teachers } before: headcount(asOf: "2024-04-01T00:00:00+07:00") { teachers } } } }`,
    { instant },
  );
  expect(data).toMatchObject({
    schools: {
      nodes: [
        { now: { asOf: '2024-04-16', teachers: 55 }, earlier: { teachers: 54 }, before: null },
        { now: { teachers: 40 }, earlier: { teachers: 40 } },
      ],
    },
  });
  expect(bench.takeReads()).toEqual({ schools: 2 });
});

test('a headcount that cannot be is refused row by row', async () => {
  const from = await headOf(bench);
  const result = await imported(
    'importHeadcounts',
    people([
      `${mau01},2,54,3,60,`,
      `${mau02},-1,40,3,24,30/02/2024`,
      '99999999,1,1,1,1,',
      '31306983,1,20,2,10,2024-05-01',
      '31306984,một,20,2,,',
    ]),
  );
  expect(result).toMatchObject({ rows: 5, created: 0, changed: 0, schools: [] });
  expect(result.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, 'GVCN khối 1–4', '60'],
    [3, 'Số CBQL', '-1'],
    [3, 'Tính đến ngày', '30/02/2024'],
    [4, 'Mã trường', '99999999'],
    [5, 'Tính đến ngày', '2024-05-01'],
    [6, 'Số CBQL', 'một'],
    [6, 'GVCN khối 1–4', null],
  ]);
  const older = await imported('importHeadcounts', people([`${mau01},1,1,1,1,2024-03-01`]));
  expect(older.errors).toMatchObject([{ row: 2, column: 'Tính đến ngày', value: '2024-03-01' }]);
  expect(await eventsSince(bench, from)).toEqual([]);
});

test.each([
  ['personal numbers', 'Mã trường,Tên trường,Loại trường,Phường,Số CCCD\n31306981,a,TH,Cát Bi,1', /Số CCCD/],
  ['letters of another encoding', 'Mã trường,T\uFFFDn trường\n31306981,a', /CSV UTF-8/],
  ['no ward column', 'Mã trường,Tên trường,Loại trường\n31306981,a,TH', /Phường/],
])('a file with %s is refused as a whole', async (_what, content, message) => {
  const result = await bench.run(
    definition,
    officer,
    'mutation($input: ImportTableInput!) { importSchools(input: $input) { rows } }',
    { input: { content } },
  );
  expect(result.errors?.[0]).toMatchObject({
    message: expect.stringMatching(message),
    extensions: { code: 'BAD_USER_INPUT', field: 'content' },
  });
});

test('more than 2 MB in one call is refused by its limit', async () => {
  const result = await bench.run(
    definition,
    officer,
    'mutation($input: ImportTableInput!) { importHeadcounts(input: $input) { rows } }',
    { input: { content: 'x'.repeat(2 * 1024 * 1024 + 1) } },
  );
  expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'content.bytes' });
});

const nobody: Role[] = [
  'inspector',
  'school_admin',
  'principal',
  'reporting_tool',
  'provider',
  'city_viewer',
];
test.each(nobody)('%s imports nothing into the register', async (role) => {
  for (const name of ['importSchools', 'importHeadcounts']) {
    const result = await bench.run(
      definition,
      actorOf(role, [mau01]),
      `mutation($input: ImportTableInput!) { ${name}(input: $input) { rows } }`,
      { input: { content: list } },
    );
    expect(codeOf(result)).toBe('FORBIDDEN');
  }
});
