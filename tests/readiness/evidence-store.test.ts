import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { EnvFault, readEnv } from '../../shared/env.js';
import { openEvidenceStore } from '../../subgraphs/readiness/index.js';
import { openBucket } from './bucket.js';
import { openCabinet } from './cabinet.js';
import { officer, openDesk, type Desk } from './desk.js';
import { PDF, PNG } from './files.js';

let desk: Desk;
let bucket: Awaited<ReturnType<typeof openBucket>>;
const dataDir = mkdtempSync(join(tmpdir(), 'hub-evidence-'));
beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  desk = await openDesk();
  bucket = await openBucket('minh-chung');
});
afterAll(async () => {
  await bucket.close();
  await desk.close();
  rmSync(dataDir, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

test('with EVIDENCE_STORE files lie in the bucket, under ids and never under names, and come back the same', async () => {
  const store = await openEvidenceStore({ dataDir, address: bucket.address });
  const cabinet = await openCabinet(desk, store);
  expect((await cabinet.file('quyet-dinh.pdf', PDF)).status).toBe(201);
  expect((await cabinet.file('anh.pdf', PNG)).status).toBe(422);
  const [file] = (await cabinet.shown(officer)) ?? [];
  expect([...bucket.objects.keys()]).toEqual([`/minh-chung/${file?.id.slice(0, 2)}/${file?.id}`]);
  expect((await cabinet.get(file?.downloadUrl ?? '')).body.equals(PDF)).toBe(true);
  await cabinet.close();
});

test('a store that fails leaves no row that says a file is stored, and tells nothing of the inside', async () => {
  const store = await openEvidenceStore({
    dataDir,
    address: new URL('s3://anderswo?endpoint=http%3A%2F%2F127.0.0.1%3A1'),
  });
  const failing = { ...store, keep: () => Promise.reject(new Error('secret host is down')) };
  const cabinet = await openCabinet(desk, { ...failing, discard: async () => {} });
  const before = (await cabinet.shown())?.length;
  const reply = await cabinet.file('a.pdf', PDF);
  expect([reply.status, reply.json.errors[0].extensions.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
  expect(reply.body.toString()).not.toContain('secret host');
  expect((await cabinet.shown())?.length).toBe(before);
  await cabinet.close();
});

test('incoming files of a process that died are tidied away after an hour, those of uploads under way stay', async () => {
  const store = await openEvidenceStore({ dataDir, address: null });
  writeFileSync(join(store.incoming, 'old'), 'x');
  writeFileSync(join(store.incoming, 'new'), 'x');
  const past = new Date(Date.now() - 2 * 60 * 60_000);
  utimesSync(join(store.incoming, 'old'), past, past);
  await store.tidy();
  expect(readdirSync(store.incoming)).toEqual(['new']);
});

test('EVIDENCE_STORE takes an s3 address and nothing else', () => {
  const address = 's3://minh-chung?endpoint=https://s3.example.vn&region=vn-1';
  expect(readEnv({ EVIDENCE_STORE: address }).evidenceStore?.href).toBe(address);
  expect(readEnv({}).evidenceStore).toBeNull();
  for (const wrong of ['minh-chung', 'https://s3.example.vn/x', 's3://', 's3://b?endpoint=ftp://x']) {
    expect(() => readEnv({ EVIDENCE_STORE: wrong })).toThrow(EnvFault);
  }
});
