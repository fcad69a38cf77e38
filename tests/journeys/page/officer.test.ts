import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, shown, visit } from '../../dashboard/fixture.js';
import { ask } from '../../dashboard/graph.js';
import { leavePicture } from '../../dashboard/picture.js';
import { startRealHub, type RealHub } from '../../dashboard/real.js';

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(() => hub.stop());

/** Late at the demo's day: it lacks signatures and its stamp, and one of its items was returned. */
const late = '31306984';
const admin = { subject: 'admin', name: 'Quản trị', role: 'school_admin', schools: [late] } as const;

/** What the school saves while an officer looks on. */
async function saveSignatures(signed: number): Promise<void> {
  const { data } = await hub.behind.send(
    admin,
    `{ school(code: "${late}") { checklist { items { id version } } } }`,
  );
  const items = data.school.checklist.items as { id: string; version: number }[];
  const { errors } = await hub.behind.send(
    admin,
    'mutation Save($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { version } } }',
    {
      input: {
        school: late,
        item: 'SIGNATURES_TEACHERS',
        value: { numerator: signed, denominator: 29 },
        expectedVersion: items.find(({ id }) => id === 'SIGNATURES_TEACHERS')?.version,
      },
    },
  );
  expect(errors).toBeUndefined();
}

describe('an officer', () => {
  test('in the morning goes from the district to the school that is late, its clause, and what to say on the phone', async () => {
    const page = await visit(hub);
    await page.locator('.card[data-status="LATE"]').click();
    await page.getByTestId('total').getByText('2 trường', { exact: true }).waitFor();
    await leavePicture(page, 'officer-overview');
    await page
      .locator(`[data-school="${late}"]`)
      .getByRole('link', { name: /TH Mẫu 04/ })
      .click();
    await page.getByRole('heading', { level: 1, name: /TH Mẫu 04/ }).waitFor();
    const line = page.locator('[data-rule="R08"]');
    await line.getByText('Có chữ ký số để giáo viên, lãnh đạo nhà trường ký và đóng dấu học bạ.').waitFor();
    await line.getByText('hạn 28/04/2024').waitFor();
    await line.getByText('chậm 53 ngày').waitFor();
    await line.getByText('Chưa đủ 100 % giáo viên chủ nhiệm', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Xem nhật ký' }).click();
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await page.locator('.trail').getByText('Nội dung bị trả lại').first().waitFor();
    await leavePicture(page, 'officer-sheet');
    await page.goBack();
    await page.getByTestId('total').getByText('2 trường', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('trang-thai')).toBe('LATE');
    expect(faults(page)).toEqual([]);
  });

  test('asked how it was a month ago, walks back over the season, sees where it was red, and compares', async () => {
    const page = await visit(hub, { path: '/heat-map' });
    const slider = page.getByRole('slider');
    await page.locator('.heat-row').first().waitFor();
    await slider.focus();
    for (let day = 0; day < 4; day += 1) await page.keyboard.press('PageDown');
    await page.getByText('Không trực tiếp.').waitFor();
    await page.waitForURL(/luc=2024-/);
    const day = new URL(page.url()).searchParams.get('luc');
    const { districtOverview } = await ask<{
      districtOverview: { topUnmet: { rule: string; schools: number }[] };
    }>(hub, `{ districtOverview(asOf: "${day}T23:59:59.999+07:00") { topUnmet { rule schools } } }`);
    const [worst] = districtOverview.topUnmet;
    const heads = await page.locator('.heat-rule').allTextContents();
    const column = heads.findIndex((head) => head.startsWith(worst?.rule ?? '?'));
    const sum = page.locator('.heat-sums td').nth(column + 1);
    await expect.poll(() => sum.textContent()).toBe(String(worst?.schools));
    await page.locator('.heat-row td[tabindex="0"]').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await page.getByTestId('heat-said').getByText('R15').waitFor();
    await leavePicture(page, 'officer-heat-map');
    await page.getByRole('link', { name: 'So sánh' }).click();
    await page.locator('.compare-totals').waitFor();
    await leavePicture(page, 'officer-compare');
    await page.getByRole('link', { name: 'Đường tiến độ' }).click();
    await page.locator('.funnel [data-grade="4"]').waitFor();
    await page.locator('.curve canvas').first().waitFor();
    await leavePicture(page, 'officer-curves');
    expect(faults(page)).toEqual([]);
  });

  test('whose network is cut in the middle keeps place, filter and columns, is told so, and misses nothing', async () => {
    const page = await visit(hub, { path: '/schools?luc=2024-13-99' });
    await page.getByRole('searchbox').fill('TH MAU 04');
    await page.getByTestId('total').getByText('1 trường', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cột' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Phường' }).click();
    await page.keyboard.press('Escape');
    await page.locator('th.col-ward').waitFor({ state: 'detached' });
    const address = page.url();
    await page.getByText('Trực tiếp', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByTestId('connection').getByText('Mất kết nối').waitFor();
    await saveSignatures(29);
    await leavePicture(page, 'officer-offline');
    const before = await page.locator(`[data-school="${late}"] .score-percent`).textContent();
    await page.context().setOffline(false);
    await page.getByTestId('connection').getByText('Đã bắt kịp').waitFor();
    await page.locator(`[data-school="${late}"] .score-percent:not(:text-is("${before}"))`).waitFor();
    expect(page.url()).toBe(address);
    expect(await page.getByRole('searchbox').inputValue()).toBe('TH MAU 04');
    expect(await shown(page.locator(`[data-school="${late}"]`))).toBe(true);
  });
});
