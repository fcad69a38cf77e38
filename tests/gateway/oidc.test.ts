import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { oidcTokenVerifier } from '../../shared/auth/tokens.js';
import { askSession, cookieOf, openTestHub, sendTo, type TestHub } from '../support/hub.js';
import { startIdentityProvider, type IdentityProvider } from '../support/identity-provider.js';

const AUDIENCE = 'hub-page';
const SCHOOL = '31306981';
const officer = { sub: 'cv-001', name: 'Trần Văn Bình', role: 'district_officer' };

let provider: IdentityProvider;
let hub: TestHub;
beforeAll(async () => {
  provider = await startIdentityProvider(AUDIENCE);
  const { issuer } = provider;
  hub = await openTestHub({
    oidc: { issuer, clientId: AUDIENCE, clientSecret: null },
    verifier: await oidcTokenVerifier({ issuer, audience: AUDIENCE }),
  });
});
afterAll(async () => {
  await hub.close();
  await provider.stop();
});
beforeEach(() => {
  provider.person = officer;
});

/** Starts a sign-in as the page does: the browser's cookies, and where it is sent. */
async function start(): Promise<{ cookie: string; url: string }> {
  const response = await askSession(hub.url, '/oidc/start', {});
  const { url } = (await response.json()) as { url: string };
  return { cookie: cookieOf(response), url };
}

/** Comes back from the provider: where the hub sends the browser then, and with which session. */
async function comeBack(address: URL, cookie: string): Promise<{ to: string | null; cookie: string }> {
  const response = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  const session = response.headers.getSetCookie().find((set) => /session_token=[^;]/.test(set));
  return { to: response.headers.get('location'), cookie: session?.split(';')[0] ?? '' };
}

async function me(cookie: string) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-page': '1', cookie },
    body: JSON.stringify({ query: '{ me { subject name role schools { code } } }' }),
  });
  return (await response.json()) as { data?: { me: unknown } };
}

describe('sign-in at an identity provider', () => {
  test('asks with PKCE, state and nonce, and makes the actor that the provider names', async () => {
    const { cookie, url } = await start();
    const asked = new URL(url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`${hub.url}/session/oidc/callback`);
    const back = await comeBack(provider.authorize(url), cookie);
    expect(back.to).toBe('/');
    expect((await me(back.cookie)).data?.me).toEqual({
      subject: 'cv-001',
      name: 'Trần Văn Bình',
      role: 'district_officer',
      schools: null,
    });
  });

  test('follows the provider: another role the next time is another role here', async () => {
    provider.person = { ...officer, sub: 'ht-1', role: 'principal', schools: [SCHOOL] };
    const first = await start();
    await comeBack(provider.authorize(first.url), first.cookie);
    provider.person = { ...officer, sub: 'ht-1', role: 'city_viewer' };
    const second = await start();
    const { cookie } = await comeBack(provider.authorize(second.url), second.cookie);
    expect((await me(cookie)).data?.me).toMatchObject({
      subject: 'ht-1',
      role: 'city_viewer',
      schools: null,
    });
  });

  test.each([
    { what: 'without the cookie of the sign-in that began it', change: () => ({ cookie: '' }) },
    {
      what: 'with the state of another sign-in',
      change: (address: URL) => {
        address.searchParams.set('state', 'another');
        return {};
      },
    },
    {
      what: 'with a code that the provider never gave',
      change: (address: URL) => {
        address.searchParams.set('code', 'made-up');
        return {};
      },
    },
  ])('comes to nothing $what', async ({ change }) => {
    const { cookie, url } = await start();
    const address = provider.authorize(url);
    const changed: { cookie?: string } = change(address);
    const back = await comeBack(address, changed.cookie ?? cookie);
    expect(back).toEqual({ to: '/#signIn=failed', cookie: '' });
  });

  test('cannot be ended twice with the same code', async () => {
    const { cookie, url } = await start();
    const address = provider.authorize(url);
    await comeBack(address, cookie);
    expect((await comeBack(address, cookie)).to).toBe('/#signIn=failed');
  });

  test.each([
    { ...officer, role: 'king' },
    { ...officer, sub: 'hub' },
    { ...officer, sub: 'person:6f0c1c1e-0000-4000-8000-000000000000' },
    { ...officer, sub: 'tool:6f0c1c1e-0000-4000-8000-000000000000' },
  ])('gives $sub as $role no session', async (person) => {
    provider.person = person;
    const { cookie, url } = await start();
    expect(await comeBack(provider.authorize(url), cookie)).toEqual({ to: '/#signIn=noRole', cookie: '' });
    expect((await sendTo(hub.url, await provider.token(person, AUDIENCE), '{ me { subject } }')).status).toBe(
      401,
    );
  });

  test('leaves no door for passwords', async () => {
    for (const path of ['/sign-in/email', '/invitation', '/change-password'])
      expect(
        (await askSession(hub.url, path, { email: 'a@b.vn', password: 'x' })).status,
      ).toBeGreaterThanOrEqual(400);
  });
});

describe('a provider’s keys', () => {
  const ME = '{ me { subject } }';
  const status = async (token: string): Promise<number> => (await sendTo(hub.url, token, ME)).status;

  test('are fetched once for many tokens', async () => {
    await status(await provider.token(officer, AUDIENCE));
    const before = provider.keysFetched();
    for (let times = 0; times < 20; times++)
      expect(await status(await provider.token(officer, AUDIENCE))).toBe(200);
    expect(provider.keysFetched()).toBe(before);
  });

  test('of another audience or a stranger open nothing, however often they come', async () => {
    expect(await status(await provider.token(officer, 'another-page'))).toBe(401);
    const stranger = await startIdentityProvider(AUDIENCE);
    const before = provider.keysFetched();
    for (let times = 0; times < 20; times++)
      expect(await status(await stranger.token(officer, AUDIENCE))).toBe(401);
    expect(provider.keysFetched() - before).toBeLessThanOrEqual(1);
    await stranger.stop();
  });
});

test('keys that a provider has turned are fetched when a token names the new one; the old one is no good then', async () => {
  const turning = await startIdentityProvider(AUDIENCE);
  const verifier = await oidcTokenVerifier({ issuer: turning.issuer, audience: AUDIENCE, keysCooldownMs: 0 });
  const old = await turning.token(officer, AUDIENCE);
  expect((await verifier.verify(old)).actor.subject).toBe('cv-001');
  await turning.rotate({ keepsOld: true });
  expect((await verifier.verify(await turning.token(officer, AUDIENCE))).actor.subject).toBe('cv-001');
  expect((await verifier.verify(old)).actor.subject).toBe('cv-001');
  await turning.rotate();
  await verifier.verify(await turning.token(officer, AUDIENCE));
  await expect(verifier.verify(old)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  await turning.stop();
});
