import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { askSession, cookieOf, openTestHub, type Answer, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const SCHOOL = '31306981';
const OTHER = '31306982';
const PASSWORD = 'mot-mat-khau-dai';
const MINUTE_MS = 60_000;

let hub: TestHub;
beforeAll(async () => {
  // Real time alone stands still: links, locks and withdrawals go by it, and the tests move it.
  vi.useFakeTimers({ toFake: ['Date'] });
  hub = await openTestHub();
});
afterAll(async () => {
  await hub.close();
  vi.useRealTimers();
});

const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);
const head = person('district_head');

const INVITE = `mutation($input: InvitePersonInput!) {
  invitePerson(input: $input) { secret grant { id subject state role schools { code } } } }`;
const END = `mutation($id: ID!) { endAccess(id: $id, reason: "chuyển công tác") { grant { state endReason } } }`;

let made = 0;
async function invite(
  input: Record<string, unknown> = {},
): Promise<{ secret: string; email: string; id: string }> {
  const email = `nguoi-${++made}@truong.example`;
  const { data, errors } = await hub.send(head, INVITE, {
    input: { name: 'Nguyễn Thị Hoa', email, role: 'principal', schools: [SCHOOL], ...input },
  });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return { secret: data.invitePerson.secret, email, id: data.invitePerson.grant.id };
}

async function accept(secret: string, password = PASSWORD): Promise<Response> {
  return askSession(hub.url, '/invitation/accept', { secret, password });
}

async function signIn(email: string, password = PASSWORD): Promise<Response> {
  return askSession(hub.url, '/sign-in/email', { email, password });
}

async function codeOf(response: Response): Promise<[number, unknown]> {
  const { code } = (await response.json()) as { code?: string };
  return [response.status, code];
}

async function asked(
  cookie: string,
  query = '{ me { subject name role schools { code } } }',
): Promise<Answer> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-page': '1', cookie },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

