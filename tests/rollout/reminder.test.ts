import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { reminderConsumer } from '../../subgraphs/rollout/index.js';
import { itemEvent } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import { adminOf, definition, happen, head, of, officer, principalOf, take, until } from './bench.js';
import { openDistrict, ready, secondary, stampless } from './district.js';
import { openMailServer, type TestMailServer } from './smtp.js';

let bench: Workbench;
let mail: TestMailServer;
beforeAll(async () => {
  mail = await openMailServer();
  bench = await openDistrict();
});
afterAll(async () => {
  await bench.close();
  await mail.close();
});

const ask = (actor: Actor, text: string, variables = {}) => bench.run(definition, actor, text, variables);
type Note = { kind: string; title: string; body: string };
const inbox = async (actor: Actor) =>
  (await ask(actor, '{ notifications { totalCount nodes { kind title body } } }')).data!['notifications'] as {
    totalCount: number;
    nodes: Note[];
  };
const digests = async (actor: Actor) => (await inbox(actor)).nodes.filter(({ kind }) => kind === 'DIGEST');
/** A morning comes: compliance is evaluated, then whoever is host ticks. */
const morning = async (instant: string) => {
  await until(bench, instant);
  await mail.reminders.onIdle!(bench.openSession);
  await bench.settle();
};
const setRecipient = (actor: Actor, input: object) =>
  ask(
    actor,
    'mutation($input: SetRecipientInput!) { setRecipient(input: $input) { recipient { role school { code } email } } }',
    { input },
  );
/** Mails that are due later are made due: nobody waits a minute in a test. */
const makeDue = () =>
  bench
    .openSession(officer)
    .write((em) => em.execute('update rollout.mail set next_at = clock_timestamp()', [], 'run'));

