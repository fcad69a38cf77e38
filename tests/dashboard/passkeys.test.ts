import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { violations } from './axe.js';
import { shown, visit } from './fixture.js';
import type { Hub } from './hub.js';
import { builtPage } from './page.js';
import { leavePicture } from './picture.js';

let behind: TestHub;
let hub: Hub;
beforeAll(async () => {
  behind = await openTestHub({ pages: await builtPage(), isPageAlone: true });
  // A passkey belongs to a name: without PUBLIC_URL that is `localhost`.
  const url = behind.url.replace('127.0.0.1', 'localhost');
  const none = () => Promise.reject(new Error('Nobody is signed in beforehand.'));
  hub = { url, cookie: none, token: none, stop: () => behind.close() };
});
afterAll(() => behind.close());

async function invite(email: string): Promise<string> {
  const { data } = await behind.send(
    person('district_head'),
    'mutation($input: InvitePersonInput!) { invitePerson(input: $input) { secret } }',
    { input: { name: 'Trần Văn Bình', email, role: 'principal', schools: ['31306981'] } },
  );
  return data.invitePerson.secret as string;
}

/** Gives the browser a device that keeps passkeys and has its owner's finger on it. */
async function giveDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added under a name, takes another, signs in without a password, and once removed opens nothing', async () => {
  const path = `/#invite=${await invite('binh@truong.example')}`;
  const viewport = { width: 360, height: 780 };
  const page = await visit(hub, { role: null, path, options: { viewport, bypassCSP: true } });
  await giveDevice(page);
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('mot-mat-khau-dai');
  await page.getByLabel('Nhập lại mật khẩu mới').fill('mot-mat-khau-dai');
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();

  await page.goto(`${hub.url}/account`);
  await page.getByText('Chưa có khóa nào.').waitFor();
  await page.getByLabel('Tên khóa').fill('Điện thoại của tôi');
  await page.getByRole('button', { name: 'Thêm khóa đăng nhập' }).click();
  await page.locator('[data-passkey] strong').getByText('Điện thoại của tôi').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.getByRole('button', { name: 'Đổi tên khóa Điện thoại của tôi' }).click();
  await page.getByLabel('Tên mới của khóa Điện thoại của tôi').fill('Máy ở phòng hiệu trưởng');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lưu tên' }).click();
  await page.locator('[data-passkey] strong').getByText('Máy ở phòng hiệu trưởng').waitFor();
  await page.getByText('Đã đổi tên khóa.').waitFor();
  await page.locator('.passkeys').scrollIntoViewIfNeeded();
  await leavePicture(page, 'khoa-dang-nhap');

  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByText('Bạn đã đăng xuất.').waitFor();
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa' }).click();
  expect(await shown(page.getByRole('button', { name: 'Đăng xuất' }))).toBe(true);

  await page.goto(`${hub.url}/account`);
  await page.getByRole('button', { name: 'Xóa khóa Máy ở phòng hiệu trưởng' }).click();
  await page.getByText('Chưa có khóa nào.').waitFor();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByText('Bạn đã đăng xuất.').waitFor();
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  expect(await shown(page.getByRole('alert').getByText('This passkey opens no account here'))).toBe(true);
  expect(await violations(page)).toEqual([]);
});
