import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { runImport } from '../../scripts/import/command.js';
import { doorOf, Refused, type Ask } from '../../scripts/import/door.js';
import { openFolder } from './files.js';

interface PushInput {
  school: string;
  schoolYear: string;
  units: { uuid: string; errorCode: string | null; at: string }[];
  idempotencyKey: string;
}

const folder = openFolder();
afterAll(() => folder.close());

/** Stands for the records subgraph: takes pushes, answers a key again, refuses what `refuse` says. */
function fakeRecords(refuse: (input: PushInput) => Refused | null = () => null) {
  const pushes: PushInput[] = [];
  const ask: Ask = async (_document, variables) => {
    const input = variables['input'] as PushInput;
    const refusal = refuse(input);
    if (refusal !== null) throw refusal;
    const isReplay = pushes.some(({ idempotencyKey }) => idempotencyKey === input.idempotencyKey);
    if (!isReplay) pushes.push(input);
    const count = input.units.length;
    return { pushRecords: { created: isReplay ? 0 : count, updated: 0, unchanged: isReplay ? count : 0 } };
  };
  return { pushes, ask };
}

async function run(path: string, ask: Ask, dryRun = false) {
  const lines: string[] = [];
  const isGood = await runImport({ what: 'records', path, dryRun }, ask, (line) => lines.push(line));
  return { isGood, text: lines.join('\n') };
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const header = 'Mã trường,Năm học,Mã tra cứu,Khối,Lớp,Trạng thái,Thời điểm,Mã lỗi';
const unit = (school: string, n: number, rest = '1,1A,ISSUED,2024-06-01T08:00:00+07:00,') =>
  `${school},2023-2024,${uuid(n)},${rest}`;

test('units go out one call a school, under a key that the same file gives again', async () => {
  const path = folder.write(
    'hoc-ba.csv',
    [
      header,
      unit('31306981', 1),
      unit('31306981', 2, '1,1A,rejected,01/06/2024,E01'),
      unit('31306982', 3),
    ].join('\n'),
  );
  const { pushes, ask } = fakeRecords();
  expect(await run(path, ask)).toMatchObject({ isGood: true, text: expect.stringContaining('3 thêm mới') });
  expect(pushes.map(({ school, units }) => [school, units.length])).toEqual([
    ['31306981', 2],
    ['31306982', 1],
  ]);
  expect(pushes[0]?.units[1]).toEqual({
    uuid: uuid(2),
    grade: 1,
    class: '1A',
    state: 'REJECTED',
    at: '2024-06-01T00:00:00+07:00',
    errorCode: 'E01',
  });
  expect((await run(path, ask)).text).toContain('0 thêm mới, 0 thay đổi, 3 không đổi');
  expect(pushes).toHaveLength(2);
});

test('a school with a bad row is not sent, the others are; a dry run sends nothing', async () => {
  const path = folder.write(
    'loi.csv',
    [
      header,
      unit('31306981', 1),
      unit('31306981', 2, '1,1A,SIGNED,2024-06-01,'),
      unit('31306982', 3),
      `x,2023-2024,${uuid(4)},1,1A,ISSUED,2024-06-01,`,
    ].join('\n'),
  );
  const dry = fakeRecords();
  expect(await run(path, dry.ask, true)).toMatchObject({ isGood: false });
  expect(dry.pushes).toEqual([]);
  const { pushes, ask } = fakeRecords();
  const { isGood, text } = await run(path, ask);
  expect([isGood, pushes.map(({ school }) => school)]).toEqual([false, ['31306982']]);
  expect(text).toMatch(/\n3 +Trạng thái +SIGNED/);
  expect(text).toMatch(/\n5 +Mã trường +x/);
});

test("the hub's faults of units stand under the rows of the file, a refusal of the call under its first row", async () => {
  const path = folder.write(
    'tu-choi.csv',
    [header, unit('31306981', 1), unit('31306982', 2), unit('31306982', 3)].join('\n'),
  );
  const { ask } = fakeRecords(({ school }) =>
    school === '31306981'
      ? new Refused('There is no school 31306981.', { code: 'NOT_FOUND' })
      : new Refused('units', {
          code: 'BAD_USER_INPUT',
          units: [{ index: 1, uuid: uuid(3), field: 'grade', reason: 'out of scope' }],
        }),
  );
  const { text } = await run(path, ask);
  expect(text).toMatch(/\n2 +Mã trường +31306981 +There is no school/);
  expect(text).toMatch(/\n4 +Khối +00000000-0000-4000-8000-000000000003 +out of scope/);
});

test.each(['Họ tên học sinh', 'Số CCCD', 'Ngày sinh', 'Mã học sinh'])(
  'a file with the column %s never leaves the machine',
  async (heading) => {
    const { pushes, ask } = fakeRecords();
    const path = folder.write('rieng.csv', `${header},${heading}\n${unit('31306981', 1)},x`);
    await expect(run(path, ask)).rejects.toThrow(heading);
    expect(pushes).toEqual([]);
  },
);

test('thousands of units are split at what one call may carry', async () => {
  const rows = Array.from({ length: 5200 }, (_, index) => unit('31306981', index));
  const { pushes, ask } = fakeRecords();
  await run(folder.write('nhieu.csv', [header, ...rows].join('\n')), ask);
  expect(pushes.map(({ units }) => units.length)).toEqual([5000, 200]);
});

const server = createServer((request, response) => {
  const isSignedIn = request.headers.authorization === 'Bearer good';
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify(
      isSignedIn
        ? { data: { ok: request.url } }
        : { errors: [{ message: 'Sign in', extensions: { code: 'UNAUTHENTICATED' } }] },
    ),
  );
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => void server.close(resolve)));

test('the door speaks GraphQL over HTTP with the token, and says plainly where nobody answers or it is refused', async () => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  expect(await doorOf(url, 'good')('{ ok }', {})).toEqual({ ok: '/graphql' });
  expect(await doorOf(`${url}/graphql`, 'good')('{ ok }', {})).toEqual({ ok: '/graphql' });
  await expect(doorOf(url, 'bad')('{ ok }', {})).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
  await expect(doorOf('http://127.0.0.1:1', 'good')('{ ok }', {})).rejects.toThrow('No hub answers');
});
