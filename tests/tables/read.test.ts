import { expect, test } from 'vitest';

import { byteLimit, kindOfFile } from '../../shared/tables/limits.js';
import { readTable, readWholeTable, type TableSource } from '../../shared/tables/read.js';
import { writeXlsx } from '../../shared/tables/write.js';
import { zipOf } from './zips.js';

const columns = [
  { key: 'school', title: 'Mã trường', names: ['School code'], isRequired: true },
  { key: 'teachers', title: 'Số giáo viên', names: ['Teachers'] },
] as const;

const rowsOf = (source: TableSource, kind: 'csv' | 'xlsx' = 'csv') => readWholeTable(source, kind, columns);
const two = [
  { row: 2, cells: { school: '31306981', teachers: '54' } },
  { row: 3, cells: { school: '31306982' } },
];

test.each([
  ['commas', 'Mã trường,Số giáo viên\n31306981,54\n31306982,\n'],
  ['semicolons', 'MÃ TRƯỜNG;SỐ GIÁO VIÊN\r\n31306981;54\r\n31306982;\r\n'],
  ['tabs', 'ma truong\tso giao vien\n31306981\t54\n31306982'],
  ['a byte order mark', '\uFEFFMã trường,Số giáo viên\n31306981,54\n31306982,'],
  ['English headings in another order', 'Teachers,Note,School code\n54,"a;b;c",31306981\n,,31306982\n'],
  [
    'quoted headings that hold the other sign',
    '"Mã trường";"Số giáo viên";"x,y,z"\n31306981;54;\n31306982;;',
  ],
])('a CSV file with %s reads the same', async (_what, text) => {
  expect(await rowsOf(text)).toEqual(two);
});

test('a file comes in any number of pieces, letters cut in the middle', async () => {
  const bytes = Buffer.from('\uFEFFMã trường;Số giáo viên\n31306981;54\n31306982;\n');
  async function* single() {
    for (const byte of bytes) yield Uint8Array.of(byte);
  }
  expect(await rowsOf(single())).toEqual(two);
});

test('rows keep the numbers that a spreadsheet shows, over empty rows and cells of two lines', async () => {
  const rows = await rowsOf('Mã trường,Ghi chú\n31306981,"hai\ndòng"\n\n,,\n31306982,\n');
  expect(rows.map(({ row }) => row)).toEqual([2, 5]);
});

test('a workbook reads as the CSV file of the same rows', async () => {
  const file = await writeXlsx([
    {
      name: 'Nhân sự',
      headers: ['Mã trường', 'Số giáo viên'],
      rows: [
        ['31306981', 54],
        [31_306_982, null],
      ],
    },
  ]);
  expect(await rowsOf(file, 'xlsx')).toEqual(two);
});

const letters1258 = Buffer.from([0x4d, 0xe3, 0x20, 0x74, 0x72, 0xfd, 0xf6, 0xcc, 0x6e, 0x67]);
test.each<[string, TableSource, string, RegExp]>([
  [
    'Windows-1258',
    Buffer.concat([Buffer.from('school,'), letters1258, Buffer.from('\n1,2')]),
    'BAD_USER_INPUT',
    /CSV UTF-8/,
  ],
  ['text read in the wrong encoding', 'M\uFFFD tr\uFFFDng,a\n1,2', 'BAD_USER_INPUT', /CSV UTF-8/],
  ['UTF-16', Buffer.from('\uFEFFMã trường,a\n1,2', 'utf16le'), 'BAD_USER_INPUT', /UTF-16.*CSV UTF-8/],
  ['UTF-16 without a mark', Buffer.from('school,a\n1,2', 'utf16le'), 'BAD_USER_INPUT', /UTF-16/],
  ['nothing', '', 'BAD_USER_INPUT', /trống/],
  ['a quote that never closes', 'Mã trường,a\n31306981,"x\n31306982,y\n', 'BAD_USER_INPUT', /Dòng 2/],
  ['no column of the school', 'Tên,Số giáo viên\nA,2', 'BAD_USER_INPUT', /Thiếu cột “Mã trường”/],
  ['the same column twice', 'Mã trường,School code\n1,2', 'BAD_USER_INPUT', /hai lần/],
])('%s is refused with what to do', async (_what, source, code, message) => {
  const refused: unknown = await rowsOf(source).catch((error: unknown) => error);
  expect(refused).toMatchObject({ extensions: { code }, message: expect.stringMatching(message) });
});

