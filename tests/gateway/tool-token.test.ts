import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { openTestHub, sendTo, type TestHub } from '../support/hub.js';
import { person } from '../support/journeys.js';

const SCHOOL = '31306981';
const MINUTE_MS = 60_000;
const head = person('district_head');

let hub: TestHub;
beforeAll(async () => {
  // Real time alone stands still: tokens and withdrawals go by it, and the tests move it.
  vi.useFakeTimers({ toFake: ['Date'] });
  hub = await openTestHub();
});
afterAll(async () => {
  await hub.close();
  vi.useRealTimers();
});

const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

const ISSUE = `mutation($input: IssueToolTokenInput!) { issueToolToken(input: $input) { secret grant { id subject state } } }`;
const END = `mutation($id: ID!) { endAccess(id: $id, reason: "chuyển công tác") { grant { state endReason } } }`;

describe('a tool’s token', () => {
  const issue = async (input: Record<string, unknown> = {}) => {
    const { data } = await hub.send(person('district_officer'), ISSUE, {
      input: { name: 'Báo cáo Sở', ...input },
    });
    return { token: data.issueToolToken.secret as string, ...data.issueToolToken.grant } as {
      token: string;
      id: string;
      subject: string;
    };
  };
  const ME = '{ me { subject role schools { code } } }';

  test('reads as a reporting tool, for the schools that it was given', async () => {
    const { token, subject } = await issue({ schools: [SCHOOL] });
    const { data } = await sendTo(hub.url, token, ME);
    expect(data.me).toEqual({ subject, role: 'reporting_tool', schools: [{ code: SCHOOL }] });
  });

  test('is listed without its secret, and can be taken back: within a minute nothing is read by it', async () => {
    const { token, id } = await issue();
    expect((await sendTo(hub.url, token, ME)).status).toBe(200);
    const { data } = await hub.send(
      head,
      '{ accessGrants(kind: TOOL, first: 50) { nodes { id state email } } }',
    );
    // The hub's clock stands: which of the tools of one instant comes first says nothing.
    expect(data.accessGrants.nodes).toContainEqual({ id, state: 'ACTIVE', email: null });
    await hub.send(head, END, { id });
    later(MINUTE_MS);
    expect((await sendTo(hub.url, token, ME)).status).toBe(401);
  });

  test('ends with its time', async () => {
    const { token } = await issue({ validDays: 1 });
    later(25 * 60 * MINUTE_MS);
    expect((await sendTo(hub.url, token, ME)).status).toBe(401);
  });

  test('that was never issued is refused each time', async () => {
    for (const token of ['hbh_', 'hbh_AAAA', `hbh_${'A'.repeat(43)}`])
      expect((await sendTo(hub.url, token, ME)).status, token).toBe(401);
  });
});

describe('signing someone out everywhere', () => {
  test('signs out tokens of an outside provider as well; what is issued later is good', async () => {
    const officer = { ...person('district_officer'), subject: 'cv-001' };
    const old = await hub.token(officer);
    later(2000);
    const { data } = await hub.send(
      head,
      'mutation { signOutEverywhere(subject: "cv-001", reason: "mất máy") { subject } }',
    );
    expect(data.signOutEverywhere).toEqual({ subject: 'cv-001' });
    await hub.accounts.withdrawals.read();
    expect((await sendTo(hub.url, old, '{ me { subject } }')).status).toBe(401);
    later(2000);
    expect((await hub.send(officer, '{ me { subject } }')).status).toBe(200);
  });
});
