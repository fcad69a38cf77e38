import { Webhook as Signer } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { positionToCursor } from '../../shared/cursor.js';
import { asOwner } from '../support/owner.js';
import { adminOf, codeOf, definition, head, inspectorOf, logOf, officer, toolOf } from './bench.js';
import {
  HOUR_MS,
  mau01,
  mau02,
  numberOf,
  openWebhookBench,
  schoolOf,
  type WebhookBench,
} from './webhooks.js';

vi.stubEnv('WEBHOOK_ALLOW_PRIVATE', 'on');

let hooks: WebhookBench;
beforeEach(async () => {
  hooks = await openWebhookBench();
});
afterEach(() => hooks.close());

test('a receiver is told of what the registrant sees in `changes`, signed with the secret that was shown once', async () => {
  const { id, secret } = await hooks.register({ types: null });
  hooks.deliver();
  await hooks.happen(mau01, 1);
  await hooks.happen(null, 2);
  const received = await hooks.receiver.until(3);
  for (const { text, headers } of received)
    expect(new Signer(secret).verify(text, headers)).toEqual(JSON.parse(text));

  const { changes } = await hooks.ask<{ changes: { nodes: { id: string; cursor: string; type: string }[] } }>(
    'query { changes(first: 500) { nodes { id cursor type at actorRole actor data } } }',
  );
  const told = changes.nodes.slice(-3);
  expect(told.map(({ type }) => type)).toEqual([
    'rollout.webhookChanged',
    'rollout.documentPublished',
    'rollout.documentPublished',
  ]);
  for (const node of told) {
    const { headers, body } = received.find((one) => one.body.data.id === node.id)!;
    expect(headers['webhook-id']).toBe(node.id);
    expect(body.data).toMatchObject({ ...node, isTruncated: false });
  }
  const last = told.at(-1)!.cursor;
  expect(
    await hooks.untilStanding(id, ({ waiting, cursor }) => waiting === 0 && cursor === last),
  ).toMatchObject({
    state: 'ACTIVE',
    failure: null,
    registeredBy: officer.subject,
  });
  const shown = await hooks.ask(
    '{ webhooks { id url types school { code } state reason registeredBy cursor } }',
  );
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(JSON.stringify(await logOf(hooks.bench, 'rollout.webhookChanged'))).not.toMatch(/whsec|\/hook/);
});

test('only what is asked for is sent, from the cursor that was given, however old', async () => {
  await hooks.happen(mau01, 1, 2);
  await hooks.happen(mau02, 3);
  await hooks.register({
    after: positionToCursor(0),
    types: ['rollout.documentPublished', 'x.y'],
    school: null,
  });
  hooks.deliver();
  expect((await hooks.receiver.until(3)).map(numberOf).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  await expect(hooks.register({ after: positionToCursor(10_000) })).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', field: 'after' },
  });
  for (const types of [[], ['drop table']]) {
    await expect(hooks.register({ types })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'types' },
    });
  }
  await expect(hooks.register({ school: '00000000' })).rejects.toMatchObject({
    extensions: { code: 'NOT_FOUND' },
  });
});

test('a school whose event fails waits with all that follows it, in order, and holds up no other', async () => {
  const { id } = await hooks.register();
  let isBroken = true;
  hooks.receiver.answer = (request) => (isBroken && numberOf(request) === 1 ? 500 : 204);
  hooks.deliver();
  await hooks.happen(mau01, 1, 2, 3);
  await hooks.happen(mau02, 4, 5);
  // One that failed and two that did not; before them the first school alone may be what waits.
  await hooks.receiver.until(3);
  const failing = await hooks.untilStanding(id, ({ waiting, failure }) => waiting === 3 && failure !== null);
  expect(failing).toMatchObject({ state: 'ACTIVE', failure: 'answered 500' });
  const before = [...hooks.receiver.received];
  expect(before.filter((one) => schoolOf(one) === mau01).map(numberOf)).toEqual([1]);
  expect(before.filter((one) => schoolOf(one) === mau02).map(numberOf)).toEqual([4, 5]);

  isBroken = false;
  hooks.pass(10_000);
  await hooks.untilStanding(id, ({ waiting }) => waiting === 0);
  const again = hooks.receiver.received.filter((one) => schoolOf(one) === mau01);
  expect(again.map(numberOf)).toEqual([1, 1, 2, 3]);
  // Known again by its id, whatever became of the first try.
  expect(again[1]!.headers['webhook-id']).toBe(again[0]!.headers['webhook-id']);
});

