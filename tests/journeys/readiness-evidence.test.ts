import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startHub, type Hub } from '../../scripts/hub.js';
import { fillSchools } from '../../scripts/seed/fill.js';
import { loadSigningKey } from '../../shared/auth/keys.js';
import { issueToken } from '../../shared/auth/tokens.js';
import { readEnv } from '../../shared/env.js';
import { ATTACH, call, type Announced } from '../readiness/cabinet.js';
import { PDF } from '../readiness/files.js';
import { sendTo } from '../support/hub.js';
import { person } from '../support/journeys.js';

const SCHOOL = '31306984';
const dataDir = mkdtempSync(join(tmpdir(), 'hub-evidence-'));
const principal = person('principal', [SCHOOL]);
const stranger = person('principal', ['31306985']);
const FILES = `query($code: ID!) { school(code: $code) { checklist { items { id evidence { id fileName downloadUrl } } } } }`;
let hub: Hub | undefined;
const url = (): string => hub!.gateway.url;

const start = async (): Promise<Hub> => {
  const env = readEnv({ DATA_DIR: dataDir, PORT: '0', SEED: 'plan', LOG_LEVEL: 'silent' });
  hub = await startHub(env, pino({ level: 'silent' }));
  return hub;
};
const send = async (actor: typeof principal, document: string, variables: Record<string, unknown>) =>
  sendTo(url(), await issueToken(await loadSigningKey(dataDir), actor, 3600), document, variables);
const files = async (actor: typeof principal) => {
  const { data } = await send(actor, FILES, { code: SCHOOL });
  const items = data?.school?.checklist?.items as
    | { id: string; evidence: { downloadUrl: string }[] }[]
    | undefined;
  return items?.find(({ id }) => id === 'SCHOOL_PLAN')?.evidence;
};

beforeAll(async () => {
  const { host } = await start();
  await fillSchools(host!);
  await host!.settle();
});
afterAll(async () => {
  await hub?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a principal puts a file through the hub’s own doors, it outlives the process, and strangers never get a link', async () => {
  const input = { school: SCHOOL, item: 'SCHOOL_PLAN', fileName: 'ke-hoach.pdf', size: PDF.length };
  expect((await send(stranger, ATTACH, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const { upload } = (await send(principal, ATTACH, { input })).data.attachEvidence as Announced;
  const headers = { authorization: `Bearer ${upload.token}` };
  expect((await call(`${url()}${upload.url}`, 'PUT', headers, PDF)).status).toBe(201);
  expect((await call(`${url()}${upload.url}`, 'PUT', headers, PDF)).status).toBe(401);
  await hub?.close();
  await start();
  const [file] = (await files(principal)) ?? [];
  const got = await call(`${url()}${file?.downloadUrl}`, 'GET', {});
  expect([got.status, got.headers['x-content-type-options'], got.body.equals(PDF)]).toEqual([
    200,
    'nosniff',
    true,
  ]);
  expect(await files(stranger)).toBeUndefined();
});
