import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { sendTo, socketTo } from '../support/hub.js';
import { openPlace, SHORT_DEMO, startHubProcess, type HubProcess } from '../support/process.js';

const SCHOOL = '31306984';
/** A secret of each kind that a hub is given or gives, findable wherever it may turn up. */
const canary = (name: string) => `canary${name}5d1f8a`;
const settings = {
  SMTP_URL: `smtp://hub:${canary('Smtp')}@127.0.0.1:1`,
  SMTP_FROM: 'hub@example.vn',
  EVIDENCE_STORE: 's3://evidence?endpoint=http://127.0.0.1:1&region=test',
  AWS_ACCESS_KEY_ID: canary('AwsId'),
  AWS_SECRET_ACCESS_KEY: canary('AwsSecret'),
  HUB_SUBGRAPH_KEY_SCHOOLS: `${canary('SubgraphKey')}-0123456789012345678901234567890123`,
  LOG_LEVEL: 'trace',
};

let place: Awaited<ReturnType<typeof openPlace>>;
let hub: HubProcess;
let url: string;
let uploadToken: string;
let admin: string;

beforeAll(async () => {
  place = await openPlace();
  hub = startHubProcess({ ...place.env, ...SHORT_DEMO, ...settings });
  const ready = await hub.ready();
  ({ url } = ready);
  admin = ready.tokens.get('school_admin')!;
}, 120_000);
afterAll(async () => {
  await hub.end('SIGKILL');
  await place.close();
});

const post = (path: string, headers: Record<string, string>, body: string) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

test('what comes in wrong, by every door and header, leaves no secret in what the hub says', async () => {
  const query = JSON.stringify({ query: '{ me { role } }' });
  await post('/graphql', { authorization: `Bearer ${canary('Bearer')}` }, query);
  await post('/graphql', { authorization: `Basic ${canary('Basic')}` }, query);
  await post('/graphql', { cookie: `hub.session_token=${canary('Cookie')}` }, query);
  await post(
    '/graphql',
    { authorization: `Bearer ${admin}` },
    `{ "query": "{ me", "token": "${canary('Body')}"`,
  );
  await post(
    '/session/sign-in/email',
    { 'x-hub-page': '1', origin: url },
    JSON.stringify({ email: 'canary@example.vn', password: canary('Password') }),
  );
  await fetch(`${url}/evidence/00000000-0000-4000-8000-000000000000`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${canary('Upload')}` },
    body: 'x',
  });
  const socket = socketTo(url, canary('Socket'));
  await new Promise((done) => {
    socket.subscribe({ query: '{ me { role } }' }, { next: done, error: done, complete: () => done(null) });
  });
  await socket.dispose();
});

test('a store of evidence that fails is told of, without its credentials and without the upload’s token', async () => {
  const bytes = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');
  const { data } = await sendTo(
    url,
    admin,
    'mutation($input: AttachEvidenceInput!) { attachEvidence(input: $input) { upload { url token } } }',
    { input: { school: SCHOOL, item: 'SCHOOL_PLAN', fileName: 'a.pdf', size: bytes.length } },
  );
  const { upload } = data.attachEvidence as { upload: { url: string; token: string } };
  uploadToken = upload.token;
  const answer = await fetch(new URL(upload.url, url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${uploadToken}` },
    body: bytes,
  });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('canary');
  await hub.says(/evidence could not be handled/);
});

test('the whole run, to its end, said no secret: not one that it was given, nor one that it gave', async () => {
  const ended = hub.end('SIGTERM');
  await ended;
  const said = hub.said();
  expect(said.length).toBeGreaterThan(1000);
  expect(said).not.toMatch(/canary[A-Z]/);
  expect(said).not.toContain(uploadToken);
  // The demo's tokens are printed for people, once each; no line of the log repeats one.
  const logged = said.split('\n').filter((line) => line.startsWith('{'));
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter((line) => line.includes(admin) || /eyJ[\w-]{20}/.test(line))).toEqual([]);
});

test('the keys that it made are its own user’s alone, in files and in no other place of its folder', () => {
  const files = readdirSync(place.dataDir, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('db') && statSync(join(place.dataDir, name)).isFile(),
  );
  const secret = files.filter((name) => /"d"\s*:/.test(readFileSync(join(place.dataDir, name), 'utf8')));
  expect(secret.length).toBeGreaterThan(0);
  for (const name of secret) expect(statSync(join(place.dataDir, name)).mode & 0o077).toBe(0);
});
