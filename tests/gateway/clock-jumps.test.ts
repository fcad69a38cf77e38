import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { accountsTables } from '../../db/accounts.js';
import { openTestHub, sendTo, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const HOUR_MS = 3_600_000;
const head = person('district_head');
const ME = '{ me { subject } }';

let hub: TestHub;
beforeAll(async () => {
  // The wall clock and the steady one stand still; the tests move them, together or the first alone.
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  hub = await openTestHub();
});
afterAll(async () => {
  await hub.close();
  vi.useRealTimers();
});

/** Time passes. */
const pass = (ms: number): void => void vi.advanceTimersByTime(ms);
/** Somebody sets the machine's clock; no time passes. */
const jump = (ms: number): void => void vi.setSystemTime(Date.now() + ms);
const jumps = [
  { way: 'forward', ms: HOUR_MS },
  { way: 'back', ms: -HOUR_MS },
];

async function statusOf(headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: ME }),
  });
  return response.status;
}

describe.each(jumps)('the clock is set an hour $way', ({ ms }) => {
  test('and a session that another gateway has ended is not taken again', async () => {
    const cookie = await hub.cookie(head);
    const page = { cookie, 'x-hub-page': '1' };
    expect(await statusOf(page)).toBe(200);
    // As a sign-out at another gateway: this one was not told.
    const token = decodeURIComponent(cookie.split('=', 2)[1]!).split('.')[0]!;
    const tables = accountsTables(hub.host.database.orm);
    await sql`delete from accounts.session where token = ${token}`.execute(tables);
    jump(ms);
    expect(await statusOf(page)).toBe(401);
    jump(-ms);
    expect(await statusOf(page)).toBe(401);
  });

  test('and a session that stands is still good', async () => {
    const page = { cookie: await hub.cookie(head), 'x-hub-page': '1' };
    expect(await statusOf(page)).toBe(200);
    jump(ms);
    expect(await statusOf(page)).toBe(200);
    jump(-ms);
    expect(await statusOf(page)).toBe(200);
  });

  test('and a tool’s token that was taken back is not taken again', async () => {
    const { id, secret } = await issueToolToken();
    expect((await sendTo(hub.url, secret, ME)).status).toBe(200);
    await hub.send(
      head,
      'mutation($id: ID!) { endAccess(id: $id, reason: "hết việc") { grant { state } } }',
      {
        id,
      },
    );
    jump(ms);
    expect((await sendTo(hub.url, secret, ME)).status).toBe(401);
    jump(-ms);
    expect((await sendTo(hub.url, secret, ME)).status).toBe(401);
  });

  test('and whoever was signed out everywhere stays so', async () => {
    const officer = { ...person('district_officer'), subject: `cv-${ms}` };
    const token = await hub.token(officer);
    await signOutEverywhere(officer.subject);
    for (const by of [ms, -ms]) {
      jump(by);
      expect((await sendTo(hub.url, token, ME)).status).toBe(401);
    }
  });
});

test('a sign-out after the clock was set back reaches what was issued before that, and lets new tokens in', async () => {
  const officer = { ...person('district_officer'), subject: 'cv-back' };
  const token = await hub.token(officer);
  // Whatever happens next tells the log what time it was.
  await issueToolToken();
  jump(-HOUR_MS);
  await signOutEverywhere(officer.subject);
  expect((await sendTo(hub.url, token, ME)).status).toBe(401);
  jump(HOUR_MS);
  expect((await sendTo(hub.url, token, ME)).status).toBe(401);
  pass(120_000);
  expect((await hub.send(officer, ME)).status).toBe(200);
});

test('a session that was told it has ended does not come back when the clock is set back', async () => {
  const page = { cookie: await hub.cookie(head), 'x-hub-page': '1' };
  pass(12 * HOUR_MS + 1000);
  expect(await statusOf(page)).toBe(401);
  jump(-HOUR_MS);
  expect(await statusOf(page)).toBe(401);
  jump(HOUR_MS);
});

test('a signed token is good for as long as the wall clock says: the hub keeps none, and remembers none', async () => {
  const token = await hub.token(head, 1800);
  jump(HOUR_MS);
  expect((await sendTo(hub.url, token, ME)).status).toBe(401);
  jump(-HOUR_MS);
  expect((await sendTo(hub.url, token, ME)).status).toBe(200);
  pass(1800_000 + 29_000);
  expect((await sendTo(hub.url, token, ME)).status).toBe(200);
  pass(2000);
  expect((await sendTo(hub.url, token, ME)).status).toBe(401);
});

async function issueToolToken(): Promise<{ id: string; secret: string }> {
  const { data } = await hub.send(
    person('district_officer'),
    'mutation { issueToolToken(input: { name: "Báo cáo" }) { secret grant { id } } }',
  );
  const { secret, grant } = data.issueToolToken;
  return { secret, id: grant.id };
}

async function signOutEverywhere(subject: string): Promise<void> {
  const { errors } = await hub.send(
    head,
    'mutation($subject: ID!) { signOutEverywhere(subject: $subject, reason: "mất máy") { subject } }',
    { subject },
  );
  expect(errors).toBeUndefined();
  await hub.accounts.withdrawals.read();
}
