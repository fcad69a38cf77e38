import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, gone, shown, visit } from '../fixture.js';
import { adminOf, first, officer, openScene, OPENING_MS, principalOf, second, type Scene } from './scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

const row = (page: Page, school: string, item: string) =>
  page.locator(`[role="row"][data-key="${school}:${item}"]`);
const itemAt = async (school: string, item: string) => {
  const { school: found } = await scene.ask(
    officer,
    'query($code: ID!) { school(code: $code) { checklist { items { id state version note returnReason } } } }',
    { code: school },
  );
  return found.checklist.items.find(({ id }: { id: string }) => id === item) as {
    state: string;
    version: number;
    note: string | null;
    returnReason: string | null;
  };
};
/** The school changes a submitted item behind the officer's back, and submits it again. */
async function change(school: string, item: string, value: object): Promise<void> {
  await scene.ask(
    adminOf(school),
    'mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) { item { id } } }',
    { input: { school, item, value, expectedVersion: (await itemAt(school, item)).version } },
  );
  await scene.ask(
    principalOf(school),
    'mutation($s: ID!) { submitChecklist(school: $s) { school { code } } }',
    {
      s: school,
    },
  );
}

describe('the inbox', () => {
  test('shows what was declared and verifies what is selected with a note', async () => {
    const page = await visit(scene, { path: '/inbox' });
    await row(page, first, 'COMPUTERS_CONNECTED').getByText('25 máy').waitFor();
    for (const item of ['COMPUTERS_CONNECTED', 'RESOURCES'])
      await row(page, first, item).getByRole('checkbox').click({ force: true });
    await page.getByText('Đã chọn 2').waitFor();
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByLabel('Ghi chú cho trường').fill('Đã đối chiếu tại trường.');
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByText('Đã xác nhận 2 nội dung.').waitFor();
    await gone(row(page, first, 'RESOURCES'));
    expect(await itemAt(first, 'RESOURCES')).toMatchObject({
      state: 'VERIFIED',
      note: 'Đã đối chiếu tại trường.',
    });
    expect(faults(page)).toEqual([]);
  });

  test('returns an item with a reason, and keeps the words where the hub refuses', async () => {
    const page = await visit(scene, { path: '/inbox' });
    const item = row(page, first, 'SOFTWARE_NAME');
    await item.getByRole('checkbox').click({ force: true });
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Ghi rõ phiên bản phần mềm.');
    // Another officer is quicker: what is returned already cannot be returned again.
    await scene.ask(officer, 'mutation($id: ID!) { returnItem(id: $id, reason: "Trước") { item { id } } }', {
      id: `${first}:SOFTWARE_NAME`,
    });
    await dialog.getByRole('button', { name: 'Trả lại' }).click();
    await dialog.getByText('Việc này không còn làm được ở trạng thái hiện tại.').waitFor();
    expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Ghi rõ phiên bản phần mềm.');
    expect(await itemAt(first, 'SOFTWARE_NAME')).toMatchObject({ state: 'RETURNED', returnReason: 'Trước' });
  });

  test('verifies nothing where an item changed meanwhile, and shows both values', async () => {
    const page = await visit(scene, { path: '/inbox' });
    await row(page, second, 'COMPUTERS_CONNECTED').getByText('25 máy').waitFor();
    for (const item of ['COMPUTERS_CONNECTED', 'RESOURCES'])
      await row(page, second, item).getByRole('checkbox').click({ force: true });
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await change(second, 'COMPUTERS_CONNECTED', { count: 31 });
    await page.getByRole('dialog').getByRole('button', { name: 'Xác nhận' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('bạn đã xem: 25 máy').waitFor();
    await alert.getByText('hiện nay: 31 máy').waitFor();
    expect(await itemAt(second, 'RESOURCES')).toMatchObject({ state: 'SUBMITTED' });
    // The row that changed is deselected: it has to be looked at again.
    expect(await row(page, second, 'COMPUTERS_CONNECTED').getAttribute('aria-selected')).toBe('false');
    expect(await row(page, second, 'RESOURCES').getAttribute('aria-selected')).toBe('true');
  });

  test('shows what a school submits while it is open, without a reload', async () => {
    const page = await visit(scene, { path: '/inbox' });
    await row(page, second, 'MOET_LINK').waitFor();
    await scene.ask(officer, 'mutation($ids: [ID!]!) { verifyItems(ids: $ids) { items { id } } }', {
      ids: [`${second}:MOET_LINK`],
    });
    expect(await gone(row(page, second, 'MOET_LINK'))).toBe(true);
  });

  test('approves and decides: a certificate, a difficulty past its clock, a recall', async () => {
    const page = await visit(scene, { path: '/inbox?muc=chung-thu' });
    await page
      .getByRole('row', { name: /5401:A1B2:0001/ })
      .getByRole('checkbox')
      .click({ force: true });
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt' }).click();
    await page.getByText('Đã duyệt 1 chứng thư số.').waitFor();
    await page.getByRole('tab', { name: /Khó khăn quá hạn/ }).click();
    const difficulty = page.getByRole('row', { name: /Chứng thư số nhà trường/ });
    await difficulty.getByText('phải tiếp nhận trước').waitFor();
    await difficulty.getByRole('checkbox').click({ force: true });
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Lời nhắn cho trường').fill('Phòng đã liên hệ đơn vị cấp.');
    await page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận' }).click();
    await page.getByText('Đã tiếp nhận 1 khó khăn.').waitFor();
    await page.getByRole('tab', { name: /Thu hồi học bạ/ }).click();
    await page.getByText('Ghi sai lớp, trường xin phát hành lại.').waitFor();
    await page
      .getByRole('row', { name: /Khối 1/ })
      .getByRole('checkbox')
      .click({ force: true });
    await page.getByRole('button', { name: 'Đồng ý', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Lý do').fill('Đã đối chiếu.');
    await page.getByRole('dialog').getByRole('button', { name: 'Đồng ý' }).click();
    await page.getByText('Đã quyết định 1 yêu cầu thu hồi.').waitFor();
    const { school } = await scene.ask(
      officer,
      `{ school(code: "${first}") { organisationCertificate { state } } recalls { nodes { state } } }`,
    );
    expect(school.organisationCertificate.state).toBe('APPROVED');
  });

  test('gives an inspector the assigned schools, and nothing to approve', async () => {
    const page = await visit(scene, { path: '/inbox', role: 'inspector', schools: [second] });
    await row(page, second, 'RESOURCES').waitFor();
    expect(await page.locator(`[role="row"][data-key^="${first}:"]`).count()).toBe(0);
    expect(await page.getByRole('tab').count()).toBe(2);
  });

  test('is no page for a school', async () => {
    const page = await visit(scene, { path: '/inbox', role: 'principal', schools: [first] });
    expect(await shown(page.getByRole('heading', { name: 'Không có trang này' }))).toBe(true);
  });
});
