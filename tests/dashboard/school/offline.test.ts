import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { itemOn, sendBack, toldItem } from '../../journeys/page/desk.js';
import { faults, gone, shown, visit } from '../fixture.js';
import { leavePicture } from '../picture.js';
import { startRealHub, type RealHub } from '../real.js';
import { OWN } from './desk-pages.js';
import { atChecklist, CHECKLIST, countOn, cut, enter, keptHere, readyToOpenOffline } from './offline.js';

// Many pages in one walk, on a machine that may have more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
  await sendBack(hub, 'COMPUTERS_CONNECTED', 'Đếm lại.');
  await sendBack(hub, 'ADMINISTRATORS', 'Đếm lại.');
});
afterAll(() => hub.stop());

describe('without a network', () => {
  test("a school's form opens anew with what was typed, in this tab and in another, and all of it reaches the hub once", async () => {
    const before = [
      await toldItem(hub, 'COMPUTERS_CONNECTED'),
      await toldItem(hub, 'ADMINISTRATORS'),
    ] as const;
    const page = await atChecklist(hub);
    await cut(page);
    await countOn(page, 'COMPUTERS_CONNECTED').fill('33');
    await itemOn(page, 'COMPUTERS_CONNECTED').locator('[data-phase="offline"]').waitFor();

    await page.reload();
    await page.getByText(/giữ lại lúc \d\d\/\d\d\/\d{4} \d\d:\d\d\./).waitFor();
    expect(await countOn(page, 'COMPUTERS_CONNECTED').inputValue()).toBe('33');
    await countOn(page, 'ADMINISTRATORS').fill('2');
    await itemOn(page, 'ADMINISTRATORS').locator('[data-phase="offline"]').waitFor();
    await page.evaluate('scrollTo(0, 0)');
    await leavePicture(page, 'truong-mo-lai-khi-mat-mang');

    const context = page.context();
    await page.close();
    const other = await context.newPage();
    let saves = 0;
    context.on('request', (request) => {
      if (request.postData()?.includes('mutation SaveItem') === true) saves++;
    });
    await other.goto(`${hub.url}${CHECKLIST}`);
    await countOn(other, 'ADMINISTRATORS').waitFor();
    expect([
      await countOn(other, 'COMPUTERS_CONNECTED').inputValue(),
      await countOn(other, 'ADMINISTRATORS').inputValue(),
    ]).toEqual(['33', '2']);
    await other.getByText('2 nội dung đang giữ trên máy này').waitFor();

    saves = 0;
    await context.setOffline(false);
    await itemOn(other, 'COMPUTERS_CONNECTED').locator('[data-phase="saved"]').waitFor();
    await itemOn(other, 'ADMINISTRATORS').locator('[data-phase="saved"]').waitFor();
    await gone(other.locator('[data-kept]'));
    const after = [
      await toldItem(hub, 'COMPUTERS_CONNECTED'),
      await toldItem(hub, 'ADMINISTRATORS'),
    ] as const;
    expect(after.map(({ value }) => value?.count)).toEqual([33, 2]);
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version + 1));
    expect(saves).toBe(2);
  });

  test('an answer that was saved just before stands in the form that opens anew', async () => {
    const page = await atChecklist(hub);
    // What the hub tells of the save, by which the page would ask for all of it again, does not come through.
    await page.context().routeWebSocket('**/graphql', () => undefined);
    await page.reload();
    await countOn(page, 'COMPUTERS_CONNECTED').fill('41');
    await itemOn(page, 'COMPUTERS_CONNECTED').locator('[data-phase="saved"]').waitFor();
    await expect.poll(async () => (await keptHere(page)).text).toContain('"count":41');
    await cut(page);
    await page.reload();
    await countOn(page, 'COMPUTERS_CONNECTED').waitFor();
    expect(await countOn(page, 'COMPUTERS_CONNECTED').inputValue()).toBe('41');
  });

  test('a page that this machine kept no answer of says that the hub cannot be reached; English says of when the others are', async () => {
    const page = await atChecklist(hub, 'en');
    await cut(page);
    await page.goto(`${hub.url}/my-school/training`);
    await page.getByText('The hub cannot be reached').first().waitFor();
    await page.goto(`${hub.url}${CHECKLIST}`);
    expect(
      await shown(page.getByText(/this is what this machine kept at \d\d\/\d\d\/\d{4} \d\d:\d\d\./)),
    ).toBe(true);
  });
});

test('the worker opens the page alone: graph, sign-in, files and health go past it, with a network and without', async () => {
  const page = await atChecklist(hub);
  const seen = new Map<string, boolean>();
  page.on('response', (response) => {
    seen.set(new URL(response.url()).pathname, response.fromServiceWorker());
  });
  await page.reload();
  await itemOn(page, 'COMPUTERS_CONNECTED').waitFor();
  expect([seen.get(CHECKLIST), seen.get('/graphql'), seen.get('/session')]).toEqual([true, false, false]);
  expect(faults(page)).toEqual([]);
  const doors = ['/graphql', '/session/oidc/callback', '/evidence/none', '/healthcheck', '/metrics'];
  for (const door of doors) {
    const answer = await page.goto(`${hub.url}${door}`);
    expect([door, answer?.fromServiceWorker()]).toEqual([door, false]);
  }
  await page.context().setOffline(true);
  for (const door of doors)
    await expect(page.goto(`${hub.url}${door}`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
});

test('frames of earlier builds are removed once a newer one is kept, and nothing else that the browser caches', async () => {
  const page = await visit(hub, { role: null });
  await page.evaluate(
    "Promise.all(['hoc-ba-hub.shell.before', 'somebody-else'].map((name) => caches.open(name))).then(() => null)",
  );
  await enter(page, hub, 'school_admin', [OWN]);
  await page.goto(`${hub.url}${CHECKLIST}`);
  await readyToOpenOffline(page);
  const names = (): Promise<string[]> => page.evaluate('caches.keys()');
  await expect.poll(names).not.toContain('hoc-ba-hub.shell.before');
  expect((await names()).toSorted()).toEqual([
    expect.stringMatching(/^hoc-ba-hub\.shell\.[0-9a-f]{16}$/),
    'somebody-else',
  ]);
});
