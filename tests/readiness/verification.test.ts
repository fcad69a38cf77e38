import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import { checklist, officer, openDesk, OTHER, SAVE, valueFor, type Desk, type KnownSchool } from './desk.js';
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

test('verified items are closed to the school until they are reopened', async () => {
  await review.fill();
  await review.submit();
  await desk.ask(officer, VERIFY, { ids: [school.key('MOET_LINK')], note: ' Đã đối chiếu. ' });
  expect(await desk.events('readiness.itemVerified', school.code)).toMatchObject([
    {
      item: 'MOET_LINK',
      note: 'Đã đối chiếu.',
      before: { state: 'SUBMITTED', version: 2 },
      after: { state: 'VERIFIED', version: 3 },
    },
  ]);

  const edit = {
    input: { school: school.code, item: 'MOET_LINK', value: { bool: false }, expectedVersion: 3 },
  };
  const { extensions } = await desk.refusal(school.admin, SAVE, edit);
  expect(extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'VERIFIED',
    to: 'DRAFT',
    allowed: ['RETURNED', 'REOPENED'],
  });

  const reopened = await desk.ask<{ reopenItem: object }>(officer, decision('reopenItem'), {
    id: school.key('MOET_LINK'),
    reason: 'Đổi phần mềm',
  });
  expect(reopened.reopenItem).toMatchObject({
    item: { state: 'REOPENED', returnReason: 'Đổi phần mềm', verifiedBy: null, value: { kind: 'BOOL' } },
  });
  expect(await desk.events('readiness.itemReturned', school.code)).toMatchObject([
    { reason: 'Đổi phần mềm', after: { state: 'REOPENED' } },
  ]);
  await review.submit();
  expect(await review.save('MOET_LINK', { bool: false }, 5)).toEqual({
    id: 'MOET_LINK',
    state: 'DRAFT',
    version: 6,
  });
});

test('verification is all or none', async () => {
  await review.fill();
  await review.submit();
  await review.save('RESOURCES', { bool: true }, 2);
  const { extensions } = await desk.refusal(officer, VERIFY, {
    ids: checklist.items.map(({ id }) => school.key(id)),
  });
  expect(extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    id: school.key('RESOURCES'),
    from: 'DRAFT',
    to: 'VERIFIED',
  });
  expect(await desk.events('readiness.itemVerified', school.code)).toEqual([]);
});

test('items of several schools are verified in one call, each once', async () => {
  const items: string[] = [];
  const another = await desk.newSchool();
  for (const { principal, code, key } of [school, another]) {
    await desk.fill(principal, code);
    await desk.ask(principal, SUBMIT, { school: code });
    items.push(key('MOET_LINK'), key('RESOURCES'));
  }
  const { verifyItems } = await desk.ask<{ verifyItems: { items: object[]; schools: object[] } }>(
    officer,
    VERIFY,
    { ids: [...items, ...items] },
  );
  expect(verifyItems.items).toHaveLength(4);
  expect(verifyItems.schools).toEqual([{ code: school.code }, { code: another.code }]);
});

test('nobody verifies what he declared or submitted, under whatever role', async () => {
  const twoHats = { ...officer, subject: school.admin.subject };
  await review.fill();
  await review.submit();
  for (const subject of [school.admin.subject, school.principal.subject]) {
    const { extensions } = await desk.refusal({ ...twoHats, subject }, VERIFY, {
      ids: [school.key('MOET_LINK')],
    });
    expect(extensions).toMatchObject({ code: 'FORBIDDEN', action: 'verify what the same person declared' });
  }
});

test('an inspector verifies and returns at assigned schools alone', async () => {
  await review.fill();
  await review.submit();
  const assigned = actorOf('inspector', [school.code]);
  await desk.ask(assigned, VERIFY, { ids: [school.key('MOET_LINK')] });
  await desk.ask(assigned, decision('returnItem'), { id: school.key('RESOURCES'), reason: 'Thiếu số liệu' });
  const elsewhere = actorOf('inspector', [OTHER]);
  expect(
    (await desk.refusal(elsewhere, VERIFY, { ids: [school.key('SCHOOL_PLAN')] })).extensions,
  ).toMatchObject({
    code: 'FORBIDDEN',
    school: school.code,
  });
  expect(
    (await desk.refusal(elsewhere, decision('returnItem'), { id: school.key('SCHOOL_PLAN'), reason: 'x' }))
      .extensions['code'],
  ).toBe('FORBIDDEN');
});

