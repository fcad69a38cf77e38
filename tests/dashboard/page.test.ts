import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { faults, startHub, visit } from './fixture.js';
import { builtPage } from './page.js';

const scriptBudgetBytes = 120 * 1024;

describe('the page itself', () => {
  test('asks nothing of any other machine and breaks no rule of a policy without inline code', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school]').first().waitFor();
    await page.locator('[data-task]').first().waitFor();
    await page.getByText('Trực tiếp', { exact: true }).waitFor();
    expect(faults(page)).toEqual([]);
  });

  test('its scripts stay under 120 KB gzip', async () => {
    const dist = await builtPage();
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.map((path) => gzipSync(readFileSync(join(dist, path))).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(scriptBudgetBytes);
  });

  test.for([360, 768, 1440, 3840])('at %i px nothing is wider than the screen', async (width) => {
    const hub = await startHub();
    const page = await visit(hub, { options: { viewport: { width, height: 800 } } });
    await page.locator('[data-school]').first().waitFor();
    await page.locator('[data-task]').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });

  test('the keyboard reaches the table past the rest, and filters by a card', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator('[data-school]').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Chuyển đến nội dung');
    await page.locator('.card[data-status="LATE"]').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('total').getByText('2 trường', { exact: true }).waitFor();
  });
});
