import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { ATTACH, call, openCabinet, type Announced } from './cabinet.js';
import { admin, openDesk, SCHOOL, type Desk, type KnownSchool } from './desk.js';
import { PDF, PNG, workbookOf, zipOf, type Part } from './files.js';

let desk: Desk;
let cabinet: Awaited<ReturnType<typeof openCabinet>>;
/** Each test has a school of its own. */
let school: KnownSchool;
const start = new Date('2024-04-15T08:00:00+07:00');
const MB = 1024 * 1024;
beforeAll(async () => {
  desk = await openDesk();
  cabinet = await openCabinet(desk);
});
beforeEach(async () => {
  desk.clock.set(start);
  school = await desk.newSchool();
});
afterAll(async () => {
  await cabinet.close();
  await desk.close();
});

const announce = (fileName: string, size: number): Promise<Announced> =>
  cabinet.announce(fileName, size, { school: school.code }, school.admin);
const send = async (fileName: string, bytes: Buffer) =>
  cabinet.put(await announce(fileName, bytes.length), bytes);
const rows = async (): Promise<{ state: string }[]> =>
  desk
    .openSession(hubActor)
    .write((em) => em.execute('select state from readiness.evidence where school = ?', [school.code]));
/** No file, no incoming part, no event: what a refused upload leaves. */
async function expectNothingStored(): Promise<void> {
  expect(await cabinet.shown(school.admin, 'WORKING_GROUP', school.code)).toEqual([]);
  expect(readdirSync(join(cabinet.dataDir, 'evidence', 'incoming'))).toEqual([]);
  expect(await desk.events('readiness.evidenceAttached', school.code)).toEqual([]);
  const files = join(cabinet.dataDir, 'evidence', 'files');
  expect(
    existsSync(files)
      ? readdirSync(files, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
      : [],
  ).toEqual([]);
}

test('a file that is not what its extension says is refused, whatever the request calls it', async () => {
  const page = Buffer.from('<html><script>alert(1)</script></html>');
  const lies = [
    ['bang.pdf', PNG],
    ['anh.png', PDF],
    ['trang.pdf', page],
    ['trang.jpg', page],
    ['bang.xlsx', PDF],
    ['bang.pdf', workbookOf()],
    ['bang.xlsx', zipOf([{ name: 'a.txt', data: Buffer.from('a') }])],
    ['chay.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
  ] as const;
  for (const [name, bytes] of lies) {
    const announced = await announce(name, bytes.length);
    const { status, json } = await cabinet.put(announced, bytes, { 'content-type': 'application/pdf' });
    expect([name, status, json.errors[0].extensions.code]).toEqual([name, 422, 'BAD_USER_INPUT']);
  }
  await expectNothingStored();
});

test('names that are paths, hide their end or have no known extension are refused when announced', async () => {
  const names = [
    '../../etc/passwd.pdf',
    '..\\..\\boot.pdf',
    '/etc/shadow.pdf',
    'a/b.pdf',
    '..',
    '.pdf',
    '',
    'a\u0000.pdf',
    'a\r\nSet-Cookie: x.pdf',
    'anh\u202Egpj.exe.pdf',
    'chay.exe',
    'pdf',
    'a.pdf.html',
    'bang.xlsm',
    `${'a'.repeat(200)}.pdf`,
  ];
  for (const fileName of names) {
    const input = { school: SCHOOL, item: 'WORKING_GROUP', fileName, size: 10 };
    const { extensions } = await desk.refusal(admin, ATTACH, { input });
    expect([fileName, extensions.code, extensions.field]).toEqual([fileName, 'BAD_USER_INPUT', 'fileName']);
  }
});

test('more than 20 MB is refused when announced, and above what was announced while it comes, also without a length', async () => {
  const input = { school: SCHOOL, item: 'WORKING_GROUP', fileName: 'a.pdf', size: 21 * MB };
  expect((await desk.refusal(admin, ATTACH, { input })).extensions).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    limit: 'evidenceBytes',
    value: 20 * MB,
  });
  const named = await announce('a.pdf', 20 * MB);
  const long = await cabinet.put(named, Buffer.alloc(21 * MB));
  expect([long.status, long.json.errors[0].extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
  const chunk = Buffer.alloc(MB);
  const streamed = await call(
    `${cabinet.base()}${named.upload.url}`,
    'PUT',
    { authorization: `Bearer ${named.upload.token}` },
    Array.from({ length: 21 }, () => chunk),
  );
  expect([streamed.status, streamed.json.errors[0].extensions.field]).toEqual([422, 'file']);
  const short = await announce('a.pdf', PDF.length + 1);
  expect((await cabinet.put(short, PDF)).status).toBe(422);
  await expectNothingStored();
});

test('a file of exactly 20 MB is taken', async () => {
  const whole = Buffer.concat([PDF, Buffer.alloc(20 * MB - PDF.length)]);
  expect((await send('a.pdf', whole)).status).toBe(201);
});

test('workbooks that would burst are refused unopened: by size, by number, by overlap and by lying about it', async () => {
  const zeros = Buffer.alloc(30 * MB);
  const many: Part[] = Array.from({ length: 2001 }, (_, index) => ({
    name: `p${index}`,
    data: Buffer.from('x'),
  }));
  const noise = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251));
  const bombs = [
    [workbookOf({ name: 'xl/a.xml', data: zeros }), 'more than 200 times its size'],
    [workbookOf(...[1, 2, 3, 4].map((one) => ({ name: `xl/${one}.xml`, data: zeros }))), 'more than 100 MB'],
    [workbookOf({ name: 'xl/a.xml', data: zeros, claimed: 1000 }), 'something else than its directory says'],
    [workbookOf(...many), 'more than 2000 parts'],
    [
      workbookOf({ name: 'xl/a.xml', data: noise }, { name: 'xl/b.xml', data: noise, overlaps: true }),
      'lie over each other',
    ],
    [workbookOf({ name: 'xl/a.xml', data: noise }).subarray(0, 300), 'directory is missing'],
  ] as const;
  for (const [bytes, reason] of bombs) {
    const { status, json } = await send('bang.xlsx', bytes);
    expect([status, json.errors[0].extensions.field]).toEqual([422, 'file']);
    expect(json.errors[0].message).toContain(reason);
  }
});

