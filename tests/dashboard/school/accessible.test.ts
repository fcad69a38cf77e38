import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { violations } from '../axe.js';
import { faults, visit } from '../fixture.js';
import { startRealHub, type RealHub } from '../real.js';
import { deskPages, OTHER, OWN, phone } from './desk-pages.js';

// Many pages in one walk, on a machine that may have more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(() => hub.stop());

/** Controls that a finger would miss: WCAG 2.2, 2.5.8 asks for 24 px both ways; links in running text are exempt. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('main :is(button, select, textarea, summary, input:not(.only-heard, [hidden]), a.button, label.button)')]
    .map((control) => ({ control, box: control.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
    .map(({ control, box }) => control.tagName + ' ' + control.className + ' ' + box.width + 'x' + box.height)`);
}

describe.for([
  ['vi', 'light', 360],
  ['en', 'light', 1280],
  ['vi', 'dark', 1280],
  ['en', 'dark', 360],
] as const)("the school's pages, %s, %s, %i px", ([language, colorScheme, width]) => {
  test('axe-core finds nothing, nothing runs out of the screen, no control is too small for a finger', async () => {
    const size = width === 360 ? phone : { viewport: { width, height: 900 } };
    const options = { ...size, colorScheme, bypassCSP: true };
    const page = await visit(hub, { role: 'principal', schools: [OWN], language, options });
    await page.locator('[data-rule]').first().waitFor();
    for (const { path, ready } of deskPages) {
      await page.goto(`${hub.url}${path}`);
      await page.locator(ready).first().waitFor();
      await page.evaluate(
        "document.querySelectorAll('main details').forEach((part) => { part.open = true; })",
      );
      const found = {
        violations: await violations(page),
        overflow: await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
        tooSmall: await tooSmall(page),
      };
      expect([path, found]).toEqual([path, { violations: [], overflow: 0, tooSmall: [] }]);
    }
    expect(faults(page)).toEqual([]);
  });
});

test('a provider chooses among the schools that it serves and sees what is technical; it changes no answer of theirs', async () => {
  const page = await visit(hub, { role: 'provider', schools: [OTHER, OWN] });
  const menu = page.getByRole('navigation', { name: 'Danh mục' });
  await menu.getByRole('link', { name: 'Phiếu rà soát' }).waitFor();
  expect(await menu.getByRole('link', { name: 'Tổ chức thực hiện' }).count()).toBe(0);
  await page.goto(`${hub.url}/my-school/checklist`);
  await page.getByRole('combobox', { name: 'Trường', exact: true }).selectOption(OWN);
  await page.locator('[data-item="SIGNATURES_TEACHERS"]').waitFor();
  expect(new URL(page.url()).searchParams.get('school')).toBe(OWN);
  expect(await page.locator('[data-item="WORKING_GROUP"]').count()).toBe(0);
  expect(await page.locator('[data-item] :is(input, textarea, [role="spinbutton"])').count()).toBe(0);
});
