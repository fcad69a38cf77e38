import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, gone, shown, startHub, visit } from './fixture.js';
import { startRealHub, type RealHub } from './real.js';

const firstSchool = '[data-school]';

describe('over the real hub', () => {
  let hub: RealHub;
  beforeAll(async () => {
    hub = await startRealHub();
  });
  afterAll(() => hub.stop());

  test('the demo signs in by one click, a reload stays signed in, and no script can read by what', async () => {
    const page = await visit(hub, { role: null, path: '/?tim=mau' });
    await page.getByRole('button', { name: 'Chuyên viên Phòng' }).click();
    await page.locator(firstSchool).first().waitFor();
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage]) + document.cookie')).toBe(
      '[{},{}]',
    );
    expect(new URL(page.url()).search).toBe('?tim=mau');
    await page.reload();
    expect(await shown(page.locator(firstSchool).first())).toBe(true);
    expect(faults(page)).toEqual([]);
  });

  test('the live feed follows the same session', async () => {
    const page = await visit(hub, { role: null });
    await page.getByRole('button', { name: 'Chuyên viên Phòng' }).click();
    expect(await shown(page.getByText('Trực tiếp', { exact: true }))).toBe(true);
  });

  test('signing out ends the session on the hub, not in this tab alone', async () => {
    const page = await visit(hub, { role: 'district_officer' });
    await page.locator(firstSchool).first().waitFor();
    const kept = await page.context().cookies();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Bạn đã đăng xuất.').waitFor();
    // A copy of the cookie, put back, opens nothing.
    await page.context().addCookies(kept);
    await page.reload();
    expect(await shown(page.getByRole('heading', { name: 'Đăng nhập' }))).toBe(true);
  });

  test('a tab does not go on under the person whom another tab signed in as', async () => {
    const page = await visit(hub, { role: 'district_officer' });
    await page.locator(firstSchool).first().waitFor();
    const other = await page.context().newPage();
    await other.goto(hub.url);
    await other.getByRole('button', { name: 'Đăng xuất' }).click();
    await other.getByRole('button', { name: 'Hiệu trưởng' }).click();
    await other.getByRole('button', { name: 'Đăng xuất' }).waitFor();
    expect(await shown(page.locator('.person').getByText('Hiệu trưởng').first())).toBe(true);
  });
});

describe('sign-in', () => {
  test('a session that ends is said, and asked for again', async () => {
    const hub = await startHub();
    const page = await visit(hub);
    await page.locator(firstSchool).first().waitFor();
    hub.expireSessions();
    await page.getByRole('searchbox').fill('07');
    await page.getByText('Phiên đăng nhập đã hết hạn').waitFor();
    await page.getByRole('button', { name: 'Chuyên viên Phòng' }).click();
    expect(await shown(page.locator(firstSchool).first())).toBe(true);
  });

  test('a hub that does not answer yet is said, and asked again by itself', async () => {
    const hub = await startHub();
    const page = await visit(hub, { role: null });
    await page.getByRole('button', { name: 'Chuyên viên Phòng' }).waitFor();
    await page.route('**/session', (route) => route.abort());
    await page.reload();
    await page.getByText('Hệ thống chưa trả lời').waitFor();
    await page.unroute('**/session');
    expect(await gone(page.getByText('Hệ thống chưa trả lời'))).toBe(true);
  });
});
