import { describe, expect, test } from 'vitest';

import { gone, shown, startHub, visit } from './fixture.js';

describe('a part that is down', () => {
  test('from the start shows no number, says which part and since when, and comes back when asked', async () => {
    const hub = await startHub();
    hub.stopPart('rollout');
    const page = await visit(hub);
    const cards = page.locator('.area-cards');
    await cards.getByText(/Phần “Kế hoạch và tiến độ” không trả lời/).waitFor();
    await cards.getByText(/từ \d\d:\d\d:\d\d/).waitFor();
    expect(await page.locator('.card-count').allTextContents()).toEqual(['—', '—', '—', '—', '—']);
    hub.startPart('rollout');
    await cards.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('.card[data-status="COMPLIANT"] .card-count', { hasText: /^5$/ }).waitFor();
    expect(await cards.getByText('không trả lời').count()).toBe(0);
  });

  test('later leaves the last numbers, says of when they are, and takes their colour away', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('.card[data-status="COMPLIANT"] .card-count', { hasText: /^5$/ }).waitFor();
    await page.locator('[data-school]').first().waitFor();
    await hub.subscribed(1);
    hub.stopPart('rollout');
    hub.change('31306983', { status: 'COMPLIANT' });
    const cards = page.locator('.area-cards');
    await cards.getByText(/Đang hiện số liệu lúc \d\d:\d\d:\d\d/).waitFor();
    expect(await cards.locator('.card[data-status="COMPLIANT"] .card-count').textContent()).toBe('5');
    await page.locator('.area-cards.old').waitFor();
  });

  test('the register down: statuses stay, names that were known stay, the rest is named by code', async () => {
    const hub = await startHub();
    const page = await visit(hub, { path: '/?trang-thai=LATE' });
    await page.getByText('TH Mẫu 07 (dữ liệu giả)').waitFor();
    hub.stopPart('schools');
    await page.locator('.card[data-status="AT_RISK"]').click();
    const table = page.getByRole('region', { name: 'Các trường' });
    await table.getByText(/Phần “Danh bạ trường” không trả lời/).waitFor();
    await table.getByText('Phần còn lại vẫn hiện.').waitFor();
    await page.locator('[data-school="31306987"]').getByText('TH Mẫu 07 (dữ liệu giả)').waitFor();
    await page.locator('[data-school="31306984"]').getByText('Trường 31306984').waitFor();
    expect(await shown(page.locator('[data-school="31306984"]').getByText('Có nguy cơ'))).toBe(true);
  });

  test("numbers that the hub itself calls stale say so, and are not shown in good sign's colours", async () => {
    const hub = await startHub();
    hub.setStale('2024-06-19T21:30:00+07:00');
    const page = await visit(hub);
    await page.getByText('Số liệu chưa được cập nhật từ 19/06/2024 21:30').waitFor();
    await page.locator('.area-cards.old').waitFor();
    expect(
      await shown(page.locator('[data-school="31306981"]').getByText('chưa cập nhật từ 19/06/2024 21:30')),
    ).toBe(true);
  });

  test('the hub unreachable: said as such, and the rows of an earlier question are gone', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school]').first().waitFor();
    hub.cut();
    await page.getByRole('searchbox').fill('07');
    const table = page.getByRole('region', { name: 'Các trường' });
    await table.getByText('Không liên lạc được với hệ thống').waitFor();
    // Rows of the question before would look like the answer to this one.
    expect(await gone(page.locator('[data-school]').first())).toBe(true);
  });
});
