import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { violations } from './axe.js';
import { shown, visit } from './fixture.js';
import type { Hub } from './hub.js';
import { builtPage } from './page.js';
import { personOf } from './real.js';

const PASSWORD = 'mot-mat-khau-dai';
const SCHOOL = '31306981';
const OTHER = '31306982';

let behind: TestHub;
let hub: Hub;
beforeAll(async () => {
  behind = await openTestHub({ pages: await builtPage(), isPageAlone: true });
  hub = {
    url: behind.url,
    cookie: (role, schools = []) => behind.cookie(personOf(role, schools)),
    token: (role, schools = []) => behind.token(personOf(role, schools)),
    stop: () => behind.close(),
  };
});
afterAll(() => behind.close());

async function invite(email: string): Promise<string> {
  const { data } = await behind.send(
    person('district_head'),
    'mutation($input: InvitePersonInput!) { invitePerson(input: $input) { secret } }',
    { input: { name: 'Nguyễn Thị Hoa', email, role: 'principal', schools: [SCHOOL] } },
  );
  return data.invitePerson.secret as string;
}

describe('an account of the hub’s own', () => {
  test('begins with an invitation, a password, and a sign-in; after signing out the password opens it again', async () => {
    const email = 'hoa@truong.example';
    const page = await visit(hub, { role: null, path: `/#invite=${await invite(email)}` });
    await page.getByText('Nguyễn Thị Hoa được mời với vai trò Hiệu trưởng').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.getByLabel('Thư điện tử').inputValue()).toBe(email);
    const first = page.getByLabel('Mật khẩu mới', { exact: true });
    const again = page.getByLabel('Nhập lại mật khẩu mới');
    expect(await first.getAttribute('autocomplete')).toBe('new-password');
    await first.fill(PASSWORD);
    await again.fill('khac-mat-khau');
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await page.getByRole('alert').getByText('Hai lần nhập không giống nhau.').waitFor();
    await again.fill(PASSWORD);
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Bạn đã đăng xuất.').waitFor();

    expect(await page.getByLabel('Thư điện tử').getAttribute('autocomplete')).toBe('username');
    await page.getByLabel('Thư điện tử').fill(email);
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.keyboard.press('Enter');
    expect(await shown(page.getByRole('button', { name: 'Đăng xuất' }))).toBe(true);
    const { body } = await page.evaluate(async (other) => {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-page': '1' },
        body: JSON.stringify({ query: `{ school(code: "${other}") { name } }` }),
      });
      return { body: await response.text() };
    }, OTHER);
    expect(body).toContain('FORBIDDEN');
  });

  test('is locked after five wrong passwords, and says so', async () => {
    const page = await visit(hub, { role: null });
    await page.getByLabel('Thư điện tử').fill('la@truong.example');
    for (let tries = 0; tries < 6; tries++) {
      await page.getByLabel('Mật khẩu').fill(`sai-mat-khau-${tries}`);
      const answered = page.waitForResponse('**/session/sign-in/email');
      await page.keyboard.press('Enter');
      await answered;
    }
    expect(await shown(page.getByRole('alert').getByText('bị khóa 15 phút'))).toBe(true);
  });

  test('a link that opens nothing says so, in English as well', async () => {
    const page = await visit(hub, { role: null, path: `/#invite=${'a'.repeat(43)}` });
    await page.getByRole('alert').getByText('Link mời đã dùng').waitFor();
    await page.getByRole('radio', { name: 'English' }).check();
    expect(await shown(page.getByRole('alert').getByText('The invitation was used'))).toBe(true);
  });

  test('axe-core finds nothing on the form of an invitation', async () => {
    const path = `/#invite=${await invite('axe@truong.example')}`;
    const page = await visit(hub, { role: null, path, options: { bypassCSP: true } });
    await page.getByRole('button', { name: 'Tạo tài khoản' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('who is let in', () => {
  test('an officer invites, hands the link on, and takes the access back', async () => {
    const page = await visit(hub, { role: 'district_head', path: '/access' });
    await page.getByRole('button', { name: 'Mời một người' }).click();
    await page.getByLabel('Tên').fill('Lê Văn Nam');
    await page.getByLabel('Thư điện tử').fill('nam@so.example');
    await page.getByLabel('Vai trò').selectOption('city_viewer');
    await page.getByRole('dialog').getByRole('button', { name: 'Mời một người' }).click();
    const link = await page.getByText('/#invite=').textContent();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#invite=[\w-]{43}$/);
    await page.getByRole('button', { name: 'Thu hồi quyền của Lê Văn Nam' }).click();
    await page.getByLabel('Lý do').fill('Mời nhầm');
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Mời nhầm').waitFor();
    const other = await visit(hub, { role: null, path: new URL(link ?? '').hash.replace(/^/, '/') });
    expect(await shown(other.getByRole('alert').getByText('Link mời đã dùng'))).toBe(true);
  });
});
