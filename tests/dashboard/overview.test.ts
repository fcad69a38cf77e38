import { describe, expect, test } from 'vitest';

import { shown, startHub, visit } from './fixture.js';
import { ask } from './graph.js';

const overview = `{ districtOverview {
  counts { status count } inScope { numerator denominator } readyDeclared { numerator } readyVerified { numerator }
  topUnmet { rule titleVi clause schools }
} }`;

interface Overview {
  districtOverview: {
    counts: { status: string; count: number }[];
    inScope: { numerator: number; denominator: number };
    readyDeclared: { numerator: number };
    readyVerified: { numerator: number };
    topUnmet: { rule: string; titleVi: string; clause: string; schools: number }[];
  };
}

describe('the district at a glance', () => {
  test("each card shows the graph's own count and narrows the table to its schools", async () => {
    const hub = await startHub();
    const { districtOverview } = await ask<Overview>(hub, overview);
    const page = await visit(hub);
    for (const { status, count } of districtOverview.counts) {
      const card = page.locator(`.card[data-status="${status}"]`);
      await card.locator('.card-count', { hasText: new RegExp(`^${count}$`) }).waitFor();
      await card.click();
      await page.getByTestId('total').getByText(`${count} trường`, { exact: true }).waitFor();
      expect(await page.locator(`tr[data-school]:not([data-status="${status}"])`).count()).toBe(0);
      expect(await card.getAttribute('aria-pressed')).toBe('true');
      await card.click();
    }
  });

  test('declared and verified are two numbers, beside how many schools the plan is for', async () => {
    const hub = await startHub();
    const { districtOverview } = await ask<Overview>(hub, overview);
    const { inScope, readyDeclared, readyVerified } = districtOverview;
    const page = await visit(hub);
    const panel = page.getByRole('region', { name: 'Phạm vi và điều kiện' });
    await panel.getByText(`${inScope.numerator}/${inScope.denominator}`).waitFor();
    await panel
      .locator('.share', { hasText: 'Trường đã khai báo' })
      .getByText(`${readyDeclared.numerator}/`)
      .waitFor();
    expect(
      await shown(
        panel.locator('.share', { hasText: 'Phòng đã xác nhận' }).getByText(`${readyVerified.numerator}/`),
      ),
    ).toBe(true);
  });

  test('what is missing most names its clause and leads to the schools that miss it', async () => {
    const hub = await startHub();
    const { districtOverview } = await ask<Overview>(hub, overview);
    const [first] = districtOverview.topUnmet;
    const page = await visit(hub);
    const rule = page.locator(`[data-rule="${first?.rule}"]`);
    await rule
      .getByText(first?.titleVi ?? '')
      .first()
      .waitFor();
    await rule.getByText(`Điều ${first?.clause}`).waitFor();
    await rule.click();
    expect(
      await shown(page.getByTestId('total').getByText(`${first?.schools} trường`, { exact: true })),
    ).toBe(true);
  });

  test("the header says whose numbers these are, that they are made up, and the hub's own time", async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const header = page.locator('.header');
    await header.getByText('Phòng Giáo dục và Đào tạo quận Hải An').waitFor();
    await header.getByText('Dữ liệu giả', { exact: true }).waitFor();
    await header.getByText(/Giờ mô phỏng 20\/06\/2024 08:\d\d/).waitFor();
    await header.getByText('Chuyên viên Phòng').waitFor();
    expect(await shown(header.getByText('Trực tiếp', { exact: true }))).toBe(true);
  });
});

describe('the timeline', () => {
  test('each of the seven tasks shows its due date and state, an extension beside what it extends', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const tasks = page.locator('[data-task]');
    await tasks.first().waitFor();
    expect(await tasks.count()).toBe(7);
    await page.locator('[data-task="T1"]').getByText('Hạn 14/04/2024').waitFor();
    await page.locator('[data-task="T1"]').getByText('Đã xác nhận').waitFor();
    const extended = page.locator('[data-task="T5"]');
    await extended.getByText('Hạn 31/05/2024').waitFor();
    await extended.getByText('gia hạn từ 28/04').waitFor();
    await extended.getByText('Quá hạn 20 ngày').waitFor();
    await extended.getByText('Bắt đầu trước khi hướng dẫn của T4').waitFor();
  });

  test("today's line stands at the hub's day, not at this machine's", async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const today = page.getByTestId('today');
    await today.getByText('Hôm nay 20/06').waitFor();
    const axis = await page.locator('.axis-track').boundingBox();
    const line = await page.locator('[data-task="T6"] .grid-today').boundingBox();
    // 20 June 08:00 is day 80.33 of the 122 from 1 April to 31 July.
    expect(((line?.x ?? 0) + 1 - (axis?.x ?? 0)) / (axis?.width ?? 1)).toBeCloseTo(80.33 / 122, 2);
  });

  test('a task opens to where the plan says it', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const task = page.locator('[data-task="T4"]');
    await task.getByRole('button').click();
    await task.getByText('Tuần 4, Tháng 4/2024').waitFor();
    await task.getByText('III-2', { exact: true }).waitFor();
    expect(await task.getByRole('button').getAttribute('aria-expanded')).toBe('true');
  });
});
