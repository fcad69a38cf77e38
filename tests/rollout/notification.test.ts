import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { sendReminders } from '../../subgraphs/rollout/index.js';
import { local } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  codeOf,
  definition,
  head,
  inspectorOf,
  logOf,
  officer,
  principalOf,
  providerOf,
  toolOf,
  until,
} from './bench.js';
import { openDistrict, ready, silent, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
  await until(bench, '2024-05-06 08:00');
  await remind();
  await until(bench, '2024-05-07 10:00');
  await remind();
  await setRecipient(principalOf(stampless), { email: 'hieutruong@mau10.example' });
  bench.clock.set(local('2024-05-08 08:00'));
});
afterAll(() => bench.close());

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
/** Two messages lie in the inbox of the school without a stamp, one a day. */
const remind = () =>
  sendReminders(bench.openSession(officer), { filter: { school: [stampless] }, dryRun: false });
type Note = { id: string; kind: string; title: string; readAt: string | null };
const inbox = async (actor: Actor, unreadOnly = false) =>
  (
    await ask(
      actor,
      'query($unreadOnly: Boolean!) { notifications(unreadOnly: $unreadOnly) { totalCount nodes { id kind title readAt school { code } } } }',
      { unreadOnly },
    )
  ).data!['notifications'] as { totalCount: number; nodes: Note[] };
const setRecipient = (actor: Actor, input: object) =>
  ask(
    actor,
    'mutation($input: SetRecipientInput!) { setRecipient(input: $input) { recipient { role school { code } email } } }',
    { input },
  );

describe('an inbox', () => {
  test('is of its role and school, and read by each reader apart', async () => {
    const { nodes, totalCount } = await inbox(principalOf(stampless));
    const mark = (actor: Actor, ids: string[]) =>
      ask(
        actor,
        'mutation($ids: [ID!]!) { markRead(ids: $ids) { notifications { id readAt } unreadCount } }',
        { ids },
      );
    const id = nodes[0]!.id;
    expect((await mark(principalOf(stampless), [id])).data).toMatchObject({
      markRead: { notifications: [{ id, readAt: expect.any(String) }], unreadCount: totalCount - 1 },
    });
    expect(codeOf(await mark(principalOf(stampless), [id]))).toBeNull();
    expect((await inbox(principalOf(stampless), true)).totalCount).toBe(totalCount - 1);
    expect((await inbox({ ...principalOf(stampless), subject: 'another' }, true)).totalCount).toBe(
      totalCount,
    );
    for (const actor of [principalOf(ready), adminOf(stampless), officer]) {
      expect(codeOf(await mark(actor, [id]))).toBe('NOT_FOUND');
    }
    expect((await inbox(principalOf(ready))).totalCount).toBe(0);
    expect((await inbox(cityViewer)).totalCount).toBe(0);
  });
});

describe('the office’s own reminders', () => {
  const send = (actor: Actor, input: object) =>
    ask(
      actor,
      `mutation($input: SendRemindersInput!) { sendReminders(input: $input) { day dryRun sent
        reminders { school { code } role title body emails alreadySent } } }`,
      { input: { filter: { rule: 'R09' }, ...input } },
    );

  test('show who would get what, and send nothing, in a dry run', async () => {
    const before = (await logOf(bench)).length;
    expect((await send(officer, { dryRun: true, note: 'Đề nghị hoàn thành trong tuần' })).data).toMatchObject(
      {
        sendReminders: {
          day: '2024-05-08',
          dryRun: true,
          sent: 0,
          reminders: [
            { school: { code: silent }, role: 'principal', alreadySent: false },
            { school: { code: silent }, role: 'school_admin' },
            {
              school: { code: stampless },
              role: 'principal',
              emails: ['hieutruong@mau10.example'],
              body: expect.stringContaining('Đề nghị hoàn thành trong tuần'),
            },
            { school: { code: stampless }, role: 'school_admin', emails: [] },
          ],
        },
      },
    );
    await bench.settle();
    expect((await logOf(bench)).length).toBe(before);
  });

  test('are sent once a day, however often they are asked for, at once or again', async () => {
    const filter = { rule: 'R09', ward: ['dang-lam'], status: ['LATE'], school: [stampless] };
    const sent = (await Promise.all([send(officer, { filter }), send(head, { filter })])).map(
      ({ data }) => (data!['sendReminders'] as { sent: number }).sent,
    );
    expect(new Set(sent)).toEqual(new Set([0, 2]));
    expect((await send(officer, { filter })).data).toMatchObject({
      sendReminders: { sent: 0, reminders: [{ alreadySent: true }, { alreadySent: true }] },
    });
    bench.clock.set(local('2024-05-09 09:00'));
    expect((await send(officer, { filter })).data).toMatchObject({ sendReminders: { sent: 2 } });
  });

  test('are the office’s alone, and of rules that the plan has', async () => {
    const others = [
      inspectorOf(ready),
      principalOf(ready),
      adminOf(ready),
      providerOf(ready),
      toolOf(ready),
      cityViewer,
    ];
    for (const actor of others) expect(codeOf(await send(actor, { dryRun: true }))).toBe('FORBIDDEN');
    expect(codeOf(await send(officer, { filter: { rule: 'R99' } }))).toBe('NOT_FOUND');
  });
});

describe('a recipient', () => {
  test('is set by oneself, or by the office for anyone; the address stays out of the log', async () => {
    expect(
      (
        await setRecipient(officer, {
          subject: 'p.mau9',
          role: 'principal',
          school: ready,
          email: 'a@mau9.example',
        })
      ).data,
    ).toMatchObject({
      setRecipient: { recipient: { role: 'principal', school: { code: ready }, email: 'a@mau9.example' } },
    });
    expect(codeOf(await setRecipient(principalOf(ready), { subject: 'p.mau9', email: 'b@x.example' }))).toBe(
      'FORBIDDEN',
    );
    expect(
      (await setRecipient(officer, { subject: 'p.mau9', role: 'principal', school: ready })).data,
    ).toMatchObject({
      setRecipient: { recipient: null },
    });
    await bench.settle();
    expect(JSON.stringify(await logOf(bench, 'rollout.recipientSet'))).not.toContain('@');
  });

  test('has an address that is one, and a place that its role has', async () => {
    expect(codeOf(await setRecipient(adminOf(ready), { email: 'không phải thư' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await setRecipient(adminOf(ready), { email: 'a@b.example, c@d.example' }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(codeOf(await setRecipient(officer, { subject: 'x', role: 'teacher', email: 'a@b.example' }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(
      codeOf(await setRecipient(officer, { subject: 'x', role: 'principal', email: 'a@b.example' })),
    ).toBe('BAD_USER_INPUT');
  });

  test('sees the own address, the office all', async () => {
    const list = async (actor: Actor) => (await ask(actor, '{ recipients { email } }')).data!['recipients'];
    expect(await list(officer)).toEqual([{ email: 'hieutruong@mau10.example' }]);
    expect(await list(cityViewer)).toEqual([]);
  });
});