describe('the ladder', () => {
  test('says nothing before seven, and nothing to a school that lacks nothing', async () => {
    await morning('2024-04-26 06:59');
    expect((await inbox(principalOf(stampless))).totalCount).toBe(0);
  });

  test('reminds on the last working day before a due on a Sunday, the principal and the admin, once however often it ticks', async () => {
    await setRecipient(principalOf(stampless), { email: 'hieutruong@mau10.example' });
    await morning('2024-04-26 07:00');
    await mail.reminders.onIdle!(bench.openSession);
    await reminderConsumer(() => null).onIdle!((actor) => bench.openSession(actor));
    const [digest, ...rest] = await digests(principalOf(stampless));
    expect(rest).toEqual([]);
    expect(digest).toMatchObject({ title: 'Nhắc việc ngày 26/4/2024: 2 tiêu chí cần hoàn thành' });
    expect(digest!.body).toContain('Kính gửi TH Mẫu 10,');
    expect(digest!.body).toContain('Sắp đến hạn hoặc đến hạn:');
    expect(digest!.body).toMatch(/- R09 .*hạn 28\/4\/2024\. Cần làm: /);
    expect(await digests(adminOf(stampless))).toHaveLength(1);
    expect(await digests(principalOf(ready))).toEqual([]);
    expect(await digests(principalOf(secondary))).toEqual([]);
  });

  test('reminds no second time where the clock is set an hour or a day back and runs past the hour again', async () => {
    const again = [
      '2024-04-26 06:00',
      '2024-04-26 07:00',
      '2024-04-25 23:30',
      '2024-04-26 00:30',
      '2024-04-26 08:00',
    ];
    for (const instant of again) await morning(instant);
    // Another process has no memory of its own of the day.
    await reminderConsumer(() => null).onIdle!((actor) => bench.openSession(actor));
    expect(await digests(principalOf(stampless))).toHaveLength(1);
    expect(await digests(adminOf(stampless))).toHaveLength(1);
  });

  test('is silent on a weekend, speaks on the working day after the due, and gives the head the week’s list that Monday', async () => {
    await morning('2024-04-27 08:00');
    await morning('2024-04-28 08:00');
    expect(await digests(principalOf(stampless))).toHaveLength(1);
    await morning('2024-04-29 07:30');
    const [digest] = await digests(principalOf(stampless));
    expect(digest!.body).toContain('Đã quá hạn:');
    const [weekly] = await digests(head);
    expect(weekly!.title).toBe('Tổng hợp tuần ngày 29/4/2024: 2 trường quá hạn');
    expect(weekly!.body).toMatch(/- TH Mẫu 10: R09, R13/);
    expect(await digests(officer)).toEqual([]);
  });

  test('then reminds weekly, the principal alone: not on holidays, and not on other days', async () => {
    for (const day of ['30', '30', '01', '02', '03']) {
      await morning(day === '30' ? '2024-04-30 08:00' : `2024-05-${day} 08:00`);
    }
    expect(await digests(principalOf(stampless))).toHaveLength(2);
    await morning('2024-05-06 08:00');
    expect(await digests(principalOf(stampless))).toHaveLength(3);
    expect(await digests(adminOf(stampless))).toHaveLength(2);
    expect(await digests(head)).toHaveLength(2);
  });

  test('sends by e-mail what it delivered, as plain Vietnamese text to the address of the role, once', async () => {
    const mails = mail.taken.filter(({ to }) => to === 'hieutruong@mau10.example');
    expect(mails).toHaveLength(3);
    expect(mails[0]!.source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(mails[0]!.source).toMatch(/Content-Type: text\/plain; charset=utf-8/i);
    await makeDue();
    await mail.reminders.onIdle!(bench.openSession);
    expect(mail.taken).toHaveLength(3);
  });
});

describe('an item that is returned', () => {
  test('is told at once to the school, by mail too, and live to who listens', async () => {
    const stream = await bench.follow(
      definition,
      principalOf(stampless),
      'subscription { notified { cursor at school { code } before after cause { rule } notification { kind title } } }',
    );
    const heard = take(stream as AsyncGenerator, 1);
    bench.consume({ ...mail.reminders, name: 'test.reminders' });
    const returned = itemEvent('readiness.itemReturned', '2024-05-07 10:00', 'COMPUTERS_CONNECTED');
    await happen(
      bench,
      of(stampless, [{ ...returned, data: { ...returned.data, reason: 'Thiếu biên bản' } } as never]),
    );
    await bench.settle();
    expect((await heard)[0]).toMatchObject({
      school: { code: stampless },
      before: null,
      after: 'RETURNED',
      notification: { kind: 'RETURNED', title: expect.stringContaining('bị trả lại') },
    });
    const [note] = (await inbox(adminOf(stampless))).nodes;
    expect(note!.body).toContain('Lý do: Thiếu biên bản');
    await mail.reminders.onIdle!(bench.openSession);
    // The consumer is at its letters as well: whichever of the two took this one, it is on its way.
    await vi.waitFor(
      () => expect(mail.taken.filter(({ to }) => to === 'hieutruong@mau10.example')).toHaveLength(4),
      { timeout: 20_000 },
    );
  });
});

test('a mail that the server refuses is tried again later, under the same id, and given up after eight times', async () => {
  mail.refuses = true;
  await morning('2024-05-13 08:00');
  const state = async () =>
    bench
      .openSession(officer)
      .write((em) =>
        em.execute(
          "select state, attempts, last_error from rollout.mail where state <> 'SENT' order by attempts desc",
        ),
      );
  expect(await state()).toMatchObject([
    { state: 'WAITING', attempts: 1, last_error: expect.stringContaining('mailbox full') },
  ]);
  await mail.reminders.onIdle!(bench.openSession);
  expect(await state()).toMatchObject([{ attempts: 1 }]);
  for (let n = 2; n <= 8; n += 1) {
    await makeDue();
    await mail.reminders.onIdle!(bench.openSession);
  }
  expect(await state()).toMatchObject([{ state: 'GIVEN_UP', attempts: 8 }]);
  mail.refuses = false;
});
