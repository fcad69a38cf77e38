import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import { ATTACH, openCabinet } from './cabinet.js';
import { admin, officer, openDesk, OTHER, otherPrincipal, principal, SCHOOL, type Desk } from './desk.js';
import { JPEG, PDF, PNG, workbookOf } from './files.js';

let desk: Desk;
let cabinet: Awaited<ReturnType<typeof openCabinet>>;
const start = new Date('2024-04-15T08:00:00+07:00');
beforeAll(async () => {
  desk = await openDesk();
  cabinet = await openCabinet(desk);
});
beforeEach(() => desk.clock.set(start));
afterAll(async () => {
  await cabinet.close();
  await desk.close();
});

test('a file that is announced, put and stored is shown with its sha256 to those who see the school, and told of once', async () => {
  const announced = await cabinet.announce('Quyết định số 12.pdf', PDF.length, { note: ' Bản chụp ' });
  expect(announced).toMatchObject({
    evidence: { state: 'PENDING', size: PDF.length, version: null, downloadUrl: null },
    upload: { method: 'PUT', expiresAt: '2024-04-15T08:15:00.000+07:00', maxBytes: PDF.length },
    school: { code: SCHOOL },
  });
  expect(await cabinet.shown()).toEqual([]);
  const put = await cabinet.put(announced, PDF);
  const sha256 = createHash('sha256').update(PDF).digest('hex');
  expect(put).toMatchObject({
    status: 201,
    json: {
      evidence: { id: announced.evidence.id, state: 'STORED', version: 1, mime: 'application/pdf', sha256 },
    },
  });
  expect(await cabinet.shown(officer)).toMatchObject([
    {
      id: announced.evidence.id,
      fileName: 'Quyết định số 12.pdf',
      mime: 'application/pdf',
      size: PDF.length,
      sha256,
      version: 1,
      state: 'STORED',
      note: 'Bản chụp',
      uploadedBy: admin.subject,
      uploadedAt: '2024-04-15T08:00:00.000+07:00',
    },
  ]);
  expect(await desk.events('readiness.evidenceAttached', SCHOOL)).toEqual([
    {
      evidence: announced.evidence.id,
      kind: 'ITEM',
      reference: 'WORKING_GROUP',
      mime: 'application/pdf',
      size: PDF.length,
      sha256,
      version: 1,
    },
  ]);
});

