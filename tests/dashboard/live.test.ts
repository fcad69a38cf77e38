import { describe, expect, test } from 'vitest';

import { gone, shown, startHub, visit } from './fixture.js';

const recovered = { status: 'COMPLIANT', missing: {}, daysLate: 0 } as const;

describe('live', () => {
  test('a change is on the screen within a second: row, totals, list of changes, and read out', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school="31306983"]').waitFor();
    await hub.subscribed(1);
    const sent = performance.now();
    hub.change('31306983', recovered, 'R09');
    await page.locator('[data-school="31306983"][data-status="COMPLIANT"]').waitFor();
    expect(performance.now() - sent).toBeLessThan(1000);
    await page.locator('.card[data-status="LATE"] .card-count', { hasText: /^1$/ }).waitFor();
    await page.locator('.card[data-status="COMPLIANT"] .card-count', { hasText: /^6$/ }).waitFor();
    await page.getByRole('region', { name: 'Vừa thay đổi' }).getByText('Do R09 · điều IV.2-4b').waitFor();
    await page
      .getByTestId('announcer')
      .getByText('TH Mẫu 03 (dữ liệu giả): từ Chậm thành Đúng tiến độ, 100 %')
      .waitFor();
  });

  test('a change moves no row and no scroll place; the new order comes when it is asked for', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const codes = () =>
      page.locator('[data-school]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-school')));
    await page.locator('[data-school="31306989"]').scrollIntoViewIfNeeded();
    const before = await codes();
    const place = await page.evaluate('scrollY');
    await hub.subscribed(1);
    hub.change(before[0] ?? '', recovered);
    await page.getByText('Thứ tự đã đổi theo số liệu mới.').waitFor({ state: 'attached' });
    expect(await codes()).toEqual(before);
    await page
      .locator(`[data-school="${before[0]}"][data-status="COMPLIANT"]`)
      .waitFor({ state: 'attached' });
    expect(place).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Xếp lại' }).click();
    await page.locator(`tbody tr[data-school]:first-child:not([data-school="${before[0]}"])`).waitFor();
  });

  test('a school that no longer matches the filter stays in its place until the new order is asked for', async () => {
    const hub = await startHub();
    const page = await visit(hub, { path: '/?trang-thai=LATE' });
    await page.locator('[data-school="31306983"]').waitFor();
    await hub.subscribed(1);
    hub.change('31306983', recovered);
    await page.getByText('Thứ tự đã đổi theo số liệu mới.').waitFor();
    await page
      .locator('[data-school="31306983"][data-status="COMPLIANT"]')
      .getByText('Không thiếu tiêu chí nào')
      .waitFor();
    await page.getByRole('button', { name: 'Xếp lại' }).click();
    expect(await gone(page.locator('[data-school="31306983"]'))).toBe(true);
  });

  test('a burst is read out as its number', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school]').first().waitFor();
    await hub.subscribed(1);
    for (const code of ['31306982', '31306983', '31306984', '31306986', '31306987'])
      hub.change(code, recovered);
    expect(await shown(page.getByTestId('announcer').getByText('5 trường vừa thay đổi'))).toBe(true);
  });
});

describe('a lost connection', () => {
  test('is said at once, and nothing on the screen is green while it lasts', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const badge = page.locator('[data-school="31306981"] .status-badge');
    await badge.waitFor();
    await hub.subscribed(1);
    hub.cut();
    await page
      .getByTestId('connection')
      .getByText(/Mất kết nối từ \d\d:\d\d:\d\d/)
      .waitFor();
    const filterOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).filter);
    expect(await filterOf('[data-school="31306981"] .status-badge')).toBe('grayscale(1)');
    expect(await filterOf('.card[data-status="COMPLIANT"]')).toBe('grayscale(1)');
    expect(await filterOf('[data-task="T1"] .task-state')).toBe('grayscale(1)');
  });

  test('ends with the last cursor: what was missed comes once, and the page says that it has caught up', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school="31306983"]').waitFor();
    await hub.subscribed(1);
    hub.change('31306983', recovered);
    await page.locator('[data-school="31306983"][data-status="COMPLIANT"]').waitFor();
    hub.cut();
    await page.getByTestId('connection').getByText('Mất kết nối').waitFor();
    hub.change('31306987', recovered);
    hub.change('31306984', { status: 'LATE', daysLate: 1 });
    await page.getByRole('button', { name: 'Kết nối lại ngay' }).click();
    hub.mend();
    expect(await hub.subscribed(2)).toBe('1');
    await page.getByTestId('connection').getByText('Đã bắt kịp 2 thay đổi').waitFor();
    await page.locator('[data-school="31306984"][data-status="LATE"]').waitFor();
    expect(await page.getByRole('region', { name: 'Vừa thay đổi' }).getByRole('listitem').count()).toBe(3);
    await page.locator('.card[data-status="LATE"] .card-count', { hasText: /^1$/ }).waitFor();
  });

  test('that outlasts the log is said: everything is loaded anew', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school="31306983"]').waitFor();
    await hub.subscribed(1);
    hub.change('31306983', recovered);
    await page.locator('[data-school="31306983"][data-status="COMPLIANT"]').waitFor();
    hub.cut();
    hub.change('31306987', recovered);
    hub.forgetLog();
    hub.mend();
    expect(await hub.subscribed(3)).toBeNull();
    await page.getByTestId('connection').getByText('Đã tải lại toàn bộ').waitFor();
    await page.locator('[data-school="31306987"][data-status="COMPLIANT"]').waitFor();
  });
});
