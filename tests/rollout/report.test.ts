import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import type { Workbench } from '../support/subgraph.js';
import {
  cityViewer,
  codeOf,
  definition,
  happen,
  head,
  inspectorOf,
  officer,
  principalOf,
  providerOf,
  registeredAs,
  toolOf,
  until,
} from './bench.js';
import { openDistrict, ready, silent, stampless } from './district.js';

const nasty = '31306985';
let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
  await happen(bench, [
    registeredAs(nasty, '2024-04-26 09:00', { name: '=HYPERLINK("http://x";"<b>&TH")', ward: 'cat-bi' }),
  ]);
  await until(bench, '2024-05-02 08:00');
});
afterAll(() => bench.close());

interface File {
  fileName: string;
  mime: string;
  size: number;
  content: string;
  checksum: string;
  isSynthetic: boolean;
}

const exported = async (actor: Actor, format: string, asOf: string | null = null) => {
  const result = await bench.run(
    definition,
    actor,
    `query($input: ExportReportInput!) { exportReport(input: $input) { fileName mime size content checksum dataAsOf isSynthetic } }`,
    { input: { kind: 'CITY_PROGRESS', format, asOf } },
  );
  const file = (result.data as { exportReport: File } | null | undefined)?.exportReport;
  return { code: codeOf(result), file: file!, bytes: Buffer.from(file?.content ?? '', 'base64') };
};

/** A tool that was granted the whole district. */
const wholeTool: Actor = { ...toolOf(), schools: 'all' };

const graph = async (asOf: string | null = null) =>
  (
    await bench.run(
      definition,
      officer,
      `query($asOf: DateTime) {
         districtOverview(asOf: $asOf) { counts { status count } inScope { numerator denominator } readyDeclared { numerator denominator } readyVerified { numerator denominator } averageScore { numerator denominator percent } }
         compliance(asOf: $asOf) { nodes { school { code } status score { percent } daysLate lines { rule state inForce } } } }`,
      { asOf },
    )
  ).data as {
    districtOverview: {
      counts: { status: string; count: number }[];
      inScope: { numerator: number; denominator: number };
      readyVerified: { numerator: number; denominator: number };
      averageScore: { numerator: number; denominator: number; percent: number };
    };
    compliance: {
      nodes: { school: { code: string }; score: { percent: number | null }; daysLate: number }[];
    };
  };

const words: Record<string, string> = {
  COMPLIANT: 'Đúng tiến độ',
  AT_RISK: 'Có nguy cơ',
  LATE: 'Chậm',
  UNKNOWN: 'Chưa có dữ liệu',
  EXCLUDED: 'Ngoài phạm vi',
};

/** The totals of a sheet by their labels, compared with what the graph gives. */
async function expectTotals(rows: readonly (readonly unknown[])[], asOf: string | null = null) {
  const { districtOverview: shown } = await graph(asOf);
  const line = (label: string) => rows.find((row) => row[0] === label)?.map((cell) => cell ?? null);
  for (const { status, count } of shown.counts) expect(Number(line(words[status]!)?.[1])).toBe(count);
  const share = (label: string) => line(label)?.slice(1, 3).map(Number);
  expect(share('Trường thuộc phạm vi / đã đăng ký')).toEqual(Object.values(shown.inScope));
  expect(share('Đủ điều kiện đã xác minh')).toEqual(Object.values(shown.readyVerified));
  expect(Number(line('Điểm trung bình')?.[3])).toBe(shown.averageScore.percent);
}

