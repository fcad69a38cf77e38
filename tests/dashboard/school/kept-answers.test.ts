import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { itemOn, sendBack, toldItem } from '../../journeys/page/desk.js';
import { PDF } from '../../readiness/files.js';
import { visit } from '../fixture.js';
import { startRealHub, type RealHub } from '../real.js';
import { OWN } from './desk-pages.js';
import { atChecklist, countOn, cut, enter, keptHere, readyToOpenOffline } from './offline.js';

// Many pages in one walk, on a machine that may have more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
  await sendBack(hub, 'COMPUTERS_CONNECTED', 'Đếm lại.');
});
afterAll(() => hub.stop());

/** Makes what the browser keeps as many days older. */
async function age(page: Page, days: number): Promise<void> {
  await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('hoc-ba-hub.answers');
    opening.onsuccess = () => {
      const database = opening.result;
      const change = database.transaction('answers', 'readwrite');
      change.objectStore('answers').openCursor().onsuccess = ({ target: { result: at } }) => {
        if (at === null) return;
        at.update({ ...at.value, at: new Date(at.value.at.getTime() - ${days} * 24 * 3600 * 1000) });
        at.continue();
      };
      change.oncomplete = () => { database.close(); resolve(null); };
      change.onerror = () => reject(change.error);
    };
  })`);
}

describe('what this machine keeps of what the hub said', () => {
  test('holds no token and no link that opens a file', async () => {
    const page = await atChecklist(hub);
    const item = itemOn(page, 'SIGNATURES_TEACHERS');
    const file = { name: 'danh-sach-chu-ky.pdf', mimeType: 'application/pdf', buffer: PDF };
    await item.locator('input[type="file"]').first().setInputFiles(file);
    const link = item.getByRole('link', { name: file.name });
    await link.waitFor();
    expect(await link.getAttribute('href')).toMatch(/^\/evidence\//);
    await expect.poll(async () => (await keptHere(page)).text).toContain(file.name);
    expect((await keptHere(page)).text).not.toMatch(/\/evidence\/|token|cookie/i);
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(
      /token/i,
    );
  });

  test('is gone after a sign-out: without a network the address then opens to no form', async () => {
    const page = await atChecklist(hub);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Bạn đã đăng xuất.').waitFor();
    expect((await keptHere(page)).count).toBe(0);
    await cut(page);
    await page.reload();
    await page.getByText('Hệ thống chưa trả lời').waitFor();
    expect(await itemOn(page, 'COMPUTERS_CONNECTED').count()).toBe(0);
  });

  test('is gone at once when one signs out without a network', async () => {
    const page = await atChecklist(hub);
    await cut(page);
    await page.reload();
    await itemOn(page, 'COMPUTERS_CONNECTED').waitFor();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Hệ thống chưa trả lời').waitFor();
    expect((await keptHere(page)).count).toBe(0);
    await page.reload();
    await page.getByText('Hệ thống chưa trả lời').waitFor();
    expect(await itemOn(page, 'COMPUTERS_CONNECTED').count()).toBe(0);
  });

  test("is another person's alone once that person is here, and nobody's for one of the office", async () => {
    const page = await atChecklist(hub);
    const first = (await keptHere(page)).subjects;
    expect(first).toHaveLength(1);
    await enter(page, hub, 'principal', [OWN]);
    await page.reload();
    await itemOn(page, 'COMPUTERS_CONNECTED').waitFor();
    await expect.poll(async () => (await keptHere(page)).subjects).not.toContain(first[0]);
    await readyToOpenOffline(page);
    expect((await keptHere(page)).subjects).toHaveLength(1);
    await enter(page, hub, 'district_officer', []);
    await page.reload();
    await page.getByText('Không có trang này').first().waitFor();
    await expect.poll(async () => (await keptHere(page)).count).toBe(0);
  });

  test('is nothing for one of the office, whose page keeps no frame either', async () => {
    const page = await visit(hub);
    await page.locator('[data-school]').first().waitFor();
    expect(
      await page.evaluate('navigator.serviceWorker.getRegistrations().then(({ length }) => length)'),
    ).toBe(0);
    expect((await keptHere(page)).count).toBe(0);
  });

  test('is a week old at most: after that the address opens to no form', async () => {
    const page = await atChecklist(hub);
    await age(page, 6);
    await cut(page);
    await page.reload();
    await itemOn(page, 'COMPUTERS_CONNECTED').waitFor();
    await age(page, 2);
    await page.reload();
    await page.getByText('Hệ thống chưa trả lời').waitFor();
    expect(await itemOn(page, 'COMPUTERS_CONNECTED').count()).toBe(0);
  });

  test('goes with a session that ended meanwhile; what was typed waits for its author and is then sent', async () => {
    const page = await atChecklist(hub);
    await cut(page);
    await page.reload();
    await countOn(page, 'COMPUTERS_CONNECTED').fill('57');
    await itemOn(page, 'COMPUTERS_CONNECTED').locator('[data-phase="offline"]').waitFor();
    await page.context().clearCookies();
    await page.context().setOffline(false);
    await page.getByText('Phiên đăng nhập đã hết hạn').waitFor();
    await expect.poll(async () => (await keptHere(page)).count).toBe(0);
    await enter(page, hub, 'school_admin', [OWN]);
    await page.reload();
    await itemOn(page, 'COMPUTERS_CONNECTED').locator('[data-phase="saved"]').waitFor();
    expect((await toldItem(hub, 'COMPUTERS_CONNECTED')).value?.count).toBe(57);
  });
});