describe('an invitation', () => {
  test('says whom it is for, makes the account with the chosen password, and signs in', async () => {
    const { secret, email } = await invite();
    const look = await askSession(hub.url, '/invitation', { secret });
    expect(await look.json()).toMatchObject({
      email,
      name: 'Nguyễn Thị Hoa',
      role: 'principal',
      schools: [SCHOOL],
    });
    const accepted = await accept(secret);
    expect(accepted.status).toBe(200);
    const { data } = await asked(cookieOf(accepted));
    expect(data.me).toMatchObject({ name: 'Nguyễn Thị Hoa', role: 'principal', schools: [{ code: SCHOOL }] });
    const again = await signIn(email.toUpperCase());
    expect((await asked(cookieOf(again))).data.me).toEqual(data.me);
  });

  test('gives its school and nothing of another', async () => {
    const { secret } = await invite();
    const cookie = cookieOf(await accept(secret));
    const { data } = await asked(cookie, `{ school(code: "${OTHER}") { code } schools { nodes { code } } }`);
    expect(data).toEqual({ school: null, schools: { nodes: [{ code: SCHOOL }] } });
    const { errors } = await asked(cookie, '{ accessGrants { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('opens once: of two at the same moment one gets in', async () => {
    const { secret } = await invite();
    const both = await Promise.all([accept(secret), accept(secret, 'mot-mat-khau-khac')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect(await codeOf(await accept(secret))).toEqual([404, 'INVITATION_GONE']);
  });

  test('is over after its time', async () => {
    const { secret } = await invite({ validHours: 1 });
    later(61 * MINUTE_MS);
    expect(await codeOf(await askSession(hub.url, '/invitation', { secret }))).toEqual([
      404,
      'INVITATION_GONE',
    ]);
    expect(await codeOf(await accept(secret))).toEqual([404, 'INVITATION_GONE']);
  });

  test('that was taken back opens nothing', async () => {
    const { secret, id } = await invite();
    const { data } = await hub.send(head, END, { id });
    expect(data.endAccess.grant).toEqual({ state: 'ENDED', endReason: 'chuyển công tác' });
    expect(await codeOf(await accept(secret))).toEqual([404, 'INVITATION_GONE']);
  });

  test('is not used up by a password that is refused', async () => {
    const { secret, email } = await invite();
    for (const weak of ['ngan', 'aaaaaaaaaaaa', email, ''])
      expect((await accept(secret, weak)).status, weak).toBe(400);
    expect((await accept(secret)).status).toBe(200);
  });

  test('leads to a password that is replaced by none of a kind that was refused at first', async () => {
    const { secret, email } = await invite();
    const cookie = cookieOf(await accept(secret));
    const change = (newPassword: string) =>
      askSession(hub.url, '/change-password', { currentPassword: PASSWORD, newPassword }, { cookie });
    for (const weak of ['ngan', 'aaaaaaaaaaaa', email]) expect((await change(weak)).status, weak).toBe(400);
    expect((await signIn(email)).status).toBe(200);
    expect((await change('mot-mat-khau-moi-hon')).status).toBe(200);
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'mot-mat-khau-moi-hon')).status).toBe(200);
  });

  test('anew for the same address replaces the password, and ends what was signed in by the old one', async () => {
    const first = await invite();
    const old = cookieOf(await accept(first.secret));
    const second = await invite({ email: first.email });
    expect((await asked(old)).status).toBe(200);
    later(1000);
    expect((await accept(second.secret, 'mot-mat-khau-moi-hon')).status).toBe(200);
    expect((await asked(old)).status).toBe(401);
    expect(await codeOf(await signIn(first.email))).toEqual([401, 'INVALID_EMAIL_OR_PASSWORD']);
    expect((await signIn(first.email, 'mot-mat-khau-moi-hon')).status).toBe(200);
  });

  test.each([
    { who: person('district_officer'), input: { role: 'district_head', schools: [] }, code: 'FORBIDDEN' },
    { who: person('district_officer'), input: { role: 'district_officer', schools: [] }, code: 'FORBIDDEN' },
    { who: person('principal', [SCHOOL]), input: { role: 'school_admin' }, code: 'FORBIDDEN' },
    { who: head, input: { role: 'principal', schools: [] }, code: 'BAD_USER_INPUT' },
    { who: head, input: { role: 'district_officer' }, code: 'BAD_USER_INPUT' },
    { who: head, input: { schools: ['99999999'] }, code: 'BAD_USER_INPUT' },
    { who: head, input: { email: 'khong-phai-dia-chi' }, code: 'BAD_USER_INPUT' },
    { who: head, input: { validHours: 0 }, code: 'BAD_USER_INPUT' },
    { who: head, input: { validHours: 337 }, code: 'BAD_USER_INPUT' },
  ])('of $input by a $who.role is $code', async ({ who, input, code }) => {
    const base = { name: 'A', email: 'a@b.example', role: 'principal', schools: [SCHOOL] };
    const { errors } = await hub.send(who, INVITE, { input: { ...base, ...input } });
    expect(errors?.[0]?.extensions.code).toBe(code);
  });

  test('cannot take over the account of someone whom its giver may not let in', async () => {
    const boss = await invite({ role: 'district_head', schools: [] });
    await accept(boss.secret);
    const input = { name: 'A', email: boss.email, role: 'principal', schools: [SCHOOL] };
    const { errors } = await hub.send(person('district_officer'), INVITE, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('wrong passwords', () => {
  test('lock an address for a quarter of an hour, the right password included', async () => {
    const { secret, email } = await invite();
    await accept(secret);
    for (let tries = 0; tries < 5; tries++)
      expect(await codeOf(await signIn(email, 'sai-mat-khau-roi'))).toEqual([
        401,
        'INVALID_EMAIL_OR_PASSWORD',
      ]);
    const locked = await signIn(email);
    expect(locked.headers.get('retry-after')).toBe('900');
    expect(await codeOf(locked)).toEqual([429, 'LOCKED']);
    later(15 * MINUTE_MS + 1000);
    expect((await signIn(email)).status).toBe(200);
  });

  test('lock an address that has no account in the same way', async () => {
    const told = [];
    for (let tries = 0; tries < 6; tries++) told.push(await codeOf(await signIn('khong-co@truong.example')));
    expect(told).toEqual([
      ...Array.from({ length: 5 }, () => [401, 'INVALID_EMAIL_OR_PASSWORD']),
      [429, 'LOCKED'],
    ]);
  });

  test('at the same moment get no further than one after the other', async () => {
    later(MINUTE_MS);
    const { secret, email } = await invite();
    await accept(secret);
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(email, 'sai-mat-khau-roi')));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
  });

  test('from one address are slowed down, whoever they are for', async () => {
    later(MINUTE_MS + 1000);
    const answers = [];
    for (let tries = 0; tries < 32; tries++)
      answers.push((await signIn(`nguoi-${tries}@khac.example`)).status);
    expect(answers.at(-1)).toBe(429);
    later(MINUTE_MS + 1000);
  });
});

describe('access that is taken back', () => {
  test('signs the person out at once and lets nobody in by the password', async () => {
    const { secret, email, id } = await invite();
    const cookie = cookieOf(await accept(secret));
    expect((await asked(cookie)).status).toBe(200);
    later(1000);
    await hub.send(head, END, { id });
    await hub.accounts.withdrawals.read();
    expect((await asked(cookie)).status).toBe(401);
    expect(await codeOf(await signIn(email))).toEqual([403, 'ACCESS_ENDED']);
  });

  test('is known to a gateway within a minute, by its own reading', async () => {
    const { secret, id } = await invite();
    const cookie = cookieOf(await accept(secret));
    later(1000);
    await hub.send(head, END, { id });
    later(MINUTE_MS);
    expect((await asked(cookie)).status).toBe(401);
  });

  test('of another person is for the head alone, and a second time says that it has ended', async () => {
    const { id } = await invite();
    const other = await hub.send(
      person('district_officer'),
      'mutation { signOutEverywhere(subject: "x", reason: "y") { subject } }',
    );
    expect(other.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await hub.send(head, END, { id });
    const { errors } = await hub.send(head, END, { id });
    expect(errors?.[0]?.extensions.code).toBe('INVALID_TRANSITION');
  });
});
