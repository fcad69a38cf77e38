import { afterAll, beforeAll, expect, test } from 'vitest';

import { faults, visit } from '../../dashboard/fixture.js';
import { first, officer, openScene, OPENING_MS, second, type Scene } from '../../dashboard/office/scene.js';
import { leavePicture } from '../../dashboard/picture.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

test('an officer verifies in bulk and returns one item, with the keyboard alone', async () => {
  const page = await visit(scene, { path: '/' });
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = (): Promise<string | null> =>
    page.evaluate("document.activeElement.closest('[role=row]')?.dataset.key ?? null");
  await page.getByRole('link', { name: 'Việc cần xử lý' }).waitFor();

  // The menu is reached by Tab; a link puts the focus on the heading of its page.
  await page.getByRole('link', { name: 'Việc cần xử lý' }).focus();
  await press('Enter');
  await page.getByRole('heading', { name: 'Việc cần xử lý' }).waitFor();
  await page.getByRole('row').first().waitFor();
  while ((await focused()) === null) await press('Tab');

  const rows: string[] = await page.evaluate(
    `[...document.querySelectorAll('[role="row"]')].map((row) => row.dataset.key)`,
  );
  expect(await focused()).toBe(rows[0]);
  await press('?');
  await page.getByRole('dialog', { name: 'Phím tắt trong danh sách' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await press('x', 'j', 'x', 'j', 'j', 'k', 'x');
  expect(await focused()).toBe(rows[2]);
  await page.getByText('Đã chọn 3').waitFor();
  await press('v');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Đã đối chiếu.');
  await press('Control+Enter');
  await page.getByText('Đã xác nhận 3 nội dung.').waitFor();
  for (const key of rows.slice(0, 3))
    await page.locator(`[role=row][data-key="${key}"]`).waitFor({ state: 'detached' });

  // What was worked off is gone, and the focus stands on what follows.
  await page.locator('[role=row]:focus, [role=row] :focus').waitFor();
  expect(rows.slice(3)).toContain(await focused());
  const returned = await focused();
  await press('r');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Thiếu minh chứng.');
  await press('Control+Enter');
  await page.getByText('Đã trả lại 1 nội dung.').waitFor();

  const { a, b } = await scene.ask(
    officer,
    `{ a: school(code: "${first}") { checklist { items { key state note returnReason } } }
       b: school(code: "${second}") { checklist { items { key state note returnReason } } } }`,
  );
  const items = [...a.checklist.items, ...b.checklist.items] as {
    key: string;
    state: string;
    note: string | null;
    returnReason: string | null;
  }[];
  const of = (key: string | null | undefined) => items.find((item) => item.key === key);
  for (const key of rows.slice(0, 3))
    expect(of(key)).toMatchObject({ state: 'VERIFIED', note: 'Đã đối chiếu.' });
  expect(of(returned)).toMatchObject({ state: 'RETURNED', returnReason: 'Thiếu minh chứng.' });
  expect(faults(page)).toEqual([]);
  await leavePicture(page, 'office-keyboard');
});
