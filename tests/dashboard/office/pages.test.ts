import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults, gone, shown, visit } from '../fixture.js';
import { first, head, officer, openScene, OPENING_MS, second, troubled, type Scene } from './scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, OPENING_MS);
afterAll(() => scene.stop());

describe('difficulties', () => {
  test('are answered in their thread, and move by what is said', async () => {
    const page = await visit(scene, { path: '/difficulties?loc=qua-han' });
    await page.getByRole('link', { name: /Mạng điểm trường phụ/ }).click();
    const thread = page.getByRole('article');
    await thread.getByLabel('Nội dung phản hồi').fill('Phòng cử cán bộ kỹ thuật ngày 22/5.');
    await thread.getByRole('button', { name: 'Tiếp nhận' }).click();
    await thread.getByText('chuyển sang: Đã tiếp nhận').waitFor();
    await thread.getByLabel('Nội dung phản hồi').fill('Đã thay bộ định tuyến.');
    await thread.getByRole('button', { name: 'Giải quyết' }).click();
    await thread.getByText('Cách giải quyết').waitFor();
    const { difficulties } = await scene.ask(
      officer,
      '{ difficulties { nodes { category state resolution replies { message } } } }',
    );
    expect(
      difficulties.nodes.find(({ category }: { category: string }) => category === 'INFRASTRUCTURE'),
    ).toEqual({
      category: 'INFRASTRUCTURE',
      state: 'RESOLVED',
      resolution: 'Đã thay bộ định tuyến.',
      replies: [{ message: 'Phòng cử cán bộ kỹ thuật ngày 22/5.' }, { message: 'Đã thay bộ định tuyến.' }],
    });
    expect(faults(page)).toEqual([]);
  });

  test('are not answered with nothing said', async () => {
    const page = await visit(scene, { path: '/difficulties' });
    await page.getByRole('link', { name: /Chưa được cấp lại/ }).click();
    await page.getByRole('button', { name: 'Chuyển Sở' }).click();
    expect(await shown(page.getByText('Chưa nhập: Lý do chuyển Sở.'))).toBe(true);
  });
});

