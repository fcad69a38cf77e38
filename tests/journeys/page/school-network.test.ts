import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { visit } from '../../dashboard/fixture.js';
import { leavePicture } from '../../dashboard/picture.js';
import { startRealHub, type RealHub } from '../../dashboard/real.js';
import { OWN, phone } from '../../dashboard/school/desk-pages.js';
import { admin, itemOn, sendBack, told, toldItem } from './desk.js';

// Many pages in one walk, on a machine that may have more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
  await sendBack(hub, 'COMPUTERS_CONNECTED', 'Đếm lại.');
  await sendBack(hub, 'ADMINISTRATORS', 'Đếm lại.');
});
afterAll(() => hub.stop());

/** Counts the saves that leave the page. */
function countSaves(page: Page): { count: number } {
  const saves = { count: 0 };
  page.on('request', (request) => {
    if (request.postData()?.includes('mutation SaveItem') === true) saves.count++;
  });
  return saves;
}

async function atChecklist(role: 'school_admin' | 'principal'): Promise<Page> {
  const page = await visit(hub, { path: '/my-school/checklist', role, schools: [OWN], options: phone });
  await itemOn(page, 'COMPUTERS_CONNECTED').getByLabel('Số lượng').waitFor();
  return page;
}

test('what is typed while the network is cut outlives a reload and reaches the hub once when it is back', async () => {
  const page = await atChecklist('school_admin');
  const before = [await toldItem(hub, 'COMPUTERS_CONNECTED'), await toldItem(hub, 'ADMINISTRATORS')] as const;
  await page.context().setOffline(true);
  await itemOn(page, 'COMPUTERS_CONNECTED').getByLabel('Số lượng').fill('33');
  await itemOn(page, 'ADMINISTRATORS').getByLabel('Số lượng').fill('2');
  await itemOn(page, 'ADMINISTRATORS').locator('[data-phase="offline"]').waitFor();
  await page.getByText('2 nội dung đang giữ trên máy này').waitFor();
  await leavePicture(page, 'truong-mat-mang');

  // The page comes again while the hub's graph is still out of reach: a dead line answers neither page nor graph, a bad one half.
  await page.route('**/graphql', (route) => route.abort());
  await page.context().setOffline(false);
  await page.reload();
  await page.locator('.page, .sign-in').first().waitFor();
  expect(await toldItem(hub, 'COMPUTERS_CONNECTED')).toEqual(before[0]);
  const saves = countSaves(page);
  await page.unroute('**/graphql');
  await itemOn(page, 'COMPUTERS_CONNECTED').locator('[data-phase="saved"]').waitFor();
  await itemOn(page, 'ADMINISTRATORS').locator('[data-phase="saved"]').waitFor();
  expect(await itemOn(page, 'COMPUTERS_CONNECTED').getByLabel('Số lượng').inputValue()).toBe('33');

  const [computers, administrators] = [
    await toldItem(hub, 'COMPUTERS_CONNECTED'),
    await toldItem(hub, 'ADMINISTRATORS'),
  ];
  expect([computers.value?.count, administrators.value?.count]).toEqual([33, 2]);
  expect([computers.version, administrators.version]).toEqual([before[0].version + 1, before[1].version + 1]);
  expect(saves.count).toBe(2);
});

test('two hands on one item: both values stand side by side, neither is lost, and the one that is chosen is saved on top', async () => {
  const page = await atChecklist('school_admin');
  const item = itemOn(page, 'COMPUTERS_CONNECTED');
  const { version } = await toldItem(hub, 'COMPUTERS_CONNECTED');
  await page.context().setOffline(true);
  await item.getByLabel('Số lượng').fill('40');
  await item.locator('[data-phase="offline"]').waitFor();
  const save =
    'mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { version } } }';
  const theirs = { school: OWN, item: 'COMPUTERS_CONNECTED', value: { count: 25 }, expectedVersion: version };
  await told(hub, admin, save, { input: theirs });
  await page.context().setOffline(false);

  const conflict = page.locator('[data-conflict="COMPUTERS_CONNECTED"]');
  await conflict.waitFor();
  expect(await conflict.locator('.conflict-value').allTextContents()).toEqual(['40', '25']);
  await leavePicture(page, 'truong-hai-nguoi-cung-sua');
  await conflict.getByRole('button', { name: 'Giữ bản của bạn' }).click();
  await item.locator('[data-phase="saved"]').waitFor();
  expect(await toldItem(hub, 'COMPUTERS_CONNECTED')).toMatchObject({
    version: version + 2,
    value: { count: 40 },
  });
});
