import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor, type Actor } from '../../shared/actor.js';
import { importRecordUnits, type ImportOptions } from '../../subgraphs/records/index.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { mau01, mau02, officer, openDistrict, written } from './district.js';
import { uuids } from './units.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.openSession(hubActor).write(async (em) => {
    for (const table of ['unit', 'grade_progress', 'state_counter', 'push'])
      await em.execute(`delete from records.${table}`);
  });
});

const header = 'Mã tra cứu UUID;Mã trường;Năm học;Khối;Lớp;Trạng thái;Thời điểm;Mã lỗi';
const line = (
  uuid: string,
  school: string,
  state = 'INITIALISED',
  changes: { grade?: number; class?: string } = {},
) =>
  `${uuid};${school};2023-2024;${changes.grade ?? 1};${changes.class ?? '1A1'};${state};2024-06-01T09:00:00+07:00;`;
const bothSchools = actorOf('provider', [mau01, mau02]);

async function* streamed(text: string, size = 37): AsyncGenerator<Uint8Array> {
  // Chunks that end in the middle of a line and of a letter.
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const load = (text: string, options: ImportOptions = {}, actor: Actor = bothSchools) =>
  importRecordUnits(bench.openSession(actor), streamed(text), options);
const everything = async () => [
  await written(bench),
  await bench
    .openSession(hubActor)
    .write((em) => em.execute('select uuid, state from records.unit order by uuid')),
];

test('a file with BOM and Vietnamese headers is taken school by school, in whatever order; the same file again changes nothing', async () => {
  const [a, b] = [uuids(30), uuids(50)];
  const rows = [...a.map((id) => line(id, mau01)), ...b.map((id) => line(id, mau02))];
  // Unsorted on purpose, quoted here and there, with the line ends of Windows.
  const mixed = rows.toSorted().map((row, n) => (n % 7 === 0 ? row.replace('1A1', '"1A1"') : row));
  const file = `\uFEFF${[header, ...mixed].join('\r\n')}\r\n`;
  const seen: number[] = [];
  const report = await load(file, { onProgress: ({ rows }) => seen.push(rows) });
  expect(report).toMatchObject({ rows: 80, created: 80, schoolsTaken: 2, schoolsRefused: [], faultCount: 0 });
  expect(seen.at(-1)).toBe(80);
  const before = await everything();
  expect(await load(file)).toMatchObject({ created: 0, updated: 0, unchanged: 80, schoolsTaken: 2 });
  expect(await everything()).toEqual(before);
});

test('a school with a bad row is left as it was, with every bad row named; the other schools are taken', async () => {
  const good = uuids(3).map((id) => line(id, mau02));
  const rows = [
    line(randomUUID(), mau01),
    line('x', mau01),
    good[0]!,
    line(randomUUID(), mau01, 'LOST'),
    line(randomUUID(), mau01, 'INITIALISED', { class: 'Nguyễn An' }),
    good[1]!,
    line(randomUUID(), '31306999'),
    line(randomUUID(), mau01).replace('+07:00', ''),
    good[2]!,
  ];
  const report = await load([header, ...rows].join('\n'));
  expect(report).toMatchObject({ created: 3, schoolsTaken: 1, faultCount: 5 });
  expect(report.schoolsRefused.toSorted()).toEqual([mau01, '31306999']);
  expect(report.faults).toMatchObject([
    { school: '31306999', row: null, reason: expect.stringContaining('may not import') },
    { school: mau01, row: 3, field: 'uuid' },
    { row: 5, field: 'state', reason: expect.stringContaining('expected one of NOT_STARTED') },
    { row: 6, field: 'class' },
    { row: 9, field: 'at' },
  ]);
});

test('a UUID that another school has is named with its row, and what else is in the file is taken', async () => {
  const [taken] = uuids(1);
  await load([header, line(taken!, mau02)].join('\n'));
  const before = await everything();
  // Reported as first units and beside known ones: each way has to come back from what the database refuses.
  for (const known of [[], uuids(2)]) {
    if (known.length > 0) await load([header, ...known.map((id) => line(id, mau01))].join('\n'));
    const rows = [...known, ...uuids(3), taken!].map((id) => line(id, mau01));
    const report = await load([header, ...rows, line(taken!, mau02)].join('\n'));
    expect(report).toMatchObject({ created: 0, unchanged: 1, schoolsTaken: 1, schoolsRefused: [mau01] });
    expect(report.faults).toMatchObject([
      { row: rows.length + 1, field: 'uuid', reason: expect.stringContaining('belongs to another school') },
    ]);
    if (known.length === 0) expect(await everything()).toEqual(before);
  }
});

test('what is written is what the file says, of any length and with signs that mean something to the database', async () => {
  const subject = 'a\tb\\c\nd "e" {f} \\N\r';
  const many = uuids(3000);
  const rows = [
    ...many.map((id) => line(id, mau01, 'TRANSFERRED_OUT', { class: '1Đ-Ắ/2' })),
    `"${randomUUID()}";"${mau02}";2023-2024;1;"1A ""x""";INITIALISED;2024-06-01T09:00:00+07:00;`,
    `${randomUUID()};${mau02};2023-2024;1;1B;rejected;2024-06-01T09:00:00.125+07:00;E.01-x`,
  ];
  const actor = { ...bothSchools, subject };
  expect(await load([header, ...rows].join('\n'), {}, actor)).toMatchObject({
    created: 3000,
    schoolsRefused: [mau02],
    faults: [{ row: 3002, field: 'class' }],
  });
  rows[3000] = rows[3000]!.replace(' ""x""', '.x');
  expect(await load([header, ...rows].join('\n'), {}, actor)).toMatchObject({ created: 2, unchanged: 3000 });
  const kept = await bench.openSession(hubActor).write((em) =>
    em.execute(
      `select school, class, state, at at time zone 'UTC' as at, error_code as code, source, count(*)::int as n from records.unit
        group by school, class, state, at, error_code, source order by class`,
    ),
  );
  const at = '2024-06-01 02:00:00';
  expect(kept).toEqual([
    { school: mau02, class: '1A.x', state: 'INITIALISED', at, code: null, source: subject, n: 1 },
    { school: mau02, class: '1B', state: 'REJECTED', at: `${at}.125`, code: 'E.01-x', source: subject, n: 1 },
    { school: mau01, class: '1Đ-Ắ/2', state: 'TRANSFERRED_OUT', at, code: null, source: subject, n: 3000 },
  ]);
});

test('columns of personal data are refused by name before a single row is read', async () => {
  const before = await everything();
  for (const column of [
    'Họ và tên',
    'CCCD',
    'SO_CCCD',
    'Ngày sinh',
    'MA_HOC_SINH',
    'Số định danh',
    'full_name',
    'Giới tính',
    'Email phụ huynh',
    'date of birth',
  ]) {
    await expect(load(`${header};${column}\n${line(randomUUID(), mau01)};x`)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: column, expected: 'no column of personal data' },
    });
  }
  expect(await everything()).toEqual(before);
});

