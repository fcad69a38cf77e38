import { afterAll, beforeAll, expect, test } from 'vitest';

import { hubActor, type Role } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  codeOf,
  conference,
  definition,
  mau01,
  mau02,
  openDistrict,
  record,
  settled,
  uncounted,
  written,
} from './district.js';

let bench: Workbench;
const officer = actorOf('district_officer');
beforeAll(async () => {
  bench = await openDistrict();
  bench.clock.set(new Date('2024-04-25T08:00:00+07:00'));
});
afterAll(() => bench.close());

const document = `mutation($input: ImportAttendanceInput!) { importAttendance(input: $input) {
  dryRun rows created changed unchanged errors { row column value reason fix } schools { code training { total { numerator } citySessions } } } }`;
const header = 'Mã trường;Nhóm;Mã nhân viên;Đơn vị tổ chức;Ngày tổ chức;Nội dung';
const table = (...rows: string[]) => [header, ...rows].join('\r\n');

interface Outcome {
  created: number;
  unchanged: number;
  errors: { row: number; column: string; value: string | null; reason: string; fix: string }[];
  schools: { code: string; training: { total: { numerator: number } | null } }[];
}

async function imported(content: string, dryRun = false): Promise<Outcome> {
  const { data, errors } = await bench.run(definition, officer, document, { input: { content, dryRun } });
  expect(errors).toBeUndefined();
  return data?.['importAttendance'] as Outcome;
}

const city = 'Sở;19/04/2024;Hội nghị của Sở';
const own = 'Nhà trường;22/04/2024;Tập huấn tại trường';
const people = table(
  `${mau01};CBQL;cb-01;${own}`,
  `${mau01};CBQL;CB-01;${city}`,
  `${mau01};GV;GV-01;${city}`,
  `${mau01};GV;GV-01;${own}`,
  `${mau01};Giáo viên;GV-02;${own}`,
  `${mau02};Nhân viên;NV-01;${own}`,
);

test('a dry run counts and writes nothing, not even the key of the digests', async () => {
  const before = await written(bench);
  expect(await imported(people, true)).toMatchObject({ created: 6, unchanged: 0, errors: [] });
  expect(await written(bench)).toEqual(before);
  const rows = await bench
    .openSession(hubActor)
    .write((em) =>
      em.execute(
        'select (select count(*)::int from training.person_key) + (select count(*)::int from training.participant) as n',
      ),
    );
  expect(rows).toEqual([{ n: 0 }]);
});

test('III-3, IV.2-5: people count once over all sessions, at the earliest, and a city session counts by attendance', async () => {
  await settled(bench);
  const from = bench.feed.head();
  expect(await imported(people)).toMatchObject({
    created: 6,
    schools: [
      { code: mau01, training: { total: { numerator: 3 }, citySessions: 1 } },
      { code: mau02, training: { total: { numerator: 1 }, citySessions: 0 } },
    ],
  });
  await settled(bench);
  const events = await bench.feed.readAfter(from, 10);
  expect(events.map(({ school, data }) => [school, data])).toMatchObject([
    [
      mau01,
      { organiser: 'CITY', before: { managers: 0 }, after: { managers: 1, teachers: 1 }, citySessions: 1 },
    ],
    [mau01, { organiser: 'SCHOOL', after: { managers: 1, teachers: 2, staff: 0 } }],
    [mau02, { organiser: 'SCHOOL', after: { managers: 0, teachers: 0, staff: 1 } }],
  ]);
});

test('the same table twice changes nothing, and a table that overlaps adds only whom it adds', async () => {
  const before = await written(bench);
  expect(await imported(people)).toMatchObject({ created: 0, unchanged: 6, schools: [] });
  expect(await written(bench)).toEqual(before);
  const more = table(`${mau01};GV;gv-02;${own}`, `${mau01};GV;GV-03;${own}`);
  expect(await imported(more)).toMatchObject({
    created: 1,
    unchanged: 1,
    schools: [{ training: { total: { numerator: 4 } } }],
  });
});

test('no staff code stands anywhere in the database or in the log', async () => {
  const rows = await bench
    .openSession(hubActor)
    .write((em) =>
      em.execute<{ text: string }[]>(
        `select row_to_json(p)::text as text from training.participant p union all select row_to_json(l)::text from events.log l`,
      ),
    );
  expect(rows.map(({ text }) => text).join('\n')).not.toMatch(/gv-0|cb-0|nv-0/i);
});

