import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, gone, shown, visit } from '../fixture.js';
import { first, officer, openScene, OPENING_MS, troubled, type Scene } from './scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

describe('the A4 paper', () => {
  test("of the district carries the graph's totals, every school, and the decree's head and signature", async () => {
    const page = await visit(scene, { path: '/print/report' });
    const paper = page.locator('.paper');
    await paper.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').waitFor();
    for (const words of ['Độc lập - Tự do - Hạnh phúc', 'BÁO CÁO', 'Nơi nhận:', '- Lưu: VT.', 'TRƯỞNG PHÒNG'])
      await paper.getByText(words, { exact: true }).waitFor();
    await paper.getByText('DỮ LIỆU GIẢ', { exact: false }).first().waitFor();
    const { districtOverview, compliance } = await scene.ask(
      officer,
      '{ districtOverview { counts { status count } } compliance { nodes { school { code } score { percent } } } }',
    );
    for (const { status, count } of districtOverview.counts)
      expect(await paper.locator(`[data-status="${status}"] td`).nth(1).textContent()).toBe(String(count));
    for (const { school, score } of compliance.nodes) {
      const shownScore = await paper.locator(`[data-school="${school.code}"] td`).nth(4).textContent();
      expect(shownScore).toBe(score.percent === null ? '–' : `${String(score.percent).replace('.', ',')} %`);
    }
    expect(faults(page)).toEqual([]);
  });

  test('prints without the frame of the screen, on A4, in the dark theme black on white', async () => {
    const page = await visit(scene, {
      path: `/print/schools/${troubled}`,
      options: { colorScheme: 'dark' },
    });
    await page.locator('.paper').getByText('PHIẾU THEO DÕI TRIỂN KHAI HỌC BẠ SỐ').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.header').isVisible()).toBe(false);
    expect(await page.getByRole('navigation').count()).toBe(0);
    const colours = await page.evaluate(
      `(() => { const { color, backgroundColor } = getComputedStyle(document.querySelector('.paper')); return [color, backgroundColor]; })()`,
    );
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    // A4 in points.
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  });

  test("of a school names what is missing with the clause's own words, of a past day as it was then", async () => {
    const page = await visit(scene, {
      path: `/print/schools/${first}?luc=${encodeURIComponent('2024-05-10T23:59:59.000+07:00')}`,
    });
    await page.locator('.paper').getByText('số liệu tính đến 10/05/2024 23:59').waitFor();
    const { school } = await scene.ask(
      officer,
      `{ school(code: "${first}") { compliance(asOf: "2024-05-10T23:59:59+07:00") { lines { rule state clauseText } } } }`,
    );
    const unmet = school.compliance.lines.filter(({ state }: { state: string }) => state !== 'MET');
    expect(unmet.length).toBeGreaterThan(0);
    expect(await shown(page.locator('.paper').getByText(unmet[0].clauseText).first())).toBe(true);
  });

  test('of another school is not for a school', async () => {
    const page = await visit(scene, {
      path: `/print/schools/${first}`,
      role: 'principal',
      schools: [troubled],
    });
    expect(await shown(page.getByText('Không có trường này, hoặc trường ngoài phạm vi của bạn.'))).toBe(true);
  });
});

describe('the final report', () => {
  test('is frozen by the head alone, shows its checksum, and this machine proves it', async () => {
    const watching = await visit(scene, { path: '/reports' });
    await watching.getByText('Trưởng phòng là người chốt báo cáo.').waitFor();
    expect(await watching.getByRole('button', { name: 'Chốt báo cáo tổng kết' }).count()).toBe(0);
    const page = await visit(scene, { path: '/reports', role: 'district_head' });
    await page.getByRole('button', { name: 'Chốt báo cáo tổng kết' }).click();
    await page.getByRole('dialog').getByLabel('Nhận xét, đánh giá, kiến nghị').fill('Đạt yêu cầu kế hoạch.');
    await page.getByRole('dialog').getByRole('button', { name: 'Chốt báo cáo tổng kết' }).click();
    const report = page.locator('[data-report="1"]');
    await report.getByText('Đạt yêu cầu kế hoạch.').waitFor();
    const { finalReport } = await scene.ask(officer, '{ finalReport { hash } }');
    expect(await report.locator('.checksum').textContent()).toBe(finalReport.hash);
    await report.getByText('Tính lại từ lịch sử cho đúng mã kiểm tra này.').waitFor();
    await report.getByRole('button', { name: 'Kiểm tra mã trên máy này' }).click();
    await report.getByText('Nội dung khớp mã kiểm tra.').waitFor();
    await page.getByRole('button', { name: 'Thêm bản bổ sung' }).click();
    await page.getByRole('dialog').getByLabel('Lý do và nội dung bổ sung').fill('Bổ sung số liệu khối 4.');
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm bản bổ sung' }).click();
    await page.locator('[data-report="2"]').getByText('Bổ sung số liệu khối 4.').waitFor();
    // Whoever watches has it without a reload.
    expect(await shown(watching.locator('[data-report="2"]'))).toBe(true);
    expect(await gone(watching.getByText('Trưởng phòng là người chốt báo cáo.'))).toBe(true);
  });
});
