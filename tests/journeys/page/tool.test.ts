import { readFileSync } from 'node:fs';

import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, shown, visit } from '../../dashboard/fixture.js';
import {
  first,
  officer,
  openScene,
  OPENING_MS,
  principalOf,
  second,
  type Scene,
} from '../../dashboard/office/scene.js';
import { leavePicture } from '../../dashboard/picture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

const OVERVIEW =
  '{ districtOverview { counts { status count } inScope { numerator denominator } readyDeclared { numerator denominator } readyVerified { numerator denominator } } }';

describe("a reporting tool's person", () => {
  test("downloads the workbook, and its totals and rows are the graph's", async () => {
    const page = await visit(scene, { path: '/reports', role: 'reporting_tool' });
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải Excel (XLSX)' }).click();
    const file = await arriving;
    expect(file.suggestedFilename()).toMatch(/^bao-cao-hoc-ba-so-20240520-\d{4}\.xlsx$/);
    const bytes = readFileSync(await file.path());
    const totals = await readSheet(bytes, 'Tổng hợp');
    const valueOf = (label: string) => totals.find(([name]) => name === label)?.slice(1, 3);
    const { districtOverview } = await scene.ask(officer, OVERVIEW);
    const { counts, inScope, readyDeclared, readyVerified } = districtOverview;
    const words = {
      COMPLIANT: 'Đúng tiến độ',
      AT_RISK: 'Có nguy cơ',
      LATE: 'Chậm',
      UNKNOWN: 'Chưa có dữ liệu',
      EXCLUDED: 'Ngoài phạm vi',
    };
    for (const { status, count } of counts as { status: keyof typeof words; count: number }[])
      expect([status, valueOf(words[status])?.[0]]).toEqual([status, count]);
    expect(valueOf('Trường thuộc phạm vi / đã đăng ký')).toEqual([inScope.numerator, inScope.denominator]);
    expect(valueOf('Đủ điều kiện theo khai báo')).toEqual([
      readyDeclared.numerator,
      readyDeclared.denominator,
    ]);
    expect(valueOf('Đủ điều kiện đã xác minh')).toEqual([readyVerified.numerator, readyVerified.denominator]);
    const { compliance } = await scene.ask(
      officer,
      '{ compliance(first: 100) { nodes { school { code } score { percent } daysLate } } }',
    );
    const [heads, ...rows] = await readSheet(bytes, 'Các trường');
    const column = (head: string) => heads!.indexOf(head);
    const inFile = rows.map((row) => [
      row[column('Mã trường')],
      row[column('Tỉ lệ (%)')],
      row[column('Số ngày chậm')],
    ]);
    const inGraph = compliance.nodes.map(
      ({
        school,
        score,
        daysLate,
      }: {
        school: { code: string };
        score: { percent: number | null };
        daysLate: number;
      }) => [school.code, score.percent, daysLate],
    );
    expect(inFile.toSorted(byCode)).toEqual(inGraph.toSorted(byCode));
    // The checksum on the screen is the one in the file, and the same in the other format.
    const sum = await page.locator('.checksum').textContent();
    expect(totals.flat()).toContain(sum);
    const another = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải CSV' }).click();
    expect(readFileSync(await (await another).path(), 'utf8')).toContain(sum);
    expect(faults(page)).toEqual([]);
    await leavePicture(page, 'tool-download');
  });

  test('prints the report of a past day, which says of when it is', async () => {
    const page = await visit(scene, { path: '/reports', role: 'reporting_tool' });
    await page.getByRole('radio', { name: 'Chọn ngày' }).check();
    await page.getByRole('spinbutton').first().click();
    await page.keyboard.type('12052024');
    await page.getByRole('link', { name: 'Xem bản in A4' }).click();
    const paper = page.locator('.paper');
    await paper.getByText('(Số liệu tính đến 12/05/2024 23:59)').waitFor();
    const then = await scene.ask(
      officer,
      OVERVIEW.replace('districtOverview', 'districtOverview(asOf: "2024-05-12T23:59:59+07:00")'),
    );
    for (const { status, count } of then.districtOverview.counts as { status: string; count: number }[])
      expect(await paper.locator(`[data-status="${status}"] td`).nth(1).textContent()).toBe(String(count));
    await leavePicture(page, 'tool-print');
  });

  test('follows the log in the explorer: the cursor of one answer brings exactly what came after it', async () => {
    const page = await visit(scene, { path: '/graphql', role: 'reporting_tool' });
    const editor = page.locator('.graphiql-query-editor');
    const run = async (name: string, text: string, expected: string): Promise<void> => {
      await editor.locator('.view-lines').click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
      // The explorer sends the name that it has read, which takes it a moment.
      await page.getByRole('tab', { name }).waitFor();
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.locator('.graphiql-response').getByText(expected).first().waitFor();
    };
    await editor.locator('.view-lines').waitFor();
    const { feedCursor } = await scene.ask(officer, '{ feedCursor }');
    await scene.ask(
      principalOf(second),
      'mutation($input: ReportDifficultyInput!) { reportDifficulty(input: $input) { difficulty { id } } }',
      {
        input: { school: second, category: 'DATA', severity: 'MINOR', description: 'Thiếu dữ liệu khối 3.' },
      },
    );
    await scene.behind.host.settle();
    await run(
      'Log',
      `query Log { changes(after: "${feedCursor}", first: 100) { nodes { type school { code } } pageInfo { endCursor hasNextPage } } }`,
      '"rollout.difficultyChanged"',
    );
    const { changes } = await scene.ask(
      { ...officer, role: 'reporting_tool' },
      `{ changes(after: "${feedCursor}", first: 100) { nodes { type school { code } } pageInfo { endCursor hasNextPage } } }`,
    );
    expect(
      changes.nodes.filter(({ type }: { type: string }) => type === 'rollout.difficultyChanged'),
    ).toEqual([{ type: 'rollout.difficultyChanged', school: { code: second } }]);
    expect(changes.pageInfo.hasNextPage).toBe(false);
    await run(
      'Nothing',
      `query Nothing { changes(after: "${changes.pageInfo.endCursor}") { nodes { type } } }`,
      '"nodes": []',
    );
    expect(await shown(page.locator('.graphiql-response'))).toBe(true);
    await leavePicture(page, 'tool-explorer');
  });

  test('whose grant is some schools is offered no report of all', async () => {
    const page = await visit(scene, { path: '/reports', role: 'reporting_tool', schools: [first] });
    await page.getByRole('heading', { name: 'Báo cáo tổng kết' }).waitFor();
    expect(await page.getByRole('button', { name: /Tải/ }).count()).toBe(0);
  });
});

const byCode = (left: readonly unknown[], right: readonly unknown[]): number =>
  String(left[0]).localeCompare(String(right[0]));
