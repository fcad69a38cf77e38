import { describe, expect, test } from 'vitest';

import { shown, startHub, visit } from './fixture.js';

describe('the table of schools', () => {
  test('search ignores case and diacritics', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.getByRole('searchbox').fill('th mau 07');
    await page.getByTestId('total').getByText('1 trường', { exact: true }).waitFor();
    expect(await shown(page.locator('[data-school="31306987"]').getByText('TH Mẫu 07 (dữ liệu giả)'))).toBe(
      true,
    );
  });

  test('a row says the status, the score, the days late, and what to do by which clause', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const row = page.locator('[data-school="31306987"]');
    await row.locator('.status-badge').getByText('Chậm').waitFor();
    await row.getByText('77,8 %').waitFor();
    await row.getByText('53 ngày').waitFor();
    await row.getByText('Học bạ số được phát hành và tiếp nhận').waitFor();
    await row.getByText('II.1-2', { exact: true }).waitFor();
    expect(await shown(row.getByText('Hoàn thành việc ký, phát hành'))).toBe(true);
  });

  test('a row opens to everything that the school lacks, with the words of each clause', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school="31306987"]').getByRole('button', { name: '4 tiêu chí khác' }).click();
    const lines = page.getByRole('list', { name: /TH Mẫu 07/ });
    await lines
      .getByText('Có chữ ký số để giáo viên, lãnh đạo nhà trường ký và đóng dấu học bạ.')
      .first()
      .waitFor();
    expect(await lines.getByRole('listitem').count()).toBe(5);
  });

  test('a school outside the plan has no score and is asked nothing', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const row = page.locator('[data-school="31306991"]');
    await row.getByText('Ngoài phạm vi', { exact: true }).waitFor();
    await row.getByText('Không phải thực hiện kế hoạch').waitFor();
    expect(await row.locator('.score-percent').textContent()).toBe('—');
  });

  test('the hub sorts: the column says how, and a second press turns it round', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    const head = page.getByRole('columnheader', { name: 'Điểm' });
    await page.locator('[data-school]').first().waitFor();
    await head.getByRole('button').click();
    await page.locator('tbody tr[data-school]:first-child[data-school="31306989"]').waitFor();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await head.getByRole('button').click();
    await page.locator('tbody tr[data-school]:first-child[data-school="31306991"]').waitFor();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
  });

  test('the address holds filter, search and order: a reload shows the same, each can be dropped', async () => {
    const hub = await startHub();
    const page = await visit(hub, { path: '/?trang-thai=LATE,AT_RISK&tim=mau&xep=ten' });
    await page.getByTestId('total').getByText('4 trường', { exact: true }).waitFor();
    await page.reload();
    await page.getByTestId('total').getByText('4 trường', { exact: true }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('mau');
    await page.getByRole('button', { name: 'Bỏ lọc: Có nguy cơ' }).click();
    await page.getByTestId('total').getByText('2 trường', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('trang-thai')).toBe('LATE');
    await page.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
    await page.getByTestId('total').getByText('12 trường', { exact: true }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  test('a search without a match says so instead of showing nothing', async () => {
    const hub = await startHub();
    const page = await visit(hub, { path: '/?tim=khong-co' });
    expect(await shown(page.getByText('Không có trường nào khớp bộ lọc.'))).toBe(true);
  });

  test('the hub pages: the browser holds one page and walks by cursor', async () => {
    const hub = await startHub({ copies: 5 });
    const page = await visit(hub, { path: '/?xep=ten' });
    await page.getByText('1–25 trên 60 trường').waitFor();
    const first = await page.locator('[data-school]').first().getAttribute('data-school');
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.locator('.schools:not(.turning)').waitFor();
    await page.getByText('26–50 trên 60 trường').waitFor();
    expect(await page.locator('[data-school]').count()).toBe(25);
    expect(await page.locator('[data-school]').first().getAttribute('data-school')).not.toBe(first);
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await page.getByText('51–60 trên 60 trường').waitFor();
    expect(await page.getByRole('button', { name: 'Trang sau' }).isDisabled()).toBe(true);
  });
});