test('a receiver that fails for three days is told no more, the office is told so, and it goes on where it stood', async () => {
  const { id } = await hooks.register();
  hooks.receiver.answer = () => 503;
  hooks.deliver();
  await hooks.happen(mau01, 1, 2);
  // What a try came to is written before time goes on.
  const settled = async () => {
    const at = hooks.now().getTime();
    return hooks.untilStanding(
      id,
      ({ failedAt }) => failedAt !== null && new Date(failedAt).getTime() === at,
    );
  };
  let tries = 1;
  for (; (await settled()).state === 'ACTIVE'; tries += 1) hooks.pass(7 * HOUR_MS);
  expect(await hooks.standing(id)).toMatchObject({ reason: 'answered 503', waiting: 2 });
  // Eleven times seven hours are the first past three days.
  expect([tries, hooks.receiver.received.length]).toEqual([12, 12]);
  for (const reader of [officer, head]) {
    const { notifications } = await hooks.ask<{ notifications: { nodes: { title: string }[] } }>(
      '{ notifications(first: 5) { nodes { kind title body } } }',
      {},
      reader,
    );
    expect(notifications.nodes).toMatchObject([
      { kind: 'WEBHOOK_DISABLED', body: expect.stringContaining('503') },
    ]);
  }
  // The event has its number in the log a moment after it was written.
  await hooks.bench.settle();
  expect((await logOf(hooks.bench, 'rollout.webhookChanged')).at(-1)).toMatchObject({
    data: { before: 'ACTIVE', after: 'DISABLED', reason: 'answered 503' },
  });

  hooks.receiver.answer = () => 204;
  await hooks.ask('mutation($id: ID!) { resumeWebhook(id: $id) { webhook { state } } }', { id });
  await hooks.untilStanding(id, ({ waiting }) => waiting === 0);
  expect(hooks.receiver.received.slice(tries).map(numberOf)).toEqual([1, 2]);
  await expect(
    hooks.ask('mutation($id: ID!) { resumeWebhook(id: $id) { webhook { id } } }', { id }),
  ).rejects.toMatchObject({
    extensions: { code: 'INVALID_TRANSITION' },
  });
});

test('a receiver that is gone for good (410) is told no more at once', async () => {
  const { id } = await hooks.register();
  hooks.receiver.answer = () => 410;
  hooks.deliver();
  await hooks.happen(null, 1);
  expect(await hooks.untilStanding(id, ({ state }) => state === 'DISABLED')).toMatchObject({
    reason: 'answered 410',
  });
});

test('several processes and restarts deliver every event once and in order', async () => {
  const { id } = await hooks.register();
  const first = hooks.deliver();
  hooks.deliver();
  await hooks.happen(mau01, 1, 2, 3, 4, 5);
  await hooks.receiver.until(2);
  await first.stop();
  await hooks.happen(mau01, 6, 7);
  hooks.deliver();
  await hooks.receiver.until(7);
  await hooks.untilStanding(id, ({ waiting }) => waiting === 0);
  expect(hooks.receiver.received.map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('what the registrant may no longer see is not sent, even where it waited already', async () => {
  const { id } = await hooks.register();
  hooks.receiver.answer = () => 500;
  hooks.deliver();
  await hooks.happen(mau01, 1, 2);
  await hooks.untilStanding(id, ({ failure }) => failure !== null);
  const sent = hooks.receiver.received.length;
  await asOwner(
    hooks.bench.database,
    `update rollout.webhook set registrant = registrant || '{"role": "city_viewer"}'`,
  );
  hooks.receiver.answer = () => 204;
  hooks.pass(HOUR_MS);
  await hooks.happen(mau01, 3);
  await hooks.untilStanding(id, ({ waiting }) => waiting === 0);
  expect(hooks.receiver.received).toHaveLength(sent);
});

test('while a secret is changed for another, requests carry both signatures; after a day the new one alone', async () => {
  const { id, secret: old } = await hooks.register();
  const { rotateWebhookSecret } = await hooks.ask<{ rotateWebhookSecret: { secret: string } }>(
    'mutation($id: ID!) { rotateWebhookSecret(id: $id) { secret } }',
    { id },
  );
  hooks.deliver();
  await hooks.happen(null, 1);
  const [both] = await hooks.receiver.until(1);
  for (const secret of [old, rotateWebhookSecret.secret])
    new Signer(secret).verify(both!.text, both!.headers);
  hooks.pass(25 * HOUR_MS);
  await hooks.happen(null, 2);
  const [, later] = await hooks.receiver.until(2);
  expect(later!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
});

test('a webhook that was removed is sent nothing more, and nobody but the office knows of any', async () => {
  const { id } = await hooks.register();
  await hooks.ask('mutation($id: ID!) { removeWebhook(id: $id) { id } }', { id });
  const { id: other } = await hooks.register();
  hooks.deliver();
  await hooks.happen(null, 1);
  await hooks.untilStanding(other, ({ waiting, deliveredAt }) => waiting === 0 && deliveredAt !== null);
  expect(hooks.receiver.received).toHaveLength(1);
  for (const actor of [adminOf(mau01), inspectorOf(mau01), toolOf(mau01)]) {
    expect(codeOf(await hooks.bench.run(definition, actor, '{ webhooks { id } }'))).toBe('FORBIDDEN');
    const { data } = await hooks.bench.run(definition, actor, '{ changes(first: 500) { nodes { type } } }');
    expect(JSON.stringify(data)).not.toContain('webhookChanged');
  }
});

test('there is a bound to how many receivers a hub has', async () => {
  for (let n = 0; n < 20; n += 1) await hooks.register();
  await expect(hooks.register()).rejects.toMatchObject({
    extensions: { code: 'LIMIT_EXCEEDED', limit: 'webhooks', value: 20 },
  });
});
