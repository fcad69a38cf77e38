import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { registerSchool } from '../../subgraphs/schools/index.js';
import { askSession, openTestHub, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';
import { knock } from '../support/knock.js';

const SCHOOL = '31306981';
const OTHER = '31306982';
const ME = '{ me { subject name role schools { code } } }';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

async function ask(query: string, headers: Record<string, string>) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as { data: unknown; errors?: unknown[] } };
}

describe('a browser session', () => {
  test.each([
    { actor: person('district_officer') },
    { actor: person('district_head') },
    { actor: person('inspector', [SCHOOL, OTHER]) },
    { actor: person('school_admin', [SCHOOL]) },
    { actor: person('principal', [SCHOOL]) },
    { actor: person('reporting_tool') },
    { actor: person('provider', [SCHOOL]) },
    { actor: person('city_viewer') },
  ])('is the same $actor.role with the same scope as a token', async ({ actor }) => {
    const cookie = await hub.cookie(actor);
    const bySession = await ask(ME, { cookie, 'x-hub-page': '1' });
    const byToken = await ask(ME, { authorization: `Bearer ${await hub.token(actor)}` });
    expect(bySession.status).toBe(200);
    expect(bySession.body).toEqual(byToken.body);
  });

  test('lies in a cookie that scripts cannot read and other sites do not send', async () => {
    const response = await askSession(hub.url, '/demo', { role: 'district_head' });
    const [cookie = '', ...more] = response.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Strict/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(await response.json()).toEqual({ role: 'district_head' });
  });

  test('of a school opens nothing of another school', async () => {
    const cookie = await hub.cookie(person('principal', [SCHOOL]));
    const query = `{ own: school(code: "${SCHOOL}") { code } other: school(code: "${OTHER}") { code } schools { nodes { code } } }`;
    const { body } = await ask(query, { cookie, 'x-hub-page': '1' });
    expect(body.data).toEqual({ own: { code: SCHOOL }, other: null, schools: { nodes: [{ code: SCHOOL }] } });
  });

  test('with a changed cookie, or another hub’s signature, is none', async () => {
    const cookie = await hub.cookie(person('district_head'));
    const [name = '', value = ''] = cookie.split('=', 2);
    const signature = decodeURIComponent(value).split('.')[1] ?? '';
    for (const forged of [
      `${value.slice(0, 5)}x${value.slice(6)}`,
      value.split('.')[0] ?? '',
      encodeURIComponent(`another-token.${signature}`),
      '',
    ]) {
      const { status } = await ask(ME, { cookie: `${name}=${forged}`, 'x-hub-page': '1' });
      expect(status, forged).toBe(401);
    }
  });

  test('a token goes before the cookie that a browser sends along', async () => {
    const cookie = await hub.cookie(person('district_head'));
    const token = await hub.token(person('principal', [SCHOOL]));
    const { body } = await ask(ME, { cookie, 'x-hub-page': '1', authorization: `Bearer ${token}` });
    expect(body.data).toMatchObject({ me: { role: 'principal' } });
  });
});