test('a file that is none is refused with what to do: unknown, missing or doubled columns, another encoding, a torn line, nothing', async () => {
  const codeFor = async (chunks: AsyncIterable<Uint8Array | string>) =>
    importRecordUnits(bench.openSession(bothSchools), chunks).then(
      () => null,
      (error: { extensions: { code: string; field: string } }) => [
        error.extensions.code,
        error.extensions.field,
      ],
    );
  expect(await codeFor(streamed(`${header};Ghi chú\n`))).toEqual(['BAD_USER_INPUT', 'Ghi chú']);
  expect(await codeFor(streamed('uuid,school,grade\n'))).toEqual(['BAD_USER_INPUT', 'class, state, at']);
  expect(await codeFor(streamed(`${header};Lớp\n`))).toEqual(['BAD_USER_INPUT', 'Lớp']);
  expect(await codeFor(streamed(`${header}\na;b\n`))).toEqual(['BAD_USER_INPUT', 'row 2']);
  expect(await codeFor(streamed(''))).toEqual(['BAD_USER_INPUT', 'file']);
  expect(await codeFor(streamed('uuid,school,grade,class,state,at\n'))).toEqual([
    'BAD_USER_INPUT',
    'schoolYear',
  ]);
  async function* windows1258() {
    yield Buffer.from([0x4d, 0xe3, 0x20, 0xd0, 0xec]);
  }
  expect(await codeFor(windows1258())).toEqual(['BAD_USER_INPUT', 'file']);
  await expect(load(header, {}, officer)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
});

test('a rehearsal finds the same faults and writes nothing', async () => {
  const before = await everything();
  const file = [header, line(randomUUID(), mau01), line('x', mau02)].join('\n');
  expect(await load(file, { dryRun: true })).toMatchObject({ created: 1, schoolsTaken: 1, faultCount: 1 });
  expect(await everything()).toEqual(before);
});