test('an item that the office grants not to apply leaves the whole, is not asked for on submitting, and can be opened again', async () => {
  await review.fill();
  const granted = await desk.ask<{ setNotApplicable: object }>(officer, decision('setNotApplicable'), {
    id: school.key('PAPER_REPLACED'),
    reason: 'Không có thủ tục',
  });
  expect(granted.setNotApplicable).toMatchObject({
    item: { state: 'NOT_APPLICABLE', note: 'Không có thủ tục' },
  });
  expect(await desk.events('readiness.itemNotApplicable', school.code)).toMatchObject([
    { item: 'PAPER_REPLACED', reason: 'Không có thủ tục', after: { state: 'NOT_APPLICABLE' } },
  ]);
  const { submitChecklist } = await review.submit();
  expect(submitChecklist.school).toMatchObject({
    checklist: { isSubmitted: true, declared: { percent: 100 } },
  });
  const edit = {
    input: { school: school.code, item: 'PAPER_REPLACED', value: { bool: true }, expectedVersion: 2 },
  };
  expect((await desk.refusal(school.admin, SAVE, edit)).extensions).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'NOT_APPLICABLE',
  });
  await desk.ask(officer, decision('reopenItem'), { id: school.key('PAPER_REPLACED'), reason: 'Nhầm' });
  expect(await review.save('PAPER_REPLACED', { bool: true }, 3)).toMatchObject({ state: 'DRAFT' });
});

test('not applicable is granted by the office alone, for items not started as well, never for verified ones', async () => {
  await desk.ask(officer, decision('setNotApplicable'), { id: school.key('MOET_LINK'), reason: 'x' });
  for (const actor of [school.principal, actorOf('inspector', [school.code])]) {
    const { extensions } = await desk.refusal(actor, decision('setNotApplicable'), {
      id: school.key('RESOURCES'),
      reason: 'x',
    });
    expect(extensions['code']).toBe('FORBIDDEN');
  }
  await desk.ask(officer, decision('reopenItem'), { id: school.key('MOET_LINK'), reason: 'x' });
  await review.save('MOET_LINK', { bool: true }, 2);
  for (const { id, kind } of checklist.items.filter(({ id }) => id !== 'MOET_LINK'))
    await review.save(id, valueFor(id, kind), 0);
  await review.submit();
  await desk.ask(officer, VERIFY, { ids: [school.key('MOET_LINK')] });
  const { extensions } = await desk.refusal(officer, decision('setNotApplicable'), {
    id: school.key('MOET_LINK'),
    reason: 'x',
  });
  expect(extensions).toMatchObject({ code: 'INVALID_TRANSITION', from: 'VERIFIED' });
});

test('a decision without a reason, on a key that is none, or on nothing that exists, is refused', async () => {
  await review.save('MOET_LINK', { bool: true }, 0);
  const refused = async (ids: string[]) => (await desk.refusal(officer, VERIFY, { ids })).extensions;
  expect(
    (await desk.refusal(officer, decision('returnItem'), { id: school.key('MOET_LINK'), reason: '  ' }))
      .extensions,
  ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' });
  expect(await refused(['MOET_LINK'])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'ids' });
  expect(await refused([])).toMatchObject({ code: 'BAD_USER_INPUT', field: 'ids' });
  expect(await refused([school.key('PHOTOCOPIERS')])).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(['99999999:MOET_LINK'])).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused([school.key('RESOURCES')])).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'NOT_STARTED',
  });
  expect(
    await refused(Array.from({ length: 501 }, (_, index) => `${31_000_000 + index}:MOET_LINK`)),
  ).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 'ids', value: 500 });
});