describe('another site', () => {
  test('cannot ask in the name of someone who is signed in', async () => {
    const cookie = await hub.cookie(person('district_head'));
    for (const headers of <Record<string, string>[]>[
      { cookie },
      { cookie, origin: 'https://evil.example' },
      { cookie, 'x-hub-page': '1', origin: 'https://evil.example' },
      { cookie, 'x-hub-page': '1', origin: 'null' },
      { cookie, 'x-hub-page': '1', origin: hub.url.replace(/\d+$/, '1') },
    ]) {
      const { status, body } = await ask(ME, headers);
      expect([status, body.data ?? null], JSON.stringify(headers)).toEqual([401, null]);
    }
    expect((await ask(ME, { cookie, 'x-hub-page': '1', origin: hub.url })).status).toBe(200);
  });

  test('cannot open a socket in the name of someone who is signed in', async () => {
    const cookie = await hub.cookie(person('district_head'));
    expect((await knock(hub.url, { cookie })).end).toBe(4401);
    for (const origin of ['https://evil.example', 'null'])
      await expect(knock(hub.url, { cookie, origin }), origin).rejects.toThrow('401');
    const own = await knock(hub.url, { cookie, origin: hub.url });
    expect(own.end).toBe('acknowledged');
    own.socket.close();
  });

  test('cannot sign anyone in or out', async () => {
    const cookie = await hub.cookie(person('district_head'));
    for (const headers of <Record<string, string>[]>[
      { 'x-hub-page': '' },
      { origin: 'https://evil.example' },
    ]) {
      expect((await askSession(hub.url, '/demo', { role: 'district_head' }, headers)).status).toBe(403);
      expect((await askSession(hub.url, '/sign-out', {}, { ...headers, cookie })).status).toBe(403);
    }
    expect((await ask(ME, { cookie, 'x-hub-page': '1' })).status).toBe(200);
  });
});

describe('signing out', () => {
  test('ends the session at once, for a copy of its cookie too', async () => {
    const cookie = await hub.cookie(person('district_head'));
    expect((await ask(ME, { cookie, 'x-hub-page': '1' })).status).toBe(200);
    const response = await askSession(hub.url, '/sign-out', {}, { cookie });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toMatch(/session_token=;.*Max-Age=0/i);
    expect((await ask(ME, { cookie, 'x-hub-page': '1' })).status).toBe(401);
  });

  test('leaves the same person’s other browsers signed in', async () => {
    const [one, two] = [await hub.cookie(person('district_head')), await hub.cookie(person('district_head'))];
    await askSession(hub.url, '/sign-out', {}, { cookie: one });
    expect((await ask(ME, { cookie: two, 'x-hub-page': '1' })).status).toBe(200);
  });
});

describe('what the library of accounts can do beside', () => {
  test.each([
    '/sign-up/email',
    '/update-user',
    '/get-session',
    '/list-sessions',
    '/delete-user',
    '/error',
    '/ok',
  ])('%s is no door', async (path) => {
    const cookie = await hub.cookie(person('district_head'));
    expect((await askSession(hub.url, path, { role: 'district_head' }, { cookie })).status).toBe(404);
    expect((await askSession(hub.url, path, undefined, { cookie })).status).toBe(404);
  });
});

describe('the demo’s click', () => {
  test('is offered on the hub’s own machine', async () => {
    const response = await askSession(hub.url, '');
    expect(await response.json()).toMatchObject({
      isSignedIn: false,
      demo: expect.arrayContaining(['principal']),
    });
  });

  test('is refused under any other name than the machine’s own, whatever leads there', async () => {
    // Node's fetch chooses the Host header itself; a plain request does not.
    const { port } = new URL(hub.url);
    for (const host of [
      'hub.example.vn',
      `hub.example.vn:${port}`,
      '192.168.1.10',
      'localhost.evil.example',
    ]) {
      expect(await statusUnder(host), host).toBe(403);
    }
    expect(await statusUnder(`localhost:${port}`)).toBe(200);
  });

  test('is refused from the first real school on', async () => {
    const session = hub.host.openSession(hubActor);
    await registerSchool(session, {
      code: '31309999',
      name: 'Trường Tiểu học Thật',
      kind: 'PRIMARY',
      ownership: 'PUBLIC',
      ward: 'DLM',
      status: 'ACTIVE',
      hasPrimary: true,
      isSynthetic: false,
    } as never);
    const response = await askSession(hub.url, '/demo', { role: 'district_head' });
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
    expect(await (await askSession(hub.url, '')).json()).toMatchObject({ demo: [] });
  });
});

async function statusUnder(host: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const body = JSON.stringify({ role: 'district_head' });
  const sent = request(`${hub.url}/session/demo`, {
    method: 'POST',
    headers: { host, 'content-type': 'application/json', 'x-hub-page': '1' },
  });
  sent.on('response', (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}
