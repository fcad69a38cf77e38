import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { violations } from './axe.js';
import { faults, shown, visit } from './fixture.js';
import { startRealHub, type RealHub } from './real.js';

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(() => hub.stop());

/** Late at the demo's day, with a returned item and a difficulty. */
const late = '31306984';

/** Each page with what shows that it has its answer. */
const pages = [
  ['/', '[data-school]'],
  ['/schools', '[data-school]'],
  ['/schools?an=ward,updated&luc=2024-05-12', '[data-school]'],
  [`/schools/${late}`, '.sheet-line'],
  ['/heat-map', '.heat-row'],
  ['/plan', '.plan-rules tbody tr'],
  ['/progress', '.funnel [data-grade]'],
  ['/compare', '.compare-totals'],
  ['/nowhere', '.page-head h1'],
] as const;

describe.for(pages)('%s', ([path, sign]) => {
  // Each language and each theme at each width; over both widths each of the two in the other.
  test.for([
    [1440, ['English', 'dark'], ['Tiếng Việt', 'light']],
    [360, ['English', 'light'], ['Tiếng Việt', 'dark']],
  ] as const)(
    'axe-core finds nothing at %i px in either language and theme, and nothing is wider than the screen',
    async ([width, ...looks]) => {
      const page = await visit(hub, { path, options: { viewport: { width, height: 900 }, bypassCSP: true } });
      await page.locator(sign).first().waitFor();
      for (const [language, theme] of looks) {
        await choose(page, language, theme);
        expect(await violations(page), `${language}, ${theme}`).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      }
    },
  );

  test('breaks no rule of the policy and asks nothing of another machine', async () => {
    const page = await visit(hub, { path });
    await page.locator(sign).first().waitFor();
    await page.getByText('Trực tiếp', { exact: true }).waitFor();
    expect(faults(page)).toEqual([]);
  });
});

test('the switches keep language and theme in this browser, and nothing else is kept there', async () => {
  const page = await visit(hub, { path: '/schools' });
  await choose(page, 'English', 'dark');
  await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.evaluate('Object.keys(localStorage).toSorted()')).toEqual([
    'hoc-ba-hub.language',
    'hoc-ba-hub.theme',
  ]);
});

test('a page is named in the title, and whoever comes by the menu is put on its heading', async () => {
  const page = await visit(hub, { path: '/' });
  await page.getByRole('link', { name: 'Kế hoạch', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Kế hoạch' }).waitFor();
  expect(await page.title()).toBe('Kế hoạch · Học Bạ Hub');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
});

describe("a school's people at the officer's addresses", () => {
  test.for(['/heat-map', '/compare', '/progress'])('%s does not exist for them', async (path) => {
    const page = await visit(hub, { path, role: 'principal', schools: [late] });
    expect(await shown(page.getByRole('heading', { name: 'Không có trang này' }))).toBe(true);
  });

  test("another school's sheet shows nothing of it", async () => {
    const page = await visit(hub, { path: '/schools/31306981', role: 'principal', schools: [late] });
    await page.getByText('Không có trường này, hoặc trường không thuộc phạm vi được xem.').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('TH Mẫu 01');
  });
});

/** By the page's own switches: beside the page where there is room, else in the drawer. */
async function choose(page: Page, language: string, theme: string): Promise<void> {
  const menu = page.locator('.menu-button');
  const isDrawer = await menu.isVisible();
  if (isDrawer) await menu.click();
  const place = page.locator(isDrawer ? '.drawer' : '.side');
  await place.getByRole('radio', { name: language }).check();
  await place.locator(`input[value="${theme}"]`).check();
  if (isDrawer) await place.locator('.button').click();
}
