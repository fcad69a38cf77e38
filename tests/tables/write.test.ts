import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';

import { readerOf } from '../../shared/tables/faults.js';
import { readWholeTable } from '../../shared/tables/read.js';
import { writeCsv, writeXlsx } from '../../shared/tables/write.js';

const dangerous = ['=1+1', '+84 900', '-cmd', '@SUM(A1)', '\t=1', '\r=1'];
const table = {
  name: 'Báo cáo',
  headers: ['Tên', 'Số'],
  rows: dangerous.map((text) => [text, -5] as const),
};

test('no cell of a CSV file is a formula, and numbers stay numbers', () => {
  const text = writeCsv(table);
  expect(text.startsWith('\uFEFFTên,Số\r\n')).toBe(true);
  const cells = text.trimEnd().split('\r\n').slice(1);
  expect(cells).toEqual(["'=1+1,-5", "'+84 900,-5", "'-cmd,-5", "'@SUM(A1),-5", `"'\t=1",-5`, `"'\r=1",-5`]);
});

test('no cell of a workbook is a formula', async () => {
  const rows = await readSheet(await writeXlsx([table]), 1, { trim: false });
  expect(rows.slice(1)).toEqual(dangerous.map(() => [expect.stringMatching(/^'/), -5]));
});

test('what the hub wrote reads back as it was', async () => {
  const columns = [
    { key: 'name', title: 'Tên', names: [] },
    { key: 'number', title: 'Số', names: [] },
  ] as const;
  const rows = await readWholeTable(
    writeCsv({
      headers: ['Tên', 'Số'],
      rows: [
        ['=a', 7],
        ['a "b"; c', 0],
      ],
    }),
    'csv',
    columns,
  );
  expect(rows.map(({ cells }) => cells)).toEqual([
    { name: '=a', number: '7' },
    { name: 'a "b"; c', number: '0' },
  ]);
});

test('a row reader names row, column, value, reason and fix, and hides what may be personal', () => {
  const columns = [
    { key: 'day', title: 'Ngày', names: [] },
    { key: 'count', title: 'Số', names: [] },
    { key: 'kind', title: 'Loại', names: [] },
    { key: 'code', title: 'Mã', names: [] },
    { key: 'gone', title: 'Thiếu', names: [] },
  ] as const;
  const cells = { day: '30/02/2024', count: '1,5', kind: 'gì đó', code: '031099000001' };
  const reader = readerOf({ row: 7, cells }, columns);
  const choices = [{ value: 'A', names: ['Loại A'] }];
  expect([
    reader.day('day'),
    reader.count('count'),
    reader.choice('kind', choices),
    reader.matching('code', /^[A-Z]/, 'mã nhân viên', true),
    reader.text('gone'),
  ]).toEqual([null, null, null, null, null]);
  expect(reader.faults.map(({ row, column, value }) => [row, column, value])).toEqual([
    [7, 'Ngày', '30/02/2024'],
    [7, 'Số', '1,5'],
    [7, 'Loại', 'gì đó'],
    [7, 'Mã', null],
    [7, 'Thiếu', null],
  ]);
  for (const { reason, fix } of reader.faults)
    expect([reason.length > 5, fix.length > 5]).toEqual([true, true]);
  const good = readerOf({ row: 8, cells: { day: '5/4/2024', count: '12', kind: 'LOAI A' } }, columns);
  expect([good.day('day'), good.count('count'), good.choice('kind', choices), good.count('gone', 0)]).toEqual(
    ['2024-04-05', 12, 'A', 0],
  );
  expect(good.faults).toEqual([]);
});
