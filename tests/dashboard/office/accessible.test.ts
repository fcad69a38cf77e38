import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { violations } from '../axe.js';
import { comesTrue, visit } from '../fixture.js';
import { first, openScene, OPENING_MS, troubled, type Scene } from './scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

/** The page's addresses, and what is on each once it is there. */
const places: readonly (readonly [path: string, there: string])[] = [
  ['/inbox', '[role="row"]'],
  ['/inbox?muc=chung-thu', '[role="row"]'],
  ['/inbox?muc=kho-khan', '[role="row"]'],
  ['/inbox?muc=thu-hoi', '[role="row"]'],
  ['/difficulties', '.chooser'],
  ['/visits', '[data-visit]'],
  ['/reminders', 'option[value="R09"]'],
  ['/recommendations', '[data-recommendation]'],
  ['/documents', '[data-document]'],
  ['/deadlines', '[data-task]'],
  ['/budget', '[data-line]'],
  ['/reports', '.area-final .quiet'],
  ['/print/report', '.paper'],
  [`/print/schools/${troubled}`, '.paper'],
];

/** Dialogs by the button that opens them, in either language. */
const dialogs: readonly (readonly [path: string, there: string, button: string])[] = [
  ['/visits', '[data-visit]', '[data-visit] .button-main'],
  ['/documents', '[data-document]', '.page-head .button-main'],
  ['/deadlines', '[data-task]', '.page-head .button-main'],
  ['/budget', '[data-line]', '.page-head .button-main'],
];

/** Goes on without loading anew, as a link does; what stood there before does not pass for what is waited for. */
async function go(page: Page, path: string, there: string): Promise<void> {
  await page.evaluate(
    `document.querySelectorAll(${JSON.stringify(there)}).forEach((one) => { one.dataset.former = ''; })`,
  );
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await page.locator(`${there}:not([data-former])`).first().waitFor({ state: 'attached' });
}

describe.for([
  ['vi', 'light', 1440],
  ['vi', 'dark', 360],
  ['en', 'light', 360],
  ['en', 'dark', 1440],
] as const)('axe-core finds nothing, %s, %s, %i px', ([language, colorScheme, width]) => {
  // axe-core is put into the page, which its policy would rightly refuse.
  const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };

  function open(path: string): Promise<Page> {
    return visit(scene, { path, language, options });
  }

  test('on each page of the office, and nothing is wider than the screen', async () => {
    const page = await open('/nowhere');
    for (const [path, there] of places) {
      await go(page, path, there);
      expect([path, await violations(page)]).toEqual([path, []]);
      expect([path, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([
        path,
        true,
      ]);
    }
  });

  test('in its dialogs, and Escape gives the focus back to the button', async () => {
    const page = await open('/nowhere');
    for (const [path, there, button] of dialogs) {
      await go(page, path, there);
      await page.locator(button).first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      expect([path, await violations(page)]).toEqual([path, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // It comes with the next frame.
      await comesTrue(page, `document.activeElement === document.querySelector(${JSON.stringify(button)})`);
    }
  });

  test('in a thread, and in the cards of an inspector', async () => {
    const page = await open('/difficulties');
    await page.locator('.chooser').first().click();
    await page.locator('.thread').waitFor();
    expect(await violations(page)).toEqual([]);
    const inspector = await visit(scene, { path: '/visits', role: 'inspector', schools: [first], options });
    await inspector.locator('.visit-card').first().waitFor();
    expect(await violations(inspector)).toEqual([]);
  });
});