test('counts and lists mix by session: a list takes the place of the counts of its own session and leaves the others', async () => {
  const newlyTrained = { managers: 0, teachers: 5, staff: 0 };
  const typed = { school: mau02, newlyTrained };
  await bench.run(definition, officer, record, {
    input: conference(mau02, { ...typed, topic: 'Ký số', heldOn: '2024-04-23' }),
  });
  await bench.run(definition, officer, record, {
    input: conference(mau02, {
      ...typed,
      topic: 'Khai thác',
      heldOn: '2024-04-24',
      newlyTrained: { managers: 0, teachers: 2, staff: 0 },
    }),
  });
  await settled(bench);
  const from = bench.feed.head();
  const list = table(
    `${mau02};GV;GV-11;Trường;2024-04-23;ký SỐ`,
    `${mau02};GV;GV-12;Trường;2024-04-23;Ký số`,
    `${mau02};NV;NV-01;Trường;2024-04-23;Ký số`,
  );
  // 1 by list before, 2 by the counts of the other session, 2 new ones of this list in place of its 5.
  expect(await imported(list)).toMatchObject({
    created: 3,
    schools: [{ training: { total: { numerator: 5 } } }],
  });
  await settled(bench);
  expect(await bench.feed.readAfter(from, 5)).toMatchObject([
    { data: { before: { teachers: 7 }, after: { teachers: 4, staff: 1 }, correction: { version: 2 } } },
  ]);
  const correct = `mutation($input: CorrectTrainingInput!) { correctTraining(input: $input) { school { code } } }`;
  const { data } = await bench.run(
    definition,
    officer,
    `{ trainingSessions(school: "${mau02}", organiser: SCHOOL) { nodes { id topic attendance { source version } } } }`,
  );
  const listedOne = (
    data as { trainingSessions: { nodes: { id: string; topic: string }[] } }
  ).trainingSessions.nodes.find(({ topic }) => topic === 'Ký số');
  const input = { session: listedOne?.id, school: mau02, newlyTrained, reason: 'x', expectedVersion: 2 };
  const refused = await bench.run(definition, officer, correct, { input });
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'session' });
});

test('every bad row is named, and a school is whole or not at all', async () => {
  const before = await written(bench);
  const result = await imported(
    table(
      `${mau01};GV;031099000001;${own}`,
      `${mau01};GV;GV-20;${own}`,
      `${mau02};Bảo mẫu;GV-21;Bộ;31/04/2024;`,
      `99999999;GV;GV-22;${own}`,
      `${uncounted};GV;GV-23;${own}`,
    ),
  );
  expect(result).toMatchObject({ created: 0, schools: [] });
  expect(result.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, 'Mã nhân viên', null],
    [4, 'Nhóm', 'Bảo mẫu'],
    [4, 'Đơn vị tổ chức', 'Bộ'],
    [4, 'Ngày tổ chức', '31/04/2024'],
    [4, 'Nội dung', null],
    [5, 'Mã trường', '99999999'],
    [6, 'Nhóm', 'Giáo viên'],
  ]);
  expect(await written(bench)).toEqual(before);
});

test.each<[string, string[], string, RegExp]>([
  [
    'the same person twice on one list',
    [`${mau01};GV;GV-30;${own}`, `${mau01};GV;gv-30;${own}`],
    'Mã nhân viên',
    /dòng 2/,
  ],
  ['a person in another group than before', [`${mau01};NV;GV-01;${own}`], 'Nhóm', /nhóm Giáo viên/],
  [
    'more people than the headcount leaves',
    Array.from({ length: 4 }, (_, index) => `${mau01};NV;NV-${index};${own}`),
    'Nhóm',
    /thêm 4 người, chỉ còn 3 trên 3/,
  ],
  ['a day to come', [`${mau01};GV;GV-31;Trường;2024-05-01;Sau`], 'Ngày tổ chức', /Sau hôm nay/],
])('%s is a fault of the school and leaves nothing behind', async (_what, rows, column, reason) => {
  const before = await written(bench);
  const { errors } = await imported(table(...rows));
  expect(errors).toMatchObject([{ column, reason: expect.stringMatching(reason) }]);
  expect(await written(bench)).toEqual(before);
});

test('a table with a column of personal numbers is refused by its name', async () => {
  const content = 'Mã trường,Nhóm,Mã nhân viên,Đơn vị tổ chức,Ngày tổ chức,Nội dung,Số CCCD\n1,2,3,4,5,6,7';
  const result = await bench.run(definition, officer, document, { input: { content } });
  expect(result.errors?.[0]).toMatchObject({ message: expect.stringContaining('Số CCCD') });
  expect(codeOf(result)).toBe('BAD_USER_INPUT');
});

const may: Role[] = ['district_officer', 'district_head', 'school_admin', 'principal'];
const mayNot: Role[] = ['inspector', 'reporting_tool', 'provider', 'city_viewer'];
test.each([...may, ...mayNot])('%s imports lists exactly where it may record', async (role) => {
  const run = (school: string) =>
    bench.run(definition, actorOf(role, [mau01]), document, {
      input: { content: table(`${school};GV;GV-01;${own}`), dryRun: true },
    });
  const isOffice = role.startsWith('district');
  expect([codeOf(await run(mau01)), codeOf(await run(mau02))]).toEqual([
    may.includes(role) ? undefined : 'FORBIDDEN',
    isOffice ? undefined : 'FORBIDDEN',
  ]);
});
