import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { openTestHub, type TestHub } from '../../support/hub.js';
import { violations } from '../axe.js';
import { faults, shown, visit } from '../fixture.js';
import type { Hub } from '../hub.js';
import { builtPage } from '../page.js';
import { leavePicture } from '../picture.js';
import { personOf } from '../real.js';
import { OWN, phone } from './desk-pages.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let behind: TestHub;
let hub: Hub;
beforeAll(async () => {
  behind = await openTestHub({ pages: await builtPage(), start: new Date('2024-06-20T08:00:00+07:00') });
  hub = {
    url: behind.url,
    cookie: (role, schools = []) => behind.cookie(personOf(role, schools)),
    token: (role, schools = []) => behind.token(personOf(role, schools)),
    stop: () => behind.close(),
  };
});
afterAll(() => behind.close());

async function declared(): Promise<{ teachers: object | null; batches: object[]; version: number }> {
  const { data } = await behind.send(
    personOf('principal', [OWN]),
    `{ school(code: "${OWN}") { signatures { teachers { numerator denominator } batches { count issuer validFrom validTo } }
      checklist { items { id version } } } }`,
  );
  const { signatures, checklist } = data.school;
  const { version } = checklist.items.find(({ id }: { id: string }) => id === 'SIGNATURES_TEACHERS');
  return { ...signatures, version };
}

/** Types a day as people here write it; digits alone fill the field. */
async function typeDay(row: Locator, name: string, digits: string): Promise<void> {
  await row.getByRole('group', { name }).getByRole('spinbutton').first().click();
  await row.page().keyboard.type(digits);
}

test('the checklist leads from what it asks of signatures to the page that knows their dates, and no other item does', async () => {
  const page = await visit(hub, { path: '/my-school/checklist', role: 'principal', schools: [OWN] });
  await page.locator('[data-item="SIGNATURES_TEACHERS"]').waitFor();
  const links = page.locator('[data-item] a[href^="/my-school/signatures"]');
  expect(await links.evaluateAll((found) => found.map((link) => link.closest('[data-item]')?.id))).toEqual([
    'item-SIGNATURES_MANAGERS',
    'item-SIGNATURES_TEACHERS',
  ]);
  await links.last().click();
  expect(await shown(page.locator('[data-signers="TEACHERS"]'))).toBe(true);
});

test('a school declares until when its signatures run; the sum is checked as it is typed, and the hub has it once', async () => {
  const options = { ...phone, bypassCSP: true };
  const page = await visit(hub, {
    path: '/my-school/signatures',
    role: 'principal',
    schools: [OWN],
    options,
  });
  const teachers = page.locator('[data-signers="TEACHERS"]');
  await teachers.getByRole('button', { name: 'Thêm một đợt' }).click();
  const row = teachers.locator('[data-typed-batch="1"]');
  const save = teachers.getByRole('button', { name: 'Khai báo' });

  await save.click();
  await row.getByText('Điền thêm ô này').first().waitFor();
  expect(await row.locator('.field-error:visible').count()).toBe(4);
  await row.getByLabel('Số người').fill('ba');
  await row.getByText('Điền một số nguyên').waitFor();
  await row.getByLabel('Số người').fill('30');
  await row.getByLabel('Nhà cung cấp').fill('VGCA');
  await typeDay(row, 'Hiệu lực từ ngày', '01012024');
  await typeDay(row, 'Hiệu lực đến hết ngày', '31122023');
  await row.getByText('Ngày cuối không được trước ngày đầu').waitFor();
  await typeDay(row, 'Hiệu lực đến hết ngày', '31122024');
  // One more than the register has people: said at once, and not sent.
  await teachers.locator('[data-sum="bad"]').waitFor();
  expect(await teachers.locator('[data-sum]').textContent()).toContain('Ngày 20/06/2024 sẽ có 30 chữ ký');
  expect(await save.isDisabled()).toBe(true);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await leavePicture(page, 'truong-chu-ky-so');

  await row.getByLabel('Số người').fill('29');
  await teachers.locator('[data-sum="good"]').waitFor();
  const before = await declared();
  await save.click();
  await teachers.getByText('Đã khai. Nội dung tương ứng').waitFor();
  expect(await declared()).toEqual({
    teachers: { numerator: 29, denominator: 29 },
    batches: [
      {
        count: 29,
        issuer: 'VGCA',
        validFrom: '2024-01-01T00:00:00.000+07:00',
        validTo: '2025-01-01T00:00:00.000+07:00',
      },
    ],
    version: before.version + 1,
  });
  await teachers.getByText('29 trên 29 người').waitFor();
  expect(faults(page)).toEqual([]);
});

test('somebody else declares meanwhile: both are seen, in English, and the one that is chosen is sent', async () => {
  const page = await visit(hub, {
    path: '/my-school/signatures',
    role: 'school_admin',
    schools: [OWN],
    language: 'en',
  });
  const managers = page.locator('[data-signers="MANAGERS"]');
  await managers.getByRole('button', { name: 'Add a batch' }).click();
  await managers.getByLabel('People').last().fill('1');
  await managers.getByText('Kept on this machine, not sent.').waitFor();
  const item = `{ school(code: "${OWN}") { checklist { items { id version } } } }`;
  const principal = personOf('principal', [OWN]);
  const { data } = await behind.send(principal, item);
  const found = data.school.checklist.items.find(({ id }: { id: string }) => id === 'SIGNATURES_MANAGERS');
  const batches = [
    {
      count: 1,
      issuer: 'Viettel-CA',
      validFrom: '2024-01-01T00:00:00+07:00',
      validTo: '2025-01-01T00:00:00+07:00',
    },
  ];
  await behind.send(
    principal,
    'mutation($input: DeclareSignaturesInput!) { declareSignatures(input: $input) { item { version } } }',
    { input: { school: OWN, group: 'MANAGERS', batches, expectedVersion: found.version } },
  );
  await managers.getByRole('alert').getByText('Somebody else has just declared').waitFor();
  await managers.getByText('1 · Viettel-CA').waitFor();
  await managers.getByRole('button', { name: 'Take theirs' }).click();
  expect(await managers.getByLabel('Issuer').last().inputValue()).toBe('Viettel-CA');
  expect(await managers.getByText('Kept on this machine, not sent.').count()).toBe(0);
});
