import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { visit } from '../../dashboard/fixture.js';
import { openScene, OPENING_MS, type Scene } from '../../dashboard/office/scene.js';
import { leavePicture } from '../../dashboard/picture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

const guide = readFileSync(new URL('../../../docs/huong-dan-phong-gd.md', import.meta.url), 'utf8');

/** What stands on the page: its words, and those that name a field or a button. */
function words(page: Page): Promise<string> {
  return page.evaluate(
    "document.body.innerText + [...document.querySelectorAll('[aria-label]')].map((one) => one.ariaLabel).join('\\n')",
  );
}

test("the office's guide shows the pages as they are, and names nothing that is not on them", async () => {
  const options = { viewport: { width: 1080, height: 620 } };
  const page = await visit(scene, { path: '/inbox', options });
  let seen = '';
  const look = async (path: string, there: string, picture?: string): Promise<void> => {
    await page.goto(`${scene.url}${path}`);
    await page.locator(there).first().waitFor();
    seen += await words(page);
    if (picture !== undefined) await leavePicture(page, `huong-dan-${picture}`);
  };
  await look('/inbox', '[role="row"]', 'viec-can-xu-ly');
  await look('/difficulties', '.chooser');
  await page.locator('.chooser').first().click();
  await page.locator('.thread').waitFor();
  seen += await words(page);
  await leavePicture(page, 'huong-dan-kho-khan');
  await look('/reminders', 'select:has(option[value="R09"])');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.locator('.letters summary').first().click();
  await leavePicture(page, 'huong-dan-nhac-viec');
  await look('/visits', '[data-visit]');
  await look('/recommendations', '[data-recommendation]');
  await look('/documents', '[data-document]');
  await look('/deadlines', '[data-task]');
  await look('/budget', '[data-line]');
  await look('/reports', '.area-final .quiet');
  await look('/print/report', '.paper', 'ban-in');

  const named = [...guide.matchAll(/\*\*(.+?)\*\*/g)].map(([, label]) => label ?? '');
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((label) => label !== 'in đậm' && !seen.includes(label))).toEqual([]);
  const pictures = [...guide.matchAll(/pictures\/(.+?)\.png/g)].map(([, name]) => name);
  expect(pictures).toEqual(
    ['viec-can-xu-ly', 'kho-khan', 'nhac-viec', 'ban-in'].map((name) => `huong-dan-${name}`),
  );
});