test.each([
  'Số CCCD',
  'CMND',
  'Mã định danh',
  'Số định danh cá nhân',
  'Họ tên học sinh',
  'Họ và tên HS',
  'Tên học sinh',
  'Ngày sinh',
  'ngày tháng năm sinh',
  'studentName',
  'Date of birth',
])('a column of personal data is refused by its name: %s', async (heading) => {
  const refused: unknown = await rowsOf(`Mã trường,${heading}\n31306981,x`).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', got: [heading] },
    message: expect.stringContaining(heading),
  });
});

const small = Buffer.alloc(30 * 1024 * 1024);
test.each<[string, () => Buffer, string, RegExp]>([
  [
    'a bomb that says its size',
    () => zipOf([{ name: 'xl/a.xml', data: small, claimed: 210 * 1024 * 1024 }]),
    'LIMIT_EXCEEDED',
    /unpackedBytes/,
  ],
  [
    'a bomb packed a thousand times',
    () => zipOf([{ name: 'xl/a.xml', data: small }]),
    'LIMIT_EXCEEDED',
    /packingRatio/,
  ],
  [
    'a bomb that lies about its size',
    () => zipOf([{ name: 'xl/a.xml', data: small, claimed: 1000 }]),
    'BAD_USER_INPUT',
    /khai sai/,
  ],
  [
    'a zip that is no workbook',
    () => zipOf([{ name: 'a.txt', data: Buffer.from('hi') }]),
    'BAD_USER_INPUT',
    /xlsx/,
  ],
  [
    'a broken zip',
    () => Buffer.from('PK and then nothing that makes sense at all'),
    'BAD_USER_INPUT',
    /xlsx/,
  ],
  ['an old .xls', () => Buffer.from('D0CF11E0A1B11AE1'.padEnd(80, '0'), 'hex'), 'BAD_USER_INPUT', /\.xls cũ/],
  ['200 MB', () => Buffer.alloc(200 * 1024 * 1024), 'LIMIT_EXCEEDED', /xlsx\.bytes/],
])('a workbook that is %s is refused before it is opened', async (_what, make, code, message) => {
  const refused: unknown = await rowsOf(make(), 'xlsx').catch((error: unknown) => error);
  expect(refused).toMatchObject({ extensions: { code }, message: expect.stringMatching(message) });
});

test('a CSV file of 200 MB is refused when its limit passes, not when it has been read', async () => {
  let given = 0;
  async function* endless() {
    yield Buffer.from('Mã trường,a\n');
    const block = Buffer.from(`31306981,${'x'.repeat(1000)}\n`.repeat(10_000));
    for (; given < 25; given += 1) yield block;
  }
  const count = async () => {
    let rows = 0;
    for await (const _row of readTable(endless(), 'csv', columns)) rows += 1;
    return rows;
  };
  await expect(count()).rejects.toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED', limit: 'csv.bytes' } });
  expect(given).toBeLessThan(20);
});

test('progress is told every thousand rows and at the end', async () => {
  const told: number[] = [];
  const text = `Mã trường\n${'31306981\n'.repeat(2500)}`;
  for await (const _row of readTable(text, 'csv', columns, { onProgress: (rows) => told.push(rows) }));
  expect(told).toEqual([1000, 2000, 2500]);
});

test('the kind of a file is what its name ends in', () => {
  expect(['a.CSV', 'b.xlsx', 'c.xls', 'd'].map(kindOfFile)).toEqual(['csv', 'xlsx', null, null]);
  expect(byteLimit('xlsx')).toBeLessThan(byteLimit('csv'));
});