test('what is fetched is what was put, as an attachment that no browser opens in the hub’s name', async () => {
  const [first] = (await cabinet.shown(officer)) ?? [];
  const got = await cabinet.get(first?.downloadUrl ?? '');
  expect(got.status).toBe(200);
  expect(got.body.equals(PDF)).toBe(true);
  expect(got.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(PDF.length),
    'content-disposition': `attachment; filename="Quyet dinh so 12.pdf"; filename*=UTF-8''${encodeURIComponent('Quyết định số 12.pdf')}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

test('a further file is a further version: the former stays and can still be fetched', async () => {
  expect((await cabinet.file('anh.png', PNG)).json.evidence).toMatchObject({ version: 2, mime: 'image/png' });
  const shown = (await cabinet.shown()) ?? [];
  expect(shown.map(({ version, fileName }) => [version, fileName])).toEqual([
    [2, 'anh.png'],
    [1, 'Quyết định số 12.pdf'],
  ]);
  const bodies = await Promise.all(
    shown.map(async ({ downloadUrl }) => (await cabinet.get(downloadUrl ?? '')).body),
  );
  expect(bodies[0]?.equals(PNG)).toBe(true);
  expect(bodies[1]?.equals(PDF)).toBe(true);
});

test('PDF, JPEG, PNG and XLSX are taken, each under its own extension', async () => {
  for (const [name, bytes, mime] of [
    ['a.pdf', PDF, 'application/pdf'],
    ['b.JPG', JPEG, 'image/jpeg'],
    ['c.jpeg', JPEG, 'image/jpeg'],
    ['d.png', PNG, 'image/png'],
    ['e.xlsx', workbookOf(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ] as const) {
    const { status, json } = await cabinet.file(name, bytes, { item: 'SCHOOL_PLAN' });
    expect([name, status, json.evidence?.mime]).toEqual([name, 201, mime]);
  }
});

test('two uploads at once become two versions, whoever is first', async () => {
  const announced = await Promise.all(
    ['1.pdf', '2.pdf', '3.pdf', '4.pdf'].map((name) =>
      cabinet.announce(name, PDF.length, { item: 'MOET_LINK' }),
    ),
  );
  const replies = await Promise.all(announced.map((one) => cabinet.put(one, PDF)));
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const versions = replies.map(({ json }) => json.evidence.version as number);
  expect(versions.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4]);
});

test('files survive a restart of the process, with the links given before it', async () => {
  const before = (await cabinet.shown(officer)) ?? [];
  await cabinet.restart();
  const after = (await cabinet.shown(officer)) ?? [];
  expect(after.map(({ id, sha256 }) => [id, sha256])).toEqual(before.map(({ id, sha256 }) => [id, sha256]));
  expect((await cabinet.get(before.at(-1)?.downloadUrl ?? '')).body.equals(PDF)).toBe(true);
});

test('certificate, working group and communication take files of their own', async () => {
  await desk.ask(
    admin,
    `mutation { setWorkingGroup(input: { school: "${SCHOOL}", decisionNumber: "1", decisionDate: "2024-04-10", members: [{ name: "A", role: HEAD }] }) { school { code } } }`,
  );
  type Logged = { logCommunication: { activity: { id: string } } };
  const { logCommunication } = await desk.ask<Logged>(
    admin,
    `mutation { logCommunication(input: { school: "${SCHOOL}", audiences: [PARENTS], heldOn: "2024-04-10", description: "Họp" }) { activity { id } } }`,
  );
  type Declared = { declareCertificate: { certificate: { id: string } } };
  const { declareCertificate } = await desk.ask<Declared>(
    admin,
    `mutation { declareCertificate(input: { school: "${SCHOOL}", serial: "AB1", issuer: "VGCA", kind: USB_TOKEN, validFrom: "2024-04-01T00:00:00+07:00", validTo: "2025-04-01T00:00:00+07:00" }) { certificate { id } } }`,
  );
  const references = [
    { kind: 'WORKING_GROUP' },
    { kind: 'COMMUNICATION', id: logCommunication.activity.id },
    { kind: 'CERTIFICATE', id: declareCertificate.certificate.id },
  ];
  for (const reference of references) {
    expect((await cabinet.file('van-ban.pdf', PDF, { item: null, reference })).status).toBe(201);
  }
  const seen = await desk.ask<{ _entities: object[] }>(
    officer,
    `{ _entities(representations: [{ __typename: "School", code: "${SCHOOL}" }]) { ... on School {
      workingGroup { evidence { fileName } } communications { activities { evidence { version } } } organisationCertificate { evidence { mime } } } } }`,
  );
  expect(seen._entities[0]).toEqual({
    workingGroup: { evidence: [{ fileName: 'van-ban.pdf' }] },
    communications: { activities: [{ evidence: [{ version: 1 }] }] },
    organisationCertificate: { evidence: [{ mime: 'application/pdf' }] },
  });
  for (const reference of [
    { kind: 'CERTIFICATE', id: logCommunication.activity.id },
    { kind: 'COMMUNICATION' },
    { kind: 'CERTIFICATE', id: "x' or 1=1" },
  ]) {
    const input = { school: SCHOOL, reference, fileName: 'a.pdf', size: 10 };
    const { extensions } = await desk.refusal(admin, ATTACH, { input });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reference' });
  }
});

test('the school’s own people attach, and nobody else', async () => {
  const input = { school: SCHOOL, item: 'WORKING_GROUP', fileName: 'a.pdf', size: 10 };
  const strangers = [
    otherPrincipal,
    officer,
    actorOf('district_head'),
    actorOf('inspector', [SCHOOL]),
    actorOf('reporting_tool'),
    actorOf('provider', [SCHOOL]),
    actorOf('city_viewer'),
  ];
  for (const actor of strangers) {
    expect((await desk.refusal(actor, ATTACH, { input })).extensions).toMatchObject({
      code: 'FORBIDDEN',
      school: SCHOOL,
    });
  }
  expect((await cabinet.announce('a.pdf', PDF.length, {}, principal)).evidence.state).toBe('PENDING');
});

test('who may not see the school in detail gets no file and no link; a provider gets those of technical items without a name', async () => {
  expect(await cabinet.shown(actorOf('city_viewer'))).toBeNull();
  expect(await cabinet.shown(actorOf('inspector', [OTHER]))).toBeNull();
  expect((await cabinet.shown(actorOf('inspector', [SCHOOL])))?.[0]?.uploadedBy).toBe(admin.subject);
  await cabinet.file('may-tinh.pdf', PDF, { item: 'COMPUTERS_CONNECTED' });
  const provider = actorOf('provider', [SCHOOL]);
  expect(await cabinet.shown(provider, 'COMPUTERS_CONNECTED')).toMatchObject([
    { fileName: 'may-tinh.pdf', uploadedBy: null, downloadUrl: expect.stringContaining('/evidence/') },
  ]);
  expect(await cabinet.shown(provider)).toBeNull();
});

test('files of any number of items and schools cost one statement', async () => {
  const schools = [SCHOOL, OTHER].map((code) => `{ __typename: "School", code: "${code}" }`).join(', ');
  desk.takeReads();
  await desk.ask(
    officer,
    `{ _entities(representations: [${schools}]) { ... on School { checklist { items { evidence { fileName downloadUrl } } } } } }`,
  );
  // The template, the answers, the files and the key of the links.
  expect(desk.takeReads()).toEqual({ readiness: 4 });
});
