import { Buffer } from 'node:buffer';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { faults, shown, visit } from '../../dashboard/fixture.js';
import { leavePicture } from '../../dashboard/picture.js';
import { startRealHub, type RealHub } from '../../dashboard/real.js';
import { OWN, phone } from '../../dashboard/school/desk-pages.js';
import { PDF } from '../../readiness/files.js';
import { admin, itemOn, officer, sendBack, told, toldItem } from './desk.js';

// Many pages in one walk, on a machine that may have more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let hub: RealHub;
beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(() => hub.stop());

test('an admin with a phone goes from what was returned to its field, mends it, and shows it by a file', async () => {
  const page = await visit(hub, { role: 'school_admin', schools: [OWN], options: phone });
  const returned = page.locator('[data-returned="SIGNATURES_TEACHERS"]');
  await returned.getByText('Chưa đủ 100 % giáo viên chủ nhiệm').waitFor();
  await leavePicture(page, 'truong-viec-can-lam');
  await returned.getByRole('link').click();
  const item = itemOn(page, 'SIGNATURES_TEACHERS');
  const field = item.getByLabel('Số người có');
  await field.waitFor();
  await page.locator('[name="SIGNATURES_TEACHERS.numerator"]:focus').waitFor();

  await field.fill('30');
  await item.getByText('Không thể lớn hơn tổng số').waitFor();
  await field.fill('29');
  await item.locator('[data-phase="saved"]').waitFor();
  await item.locator('summary').first().click();
  await item
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: 'danh-sach-chu-ky.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(PDF),
    });
  await item.getByRole('link', { name: 'danh-sach-chu-ky.pdf' }).waitFor();
  await leavePicture(page, 'truong-phieu-ra-soat');
  expect(await toldItem(hub, 'SIGNATURES_TEACHERS')).toMatchObject({
    state: 'DRAFT',
    value: { numerator: 29 },
    evidence: [{ fileName: 'danh-sach-chu-ky.pdf' }],
  });

  await item.locator('.talk summary').click();
  await item.getByLabel('Viết cho Phòng').fill('Hai giáo viên nghỉ thai sản, đã có người thay.');
  await item.getByRole('button', { name: 'Gửi trao đổi' }).click();
  await item.getByText('Hai giáo viên nghỉ thai sản').waitFor();
  expect(faults(page)).toEqual([]);
});

test('a principal is told of a return as it comes, is led to what stands against submitting, and submits by the keyboard alone', async () => {
  const page = await visit(hub, { role: 'principal', schools: [OWN] });
  await page.locator('[data-rule]').first().waitFor();
  await page.getByText('Trực tiếp', { exact: true }).waitFor();
  await sendBack(hub, 'COMPUTERS_CONNECTED', 'Chỉ đếm máy nối mạng.');
  await page.locator('[data-returned="COMPUTERS_CONNECTED"]').getByText('Chỉ đếm máy nối mạng.').waitFor();

  await page.goto(`${hub.url}/my-school/checklist`);
  const submit = page.getByRole('button', { name: 'Gửi phiếu', exact: true });
  await submit.focus();
  await page.keyboard.press('Enter');
  const unmet = page.getByRole('alert').filter({ hasText: 'Chưa gửi được' });
  await unmet.getByText('bị trả lại, chưa sửa').waitFor();
  await leavePicture(page, 'truong-gui-phieu-con-thieu');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('[name="COMPUTERS_CONNECTED.count"]:focus').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('28');
  await itemOn(page, 'COMPUTERS_CONNECTED').locator('[data-phase="saved"]').waitFor();
  await submit.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Phiếu đã được gửi cho Phòng.').waitFor();
  expect(await toldItem(hub, 'COMPUTERS_CONNECTED')).toMatchObject({
    state: 'SUBMITTED',
    value: { count: 28 },
  });
  expect(faults(page)).toEqual([]);
});

test('an admin counts records with the sum checked at every key, reports a difficulty and reads the answer as it comes', async () => {
  const page = await visit(hub, { path: '/my-school/counts', role: 'school_admin', schools: [OWN] });
  const grade = page.locator('[data-grade="1"]');
  await grade.locator('summary').first().click();
  await grade.getByLabel('Quản lý đã ký').fill('200');
  await grade.locator('[data-sum="bad"]').getByText('Thừa').waitFor();
  await grade.getByLabel('Quản lý đã ký').fill('180');
  await grade.getByRole('button', { name: /Tính 9 học sinh còn lại/ }).click();
  await grade.locator('[data-sum="good"]').waitFor();
  await leavePicture(page, 'truong-so-luong-hoc-ba');
  await grade.getByRole('button', { name: /Lưu khối này/ }).click();
  await grade.getByText('Đã lưu.', { exact: true }).waitFor();
  const { school } = await told(
    hub,
    admin,
    'query($code: ID!) { school(code: $code) { records(grade: 1) { grades { byState { state count } } } } }',
    { code: OWN },
  );
  const counts = school.records.grades[0].byState as { state: string; count: number }[];
  expect(counts.find(({ state }) => state === 'NOT_STARTED')?.count).toBe(9);

  await page.goto(`${hub.url}/my-school/difficulties`);
  await page.getByLabel('Mô tả').fill('Máy ký số của trường không nhận USB Token.');
  await page.getByRole('button', { name: 'Gửi Phòng' }).click();
  const thread = page.locator('[data-difficulty]').filter({ hasText: 'không nhận USB Token' });
  await thread.waitFor();
  const id = await thread.getAttribute('data-difficulty');
  await told(
    hub,
    officer,
    'mutation($id: ID!) { acknowledgeDifficulty(id: $id, message: "Phòng cử người đến ngày mai.") { difficulty { state } } }',
    { id },
  );
  expect(await shown(thread.getByText('Phòng cử người đến ngày mai.'))).toBe(true);
  await leavePicture(page, 'truong-kho-khan');
  expect(faults(page)).toEqual([]);
});