describe('visits', () => {
  test('are planned for a school that is found without accents', async () => {
    const page = await visit(scene, { path: '/visits' });
    await page.getByRole('button', { name: 'Lên lịch kiểm tra', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Trường' }).fill('th mau 05');
    await page.getByRole('option', { name: /TH Mẫu 05/ }).click();
    await dialog.getByLabel('Mục đích').fill('Hỗ trợ chữ ký số.');
    await dialog.getByRole('button', { name: 'Lên lịch' }).click();
    await page.getByText('Đã lên lịch kiểm tra.').waitFor();
    expect(await shown(page.getByRole('row', { name: /TH Mẫu 05/ }))).toBe(true);
  });

  test('leave findings that become an item to take up again and a difficulty with its clock', async () => {
    await scene.ask(officer, 'mutation($ids: [ID!]!) { verifyItems(ids: $ids) { items { id } } }', {
      ids: [`${first}:RESOURCES`],
    });
    const page = await visit(scene, { path: '/visits' });
    await page.getByRole('button', { name: /^Ghi kết quả: TH Mẫu 01/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thêm phát hiện' }).click();
    const finding = (number: number) =>
      dialog.getByRole('group', { name: `Phát hiện ${number}`, exact: true });
    await finding(1).getByLabel('Nội dung', { exact: true }).fill('Nguồn lực ghi chưa đúng.');
    await finding(1).getByLabel('Xử lý').selectOption('ITEM');
    await finding(1).getByLabel('Nội dung rà soát bị mở lại').selectOption('RESOURCES');
    await dialog.getByRole('button', { name: 'Thêm phát hiện' }).click();
    await finding(2).getByLabel('Nội dung', { exact: true }).fill('Máy in không ký được.');
    await finding(2).getByLabel('Xử lý').selectOption('DIFFICULTY');
    await finding(2).getByLabel('Lĩnh vực').selectOption('INFRASTRUCTURE');
    await dialog.getByLabel('Báo cáo').fill('Trường thực hiện khá tốt.');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Đã ghi kết quả kiểm tra.').waitFor();
    await scene.behind.host.settle();
    const { school } = await scene.ask(
      officer,
      `{ school(code: "${first}") { visits { state report findings { becomes difficulty { state } } } checklist { items { id state } } } }`,
    );
    expect(school.visits[0]).toEqual({
      state: 'REPORTED',
      report: 'Trường thực hiện khá tốt.',
      findings: [
        { becomes: 'ITEM', difficulty: null },
        { becomes: 'DIFFICULTY', difficulty: { state: 'OPEN' } },
      ],
    });
    expect(school.checklist.items.find(({ id }: { id: string }) => id === 'RESOURCES').state).toBe(
      'REOPENED',
    );
  });

  test('are cards for an inspector, of the assigned schools', async () => {
    const page = await visit(scene, {
      path: '/visits?loc=tat-ca',
      role: 'inspector',
      schools: [first],
      options: { viewport: { width: 360, height: 800 } },
    });
    const cards = page.getByRole('list', { name: 'Đợt kiểm tra của bạn' });
    await cards.getByText('TH Mẫu 01').waitFor();
    expect(await cards.locator('> li').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });
});

test('recommendations go up together as one that is linked to each', async () => {
  const page = await visit(scene, { path: '/recommendations' });
  await page.getByRole('checkbox', { name: /TH Mẫu 01/ }).check();
  await page.getByRole('checkbox', { name: /TH Mẫu 04/ }).check();
  await page.getByRole('button', { name: 'Chuyển lên Sở' }).click();
  await page.getByRole('dialog').getByLabel('Nội dung gửi Sở').fill('Kiến nghị Sở hướng dẫn chung.');
  await page.getByRole('dialog').getByRole('button', { name: 'Chuyển lên Sở' }).click();
  await page.getByText('Đã chuyển 2 kiến nghị lên Sở.').waitFor();
  await page.getByRole('radio', { name: 'Gửi Sở' }).click();
  await page.getByText('Kiến nghị Sở hướng dẫn chung.').waitFor();
  const { recommendations } = await scene.ask(
    officer,
    '{ recommendations(filter: { direction: DISTRICT_TO_CITY }) { nodes { sourceRecommendations { state school { code } } } } }',
  );
  const sources = recommendations.nodes[0].sourceRecommendations as { school: { code: string } }[];
  expect(sources.map(({ school }) => school.code).toSorted()).toEqual([first, troubled]);
});

test('documents say who has not acknowledged them, and lead to reminding these alone', async () => {
  const page = await visit(scene, { path: '/documents' });
  const document = page.locator('[data-document]').filter({ hasText: '45/PGDĐT' });
  await document.getByText('0/10 trường đã xác nhận').waitFor();
  await scene.ask(
    { ...officer, role: 'principal', schools: [second], subject: 'p' },
    'mutation($id: ID!, $school: ID!) { acknowledgeDocument(id: $id, school: $school) { school { code } } }',
    { id: await document.getAttribute('data-document'), school: second },
  );
  await document.getByText('1/10 trường đã xác nhận').waitFor();
  await document.getByRole('link', { name: 'Nhắc các trường này' }).click();
  expect(await shown(page.getByText('Chỉ 9 trường đã chọn'))).toBe(true);
});

describe('reminders', () => {
  test('are read before they are sent, each once a day', async () => {
    const page = await visit(scene, { path: `/reminders?truong=${troubled}` });
    await page.getByLabel('Lời nhắn của Phòng').fill('Đề nghị xong trước 25/5.');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('2 thư cho 1 trường').waitFor();
    const unread = async () =>
      (await scene.ask(
        { ...officer, role: 'principal', schools: [troubled], subject: 'p' },
        '{ notifications { nodes { kind body } } }',
      )) as { notifications: { nodes: { kind: string; body: string }[] } };
    const sent = async () =>
      (await unread()).notifications.nodes.filter(({ body }) => body.includes('Đề nghị xong trước 25/5.'));
    expect(await sent()).toEqual([]);
    const letter = page.getByRole('list', { name: 'Thư sẽ gửi' }).getByRole('listitem').first();
    await letter.locator('summary').filter({ hasText: 'TH Mẫu 04' }).click();
    await letter.getByText('Đề nghị xong trước 25/5.').waitFor();
    await page.getByRole('button', { name: 'Gửi 2 thư' }).click();
    await page.getByText('Đã gửi 2 thư.').waitFor();
    expect(await sent()).toHaveLength(1);
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('đã nhắc hôm nay, không gửi lại').first().waitFor();
    expect(await gone(page.getByRole('button', { name: /^Gửi/ }))).toBe(true);
  });

  test('another choice needs another preview', async () => {
    const page = await visit(scene, { path: '/reminders' });
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText(/thư cho/).waitFor();
    await page.getByRole('checkbox', { name: 'Có nguy cơ' }).check();
    await page.getByText('Điều kiện đã đổi; hãy xem trước lại.').waitFor();
    expect(await page.getByRole('button', { name: /^Gửi/ }).count()).toBe(0);
  });
});

test('a deadline is extended for one school by a day that is typed, and the original stays', async () => {
  const page = await visit(scene, { path: '/deadlines', role: 'district_head' });
  await page.getByRole('button', { name: 'Gia hạn cho một trường' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Trường' }).fill('mau 04');
  await page.getByRole('option', { name: /TH Mẫu 04/ }).click();
  await dialog.getByLabel('Tiêu chí').selectOption('R09');
  await dialog.getByText('Hạn hiện tại: 28/04/2024').waitFor();
  await dialog.getByRole('spinbutton').first().click();
  await page.keyboard.type('31052024');
  await dialog.getByLabel('Lý do').fill('Đơn vị cấp chứng thư chậm.');
  await dialog.getByRole('button', { name: 'Gia hạn' }).click();
  await page.getByText('Đã gia hạn.').waitFor();
  await page.locator(`[data-extension="${troubled}:R09"]`).getByText('28/04/2024 → 31/05/2024').waitFor();
  await scene.behind.host.settle();
  const { school } = await scene.ask(
    head,
    `{ school(code: "${troubled}") { compliance { lines { rule due originalDue } } } }`,
  );
  const line = school.compliance.lines.find(({ rule }: { rule: string }) => rule === 'R09');
  expect([line.due, line.originalDue].map((instant: string) => instant.slice(0, 19))).toEqual([
    '2024-05-31T23:59:59',
    '2024-04-28T23:59:59',
  ]);
});

test('a budget line that another has changed meanwhile is not overwritten; overspending is warned of', async () => {
  const page = await visit(scene, { path: '/budget' });
  const line = page.locator('tbody tr').filter({ hasText: 'Tập huấn cán bộ' });
  await line.getByText('45.000.000').waitFor();
  await line.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Đã chi').fill('46.000.000');
  await scene.ask(
    head,
    'mutation($input: SetBudgetLineInput!) { setBudgetLine(input: $input, expectedVersion: 1) { line { id } } }',
    {
      input: {
        id: await line.getAttribute('data-line'),
        source: 'STATE_BUDGET',
        activity: 'Tập huấn cán bộ quản lý, giáo viên',
        planned: 45_500_000,
        spent: 41_500_000,
      },
    },
  );
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.getByText('Có người đã thay đổi nội dung này').waitFor();
  await dialog.getByRole('button', { name: 'Thôi' }).click();
  await line.getByText('45.500.000').waitFor();
  await line.getByRole('button').click();
  await dialog.getByLabel('Đã chi').fill('46.000.000');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await line.getByText('vượt dự toán').waitFor();
  expect(await line.getByText('46.000.000').count()).toBe(1);
});