describe('the report to the city', () => {
  test('as a workbook has the totals and the rows that the graph gives', async () => {
    const { file, bytes } = await exported(officer, 'XLSX');
    expect(file).toMatchObject({
      fileName: 'bao-cao-hoc-ba-so-20240502-0800.xlsx',
      size: bytes.length,
      isSynthetic: true,
    });
    await expectTotals(await readSheet(bytes, 1));
    const schools = await readSheet(bytes, 2);
    const { nodes } = (await graph()).compliance;
    expect(schools.slice(1).map((row) => [row[1], row[7], row[10]])).toEqual(
      nodes.map(({ school, score, daysLate }) => [school.code, score.percent, daysLate]),
    );
    const labels = (await readSheet(bytes, 1)).flat();
    for (const label of ['NGƯỜI LẬP BIỂU', 'TRƯỞNG PHÒNG', file.checksum, '08:00 02/05/2024'])
      expect(labels).toContain(label);
    expect(labels).toContain('DỮ LIỆU GIẢ – không phải số liệu của trường có thật');
    expect(labels).toContain('Phòng Giáo dục và Đào tạo quận Hải An');
  });

  test('tells of each school its unmet rules with their clauses', async () => {
    const rows = await readSheet((await exported(head, 'XLSX')).bytes, 2);
    const row = rows.find((known) => known[1] === stampless)!;
    expect(String(row[11]).split(', ')).toContain('R09');
    expect(String(row[12]).split(', ')).toContain('IV.2-4b');
    expect(rows.find((known) => known[1] === ready)![9]).toBe('có');
  });

  test('as CSV has the same, opens in Excel with its letters whole, and no cell is a formula', async () => {
    const { bytes } = await exported(officer, 'CSV');
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const rows = parse(bytes, { bom: true });
    await expectTotals(rows);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(rows.find((row) => row[1] === nasty)?.[2]).toBe(`'=HYPERLINK("http://x";"<b>&TH")`);
  });

  test('as a page for printing carries no script, no outside reference, and what people wrote only as text', async () => {
    const html = (await exported(officer, 'HTML')).bytes.toString('utf8');
    expect(html).toContain('@page { size: A4');
    expect(html).toContain('=HYPERLINK(&quot;http://x&quot;;&quot;&lt;b&gt;&amp;TH&quot;)');
    expect(html).not.toMatch(/<script|<link|<img|href=|src=|url\(/);
    for (const text of ['NGƯỜI LẬP BIỂU', 'TRƯỞNG PHÒNG', 'Số liệu tính đến 08:00 02/05/2024', 'DỮ LIỆU GIẢ'])
      expect(html).toContain(text);
  });

  test('of a past instant is what was true then, and its checksum is the same in every format and at any later time', async () => {
    const asOf = '2024-04-26T08:00:00+07:00';
    const first = await exported(officer, 'XLSX', asOf);
    await expectTotals(await readSheet(first.bytes, 1), asOf);
    expect((await readSheet(first.bytes, 2)).some((row) => row[1] === nasty)).toBe(false);
    expect((await exported(officer, 'CSV', asOf)).file.checksum).toBe(first.file.checksum);
    expect((await exported(officer, 'HTML', '2024-04-27T08:00:00+07:00')).file.checksum).not.toBe(
      first.file.checksum,
    );
    const now = (await exported(officer, 'CSV')).file.checksum;
    bench.clock.advance(3_600_000);
    expect((await exported(officer, 'CSV', '2024-05-02T08:00:00+07:00')).file.checksum).toBe(now);
  });

  test.each([
    ['an inspector', inspectorOf(silent)],
    ['a principal', principalOf(ready)],
    ['a reporting tool of some schools', toolOf(ready)],
    ['a provider', providerOf(ready)],
    ['a viewer of the city', cityViewer],
  ])('is not handed out to %s', async (_, actor) => {
    expect((await exported(actor, 'XLSX')).code).toBe('FORBIDDEN');
  });

  test('is the same file for a reporting tool that was granted the whole district', async () => {
    const [theirs, ours] = [await exported(wholeTool, 'XLSX'), await exported(officer, 'XLSX')];
    expect(theirs.file.checksum).toBe(ours.file.checksum);
  });

  test('of the future is refused', async () => {
    expect((await exported(officer, 'CSV', '2030-01-01T00:00:00+07:00')).code).toBe('BAD_USER_INPUT');
  });

  test.skipIf(!hasLibreOffice())(
    'opens in LibreOffice with the totals that the graph gives (skipped where it is not installed)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hub-report-'));
      try {
        writeFileSync(join(folder, 'report.xlsx'), (await exported(officer, 'XLSX')).bytes);
        await promisify(execFile)('soffice', [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'csv:Text - txt - csv (StarCalc):44,34,76',
          '--outdir',
          folder,
          join(folder, 'report.xlsx'),
        ]);
        expect(readFileSync(join(folder, 'report.csv')).length).toBeGreaterThan(100);
        await expectTotals(
          parse(readFileSync(join(folder, 'report.csv')), { bom: true, relax_column_count: true }),
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

function hasLibreOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