test('a token opens its own upload, once, for a quarter of an hour', async () => {
  const announced = await announce('a.pdf', PDF.length);
  const other = await announce('b.pdf', PDF.length);
  const refused = async (token: string | null, one = announced) => {
    const headers = token === null ? { authorization: '' } : { authorization: `Bearer ${token}` };
    const { status, json } = await cabinet.put(one, PDF, headers);
    return [status, json.errors[0].extensions.code];
  };
  const wrong = [401, 'UNAUTHENTICATED'];
  expect(await refused(null)).toEqual(wrong);
  expect(await refused('x')).toEqual(wrong);
  expect(await refused(other.upload.token)).toEqual(wrong);
  expect(await refused(`${announced.upload.token}x`)).toEqual(wrong);
  const both = await Promise.all([cabinet.put(announced, PDF), cabinet.put(announced, PDF)]);
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 401]);
  expect(await refused(announced.upload.token)).toEqual(wrong);
  desk.clock.set(new Date(start.getTime() + 15 * 60_000));
  expect(await refused(other.upload.token, other)).toEqual(wrong);
});

test('the token may also come in a header of its own, and is nowhere in the database', async () => {
  const announced = await announce('a.pdf', PDF.length);
  const { token } = announced.upload;
  const kept = await desk
    .openSession(hubActor)
    .write((em) => em.execute('select * from readiness.evidence where school = ?', [school.code]));
  expect(JSON.stringify(kept)).not.toContain(token);
  expect((await cabinet.put(announced, PDF, { authorization: '', 'x-upload-token': token })).status).toBe(
    201,
  );
});

test('a link opens its own file for five minutes, and no other', async () => {
  await send('a.pdf', PDF);
  const [{ downloadUrl, id } = { downloadUrl: null, id: '' }] =
    (await cabinet.shown(school.admin, 'WORKING_GROUP', school.code)) ?? [];
  const link = downloadUrl ?? '';
  const { json } = await send('b.pdf', PDF);
  expect((await cabinet.get(link)).status).toBe(200);
  const forged = [
    link.replace(id, json.evidence.id),
    link.replace(/expires=\d+/, 'expires=9999999999'),
    // Whatever it begins with: one in 64 begins with any sign that one could choose.
    link.replace(/signature=(.)/, (_, sign) => `signature=${sign === '_' ? 'a' : '_'}`),
    link.split('?')[0] ?? '',
    link.replace(id, '00000000-0000-4000-8000-000000000000'),
  ];
  for (const path of forged)
    expect((await cabinet.get(path)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  desk.clock.set(new Date(start.getTime() + 6 * 60_000));
  expect((await cabinet.get(link)).status).toBe(401);
});

test('paths that are no file of evidence, and other methods, lead nowhere', async () => {
  const codes = await Promise.all(
    ['/evidence/../keys/token-signing.json', '/evidence/%2e%2e%2fkeys', '/evidence/', '/evidence/x'].map(
      async (path) => (await cabinet.get(path)).status,
    ),
  );
  expect(codes).toEqual([404, 404, 404, 404]);
  const announced = await announce('a.pdf', PDF.length);
  const headers = { authorization: `Bearer ${announced.upload.token}` };
  expect((await call(`${cabinet.base()}${announced.upload.url}`, 'POST', headers, PDF)).status).toBe(405);
});

test('an upload that breaks off leaves its announcement alone, which is swept when its time is over', async () => {
  const announced = await announce('a.pdf', 10 * MB);
  const received = join(cabinet.dataDir, 'evidence', 'incoming', announced.evidence.id);
  const sending = request(`${cabinet.base()}${announced.upload.url}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${announced.upload.token}`, 'content-length': String(10 * MB) },
  });
  sending.on('error', () => {});
  sending.write(Buffer.alloc(MB));
  await expect.poll(() => existsSync(received) && readFileSync(received).length > 0).toBe(true);
  sending.destroy();
  await expect.poll(() => existsSync(received)).toBe(false);
  expect(await rows()).toEqual([{ state: 'PENDING' }]);
  desk.clock.set(new Date(start.getTime() + 31 * 60_000));
  await send('b.pdf', PDF);
  expect(await rows()).toEqual([{ state: 'STORED' }]);
});

test('a school has at most twenty unfinished uploads', async () => {
  for (let count = 0; count < 20; count += 1) await announce('a.pdf', 10);
  const input = { school: school.code, item: 'WORKING_GROUP', fileName: 'a.pdf', size: 10 };
  expect((await desk.refusal(school.admin, ATTACH, { input })).extensions).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    limit: 'pendingUploads',
  });
  desk.clock.set(new Date(start.getTime() + 16 * 60_000));
  expect((await announce('a.pdf', 10)).evidence.state).toBe('PENDING');
});
