import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { remoteEvidenceDoor } from '../../gateway/doors/evidence.js';
import { buildSubgraph } from '../../shared/subgraph/build.js';
import { serveSubgraph, type ServedSubgraph } from '../../shared/subgraph/serve.js';
import { createEvidenceDoor, openEvidenceStore } from '../../subgraphs/readiness/index.js';
import { ATTACH, call, FILES, type Announced, type Shown } from './cabinet.js';
import { admin, definition, officer, openDesk, SCHOOL, type Desk } from './desk.js';
import { PDF } from './files.js';

const log = pino({ level: 'silent' });
const key = 'a key of the readiness subgraph, long enough';
const dataDir = mkdtempSync(join(tmpdir(), 'hub-evidence-'));
let desk: Desk;
let served: ServedSubgraph;
let gateway: Server;
let base: string;

beforeAll(async () => {
  desk = await openDesk();
  const store = await openEvidenceStore({ dataDir, address: null });
  served = await serveSubgraph({
    subgraph: await buildSubgraph(definition),
    keys: [key],
    host: '127.0.0.1',
    port: 0,
    log,
    requestBase: () => {
      throw new Error('no graph is asked here');
    },
    position: () => 0,
    isReady: async () => true,
    doors: { '/evidence': createEvidenceDoor({ openSession: desk.openSession, store, log }) },
  });
  const door = remoteEvidenceDoor({ name: 'readiness', url: served.url, keys: [key] }, log);
  gateway = createServer((incoming, outgoing) => void door(incoming, outgoing));
  await new Promise<void>((resolve) => void gateway.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(async () => {
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
  await served.close();
  await desk.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const announce = async (size: number): Promise<Announced> => {
  const input = { school: SCHOOL, item: 'WORKING_GROUP', fileName: 'a.pdf', size };
  return (await desk.ask<{ attachEvidence: Announced }>(admin, ATTACH, { input })).attachEvidence;
};
const put = ({ upload }: Announced, bytes: Buffer, token = upload.token) =>
  call(`${base}${upload.url}`, 'PUT', { authorization: `Bearer ${token}` }, bytes);
const shown = async (): Promise<Shown[]> => {
  type Data = { _entities: { checklist: { items: { id: string; evidence: Shown[] }[] } }[] };
  const { _entities } = await desk.ask<Data>(
    officer,
    `{ _entities(representations: [{ __typename: "School", code: "${SCHOOL}" }]) { ... on School { checklist { items { id ${FILES} } } } } }`,
  );
  return _entities[0]?.checklist.items.find(({ id }) => id === 'WORKING_GROUP')?.evidence ?? [];
};

test('files go through the gateway to a readiness subgraph that runs apart, and come back the same', async () => {
  const bytes = Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024, 7)]);
  expect(await put(await announce(bytes.length), bytes)).toMatchObject({
    status: 201,
    json: { evidence: { version: 1 } },
  });
  const [file] = await shown();
  const got = await call(`${base}${file?.downloadUrl ?? ''}`, 'GET', {});
  expect(got.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
  });
  expect(got.body.equals(bytes)).toBe(true);
});

test('refusals come through with their codes, in the middle of a file as well', async () => {
  const announced = await announce(PDF.length);
  expect(await put(announced, PDF, 'wrong')).toMatchObject({ status: 401 });
  const long = await put(announced, Buffer.alloc(21 * 1024 * 1024));
  expect([long.status, long.json.errors[0].extensions.code]).toEqual([413, 'LIMIT_EXCEEDED']);
});

test('the subgraph itself takes no file that the gateway did not sign for', async () => {
  const announced = await announce(PDF.length);
  const direct = new URL(announced.upload.url, served.url).href;
  const reply = await call(direct, 'PUT', { authorization: `Bearer ${announced.upload.token}` }, PDF);
  expect(reply.status).toBe(401);
  expect((await put(announced, PDF)).status).toBe(201);
});

test('an upload that breaks off before the gateway is broken off behind it', async () => {
  const announced = await announce(2 * PDF.length);
  const received = join(dataDir, 'evidence', 'incoming', announced.evidence.id);
  const sending = request(`${base}${announced.upload.url}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${announced.upload.token}`, 'content-length': String(2 * PDF.length) },
  });
  sending.on('error', () => {});
  sending.write(PDF);
  await expect.poll(() => existsSync(received)).toBe(true);
  sending.destroy();
  await expect.poll(() => existsSync(received)).toBe(false);
  expect((await shown()).some(({ id }) => id === announced.evidence.id)).toBe(false);
});

test('a readiness subgraph that is down is said to be', async () => {
  const down = remoteEvidenceDoor({ name: 'readiness', url: 'http://127.0.0.1:1/graphql', keys: [key] }, log);
  const server = createServer((incoming, outgoing) => void down(incoming, outgoing));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reply = await call(`http://127.0.0.1:${port}/evidence/x`, 'GET', {});
  expect([reply.status, reply.json.errors[0].extensions]).toEqual([
    503,
    { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'readiness' },
  ]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
