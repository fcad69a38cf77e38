import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import { checklist, officer, openDesk, otherPrincipal, type Desk, type KnownSchool } from './desk.js';
import { decision, reviewOf, SUBMIT, VERIFY } from './review.js';

let desk: Desk;
let review: ReturnType<typeof reviewOf>;
/** Each test has a school of its own. */
let school: KnownSchool;
beforeAll(async () => {
  desk = await openDesk();
  review = reviewOf(desk, () => school);
});
beforeEach(async () => {
  school = await desk.newSchool();
});
afterAll(() => desk.close());

test('a checklist with gaps is refused naming each of them, and nothing is submitted', async () => {
  await review.save('MOET_LINK', { bool: true }, 0);
  const { extensions, message } = await desk.refusal(school.principal, SUBMIT, { school: school.code });
  expect(extensions['code']).toBe('INCOMPLETE_CHECKLIST');
  const unmet = extensions['unmet'] as { item: string; title: string; reason: string }[];
  expect(unmet).toHaveLength(checklist.items.length - 1);
  expect(unmet[0]).toEqual({
    item: 'WORKING_GROUP',
    title: checklist.items[0]?.titleVi,
    reason: 'no value yet',
  });
  expect(message).toContain(school.code);
  expect(await desk.events('readiness.itemSubmitted', school.code)).toEqual([]);
});

test('a complete checklist is submitted as a whole: one event per item, the school is declared, nothing is verified yet', async () => {
  await review.fill();
  const { submitChecklist } = await review.submit();
  expect(new Set(submitChecklist.items.map(({ state }) => state))).toEqual(new Set(['SUBMITTED']));
  expect(submitChecklist.school).toEqual({
    code: school.code,
    checklist: { isSubmitted: true, declared: { percent: 100 }, verified: { percent: 0 } },
  });
  expect((await desk.events('readiness.itemSubmitted', school.code)).map(({ item }) => item)).toEqual(
    checklist.items.map(({ id }) => id),
  );
  await review.submit();
  expect(await desk.events('readiness.itemSubmitted', school.code)).toHaveLength(checklist.items.length);
});

test("only the school's own principal submits", async () => {
  await review.fill();
  for (const actor of [school.admin, officer, otherPrincipal, actorOf('inspector'), actorOf('principal')]) {
    const { extensions } = await desk.refusal(actor, SUBMIT, { school: school.code });
    expect(extensions['code']).toBe('FORBIDDEN');
  }
});

test('a returned item has to be saved again before the checklist can be submitted', async () => {
  await review.fill();
  await review.submit();
  const back = await desk.ask<{ returnItem: object }>(officer, decision('returnItem'), {
    id: school.key('DATA_PUPILS'),
    reason: 'Ngày chưa đúng',
  });
  expect(back.returnItem).toMatchObject({
    item: { state: 'RETURNED', returnReason: 'Ngày chưa đúng', version: 3 },
  });
  const { extensions } = await desk.refusal(school.principal, SUBMIT, { school: school.code });
  expect(extensions['unmet']).toMatchObject([
    { item: 'DATA_PUPILS', reason: expect.stringContaining('Ngày chưa đúng') },
  ]);
  await review.save('DATA_PUPILS', { date: '2024-04-13' }, 3);
  const { submitChecklist } = await review.submit();
  expect(submitChecklist.items.find(({ id }) => id === 'DATA_PUPILS')).toMatchObject({ state: 'SUBMITTED' });
});

test('a verified item may be returned too; a draft may not', async () => {
  await review.fill();
  const draft = await desk.refusal(officer, decision('returnItem'), {
    id: school.key('MOET_LINK'),
    reason: 'x',
  });
  expect(draft.extensions).toMatchObject({ code: 'INVALID_TRANSITION', from: 'DRAFT', to: 'RETURNED' });
  await review.submit();
  await desk.ask(officer, VERIFY, { ids: [school.key('MOET_LINK')] });
  await desk.ask(officer, decision('returnItem'), { id: school.key('MOET_LINK'), reason: 'x' });
  const again = await desk.refusal(officer, decision('reopenItem'), {
    id: school.key('MOET_LINK'),
    reason: 'x',
  });
  expect(again.extensions).toMatchObject({ code: 'INVALID_TRANSITION', from: 'RETURNED', to: 'REOPENED' });
});
