import { truncateSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { batchesOf } from '../../scripts/import/batches.js';
import { parseCommand, runImport } from '../../scripts/import/command.js';
import { dataOf, type Ask } from '../../scripts/import/door.js';
import { writeXlsx } from '../../shared/tables/write.js';
import { schoolColumns } from '../../subgraphs/schools/index.js';
import { training, trainingConsumers } from '../../subgraphs/training/index.js';
import { definition as schools, mau01, openDistrict } from '../schools/district.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { openFolder } from './files.js';

let bench: Workbench;
const folder = openFolder();
beforeAll(async () => {
  bench = await openDistrict();
  for (const consumer of trainingConsumers) bench.consume(consumer);
});
afterAll(async () => {
  await bench.close();
  folder.close();
});

/** The hub's door, without the gateway between. */
const ask: Ask = async (document, variables) => {
  const definition = document.includes('importAttendance') ? (training as never) : schools;
  const { data, errors } = await bench.run(definition, actorOf('district_officer'), document, variables);
  return dataOf({
    data,
    errors: errors?.map((error) => ({ message: error.message, extensions: error.extensions })),
  });
};

async function run(what: 'schools' | 'staff' | 'attendance', path: string, dryRun = false) {
  const lines: string[] = [];
  const isGood = await runImport({ what, path, dryRun }, ask, (line) => lines.push(line));
  return { isGood, text: lines.join('\n') };
}

test('a season of files enters the hub: schools by workbook, staff and attendance by CSV, each twice without a change', async () => {
  const list = folder.write(
    'truong.xlsx',
    await writeXlsx([
      {
        name: 'Trường',
        headers: ['Mã trường', 'Tên trường', 'Loại trường', 'Phường'],
        rows: [
          [mau01, 'TH Mẫu 01', 'Tiểu học', 'Cát Bi'],
          [31_306_985, '=TH Mẫu 05', 'Tiểu học', 'Đằng Lâm'],
        ],
      },
    ]),
  );
  const staff = folder.write(
    'nhan-su.csv',
    '\uFEFFMã trường;Số CBQL;Số giáo viên;Số nhân viên;GVCN khối 1-4\r\n31306985;2;30;3;20\r\n',
  );
  const attendance = folder.write(
    'tap-huan.csv',
    'Mã trường,Nhóm,Mã nhân viên,Đơn vị tổ chức,Ngày tổ chức,Nội dung\n31306985,GV,GV-1,Trường,10/04/2024,Tập huấn\n',
  );
  for (const [what, path, created] of [
    ['schools', list, 1],
    ['staff', staff, 1],
    ['attendance', attendance, 1],
  ] as const) {
    expect(await run(what, path, true)).toMatchObject({
      isGood: true,
      text: expect.stringContaining('Chạy thử'),
    });
    const first = await run(what, path);
    expect(first).toMatchObject({ isGood: true, text: expect.stringContaining(`${created} thêm mới`) });
    await bench.settle();
    expect((await run(what, path)).text).toContain('0 thêm mới, 0 thay đổi');
    await bench.settle();
  }
  const { data } = await bench.run(
    schools,
    actorOf('district_officer'),
    '{ school(code: "31306985") { name headcount { teachers } } }',
  );
  expect(data).toEqual({ school: { name: '=TH Mẫu 05', headcount: { teachers: 30 } } });
});

test('faults come as a table with the rows of the file, and the command fails', async () => {
  const path = folder.write(
    'loi.csv',
    'Mã trường,Tên trường,Loại trường,Phường\n\n31306986,Lạ,Tiểu học,Hồng Bàng\n31306987,Tốt,Tiểu học,Cát Bi\n',
  );
  const { isGood, text } = await run('schools', path);
  expect(isGood).toBe(false);
  expect(text).toMatch(/2 dòng: 1 thêm mới, 0 thay đổi, 0 không đổi, 1 lỗi/);
  expect(text).toMatch(/Dòng +Cột +Giá trị +Lý do +Cách sửa\n3 +Phường +Hồng Bàng +Không có phường/);
});

test('a path at which there is no file is told as that, and nothing is asked of the hub', async () => {
  await expect(run('schools', 'nowhere.csv')).rejects.toThrow(
    'nowhere.csv: không có tệp này / there is no such file.',
  );
});

test('a file that is too large, in another encoding or of another kind is refused before anything is sent', async () => {
  const large = folder.write('lon.xlsx', '');
  truncateSync(large, 200 * 1024 * 1024);
  await expect(run('schools', large)).rejects.toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } });
  const wide = folder.write('utf16.csv', Buffer.from('\uFEFFMã trường', 'utf16le'));
  await expect(run('schools', wide)).rejects.toMatchObject({ message: expect.stringContaining('CSV UTF-8') });
  await expect(run('schools', folder.write('a.pdf', 'x'))).rejects.toThrow('.csv');
});

test('batches hold whole schools, know the rows of the file, and keep within their size', () => {
  const rows = Array.from({ length: 10 }, (_, index) => ({
    row: index + 2,
    cells: { school: `3130690${index % 5}`, name: `Trường ${index}`, kind: 'TH', ward: 'cat-bi' },
  }));
  const batches = batchesOf(rows, schoolColumns, 150);
  expect(batches.length).toBeGreaterThan(1);
  expect(batches.flatMap((batch) => batch.rows).toSorted((a, b) => a - b)).toEqual(
    rows.map(({ row }) => row),
  );
  for (const { rows: held } of batches) {
    for (const row of held) expect(held).toContain(row <= 6 ? row + 5 : row - 5);
  }
});

test('a command line that says nothing to do is answered with the usage', () => {
  expect(parseCommand(['staff', 'a.csv', '--dry-run', '--url', 'http://hub'])).toEqual({
    what: 'staff',
    path: 'a.csv',
    dryRun: true,
    url: 'http://hub',
    token: null,
  });
  for (const args of [
    [],
    ['schools'],
    ['pupils', 'a.csv'],
    ['schools', 'a', 'b'],
    ['schools', 'a.csv', '--force'],
  ])
    expect(() => parseCommand(args)).toThrow('Usage');
});
