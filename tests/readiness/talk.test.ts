import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { actorOf } from '../support/subgraph.js';
import { officer, openDesk, OTHER, type Desk, type KnownSchool } from './desk.js';
import { decision, reviewOf } from './review.js';
import { stampsOf } from './stamps.js';

let desk: Desk;
let school: KnownSchool;
let review: ReturnType<typeof reviewOf>;
beforeAll(async () => {
  desk = await openDesk();
  review = reviewOf(desk, () => school);
});
beforeEach(async () => {
  desk.clock.set(new Date('2024-04-15T08:00:00+07:00'));
  school = await desk.newSchool();
});
afterAll(() => desk.close());

const VERIFY_SEEN =
  'mutation($ids: [ID!]!, $versions: [Int!]) { verifyItems(ids: $ids, versions: $versions) { items { key state } } }';
const COMMENT =
  'mutation($id: ID!, $text: String!, $followUp: Boolean) { commentItem(id: $id, text: $text, followUp: $followUp) { item { id state followUp comments { text followUp author authorRole at } } } }';
const INBOX = `query($first: Int, $untouchedDays: Int) { readinessInbox(first: $first, untouchedDays: $untouchedDays) {
  itemsToVerify { school { code } items oldestSubmittedAt waitingDays } schoolsToVerifyTotal
  certificatesToApprove { school { code } certificate { serial state } waitingDays } certificatesToApproveTotal
  returnedUntouched { school { code } key titleVi reason days } returnedUntouchedTotal
  followUps { key reason days } followUpsTotal } }`;
interface Inbox {
  itemsToVerify: { school: { code: string } }[];
  schoolsToVerifyTotal: number;
  certificatesToApprove: { school: { code: string } }[];
  certificatesToApproveTotal: number;
  returnedUntouched: { key: string; days: number }[];
  returnedUntouchedTotal: number;
  followUps: { key: string }[];
  followUpsTotal: number;
}
const inboxOf = async (actor: Actor, variables = {}) =>
  (await desk.ask<{ readinessInbox: Inbox }>(actor, INBOX, variables)).readinessInbox;
const inbox = (variables = {}) => inboxOf(officer, variables);

test('an item that has changed since it was seen is not verified, and then none is', async () => {
  await review.fill();
  await review.submit();
  await review.save('MOET_LINK', { bool: false }, 2);
  await review.submit();
  const ids = [school.key('RESOURCES'), school.key('MOET_LINK')];
  const conflict = {
    code: 'VERSION_CONFLICT',
    id: school.key('MOET_LINK'),
    expectedVersion: 2,
    currentVersion: 4,
  };
  expect((await desk.refusal(officer, VERIFY_SEEN, { ids, versions: [2, 2] })).extensions).toMatchObject(
    conflict,
  );
  const named = [`${school.key('RESOURCES')}@2`, `${school.key('MOET_LINK')}@2`];
  expect((await desk.refusal(officer, VERIFY_SEEN, { ids: named })).extensions).toMatchObject(conflict);
  expect(await desk.events('readiness.itemVerified', school.code)).toEqual([]);
  const { verifyItems } = await desk.ask<{ verifyItems: { items: object[] } }>(officer, VERIFY_SEEN, {
    ids: [`${school.key('RESOURCES')}@2`, `${school.key('MOET_LINK')}@4`],
  });
  expect(verifyItems.items).toMatchObject([{ state: 'VERIFIED' }, { state: 'VERIFIED' }]);
});

test('versions that are not one for each item, or no numbers, are refused', async () => {
  const ids = [school.key('RESOURCES')];
  const codes = [
    (await desk.refusal(officer, VERIFY_SEEN, { ids, versions: [1, 2] })).extensions,
    (await desk.refusal(officer, VERIFY_SEEN, { ids: [`${school.key('RESOURCES')}@x`] })).extensions,
    (await desk.refusal(officer, VERIFY_SEEN, { ids: [`${school.key('RESOURCES')}@`] })).extensions,
  ];
  expect(codes.map(({ code, field }) => [code, field])).toEqual([
    ['BAD_USER_INPUT', 'versions'],
    ['BAD_USER_INPUT', 'ids'],
    ['BAD_USER_INPUT', 'ids'],
  ]);
});

test('office and school talk about an item in a thread, whose newest word says whether it is followed up', async () => {
  const id = school.key('MOET_LINK');
  await review.save('MOET_LINK', { bool: true }, 0);
  await desk.ask(officer, COMMENT, { id, text: ' Gửi ảnh chụp màn hình. ', followUp: true });
  expect((await inbox()).followUps).toMatchObject([{ key: id, reason: 'Gửi ảnh chụp màn hình.', days: 0 }]);
  desk.clock.set(new Date('2024-04-16T09:00:00+07:00'));
  const { commentItem } = await desk.ask<{ commentItem: { item: object } }>(school.admin, COMMENT, {
    id,
    text: 'Đã gửi.',
  });
  expect(commentItem.item).toEqual({
    id: 'MOET_LINK',
    state: 'DRAFT',
    followUp: false,
    comments: [
      {
        text: 'Gửi ảnh chụp màn hình.',
        followUp: true,
        author: officer.subject,
        authorRole: 'district_officer',
        at: '2024-04-15T08:00:00.000+07:00',
      },
      expect.objectContaining({ text: 'Đã gửi.', followUp: false, authorRole: 'school_admin' }),
    ],
  });
  expect((await inbox()).followUps).toEqual([]);
  expect(await desk.events('readiness.commentAdded', school.code)).toMatchObject([
    { item: 'MOET_LINK', followUp: true },
    { item: 'MOET_LINK', followUp: false },
  ]);
});

test('strangers neither talk nor listen; blank words and items that are none are refused', async () => {
  const id = school.key('COMPUTERS_CONNECTED');
  for (const actor of [
    actorOf('principal', [OTHER]),
    actorOf('inspector', [OTHER]),
    actorOf('provider', [school.code]),
    actorOf('reporting_tool'),
    actorOf('city_viewer'),
  ]) {
    expect((await desk.refusal(actor, COMMENT, { id, text: 'x' })).extensions.code).toBe('FORBIDDEN');
  }
  await desk.ask(actorOf('inspector', [school.code]), COMMENT, { id, text: 'Đã xem tại trường.' });
  expect((await desk.refusal(officer, COMMENT, { id, text: ' ' })).extensions).toMatchObject({
    field: 'text',
  });
  expect(
    (await desk.refusal(officer, COMMENT, { id: school.key('NOTHING'), text: 'x' })).extensions.code,
  ).toBe('NOT_FOUND');
  type Data = {
    _entities: { checklist: { items: { comments: object | null; followUp: boolean | null }[] } }[];
  };
  const { _entities } = await desk.ask<Data>(
    actorOf('provider', [school.code]),
    `{ _entities(representations: [{ __typename: "School", code: "${school.code}" }]) { ... on School { checklist { items { comments { text } followUp } } } } }`,
  );
  expect(
    _entities[0]?.checklist.items.every(({ comments, followUp }) => comments === null && followUp === null),
  ).toBe(true);
});

test("the office's inbox shows what waits, how long, and how much there is in all", async () => {
  await review.fill();
  await review.submit();
  await desk.ask(officer, decision('returnItem'), { id: school.key('RESOURCES'), reason: 'Thiếu số liệu' });
  const { certificate } = await stampsOf(desk, () => school).declare();
  await desk.ask(school.admin, 'mutation($id: ID!) { registerCertificate(id: $id) { certificate { id } } }', {
    id: certificate.id,
  });
  expect((await inbox()).returnedUntouched).toEqual([]);
  desk.clock.set(new Date('2024-04-18T07:00:00+07:00'));
  const waiting = await inbox();
  expect(waiting.itemsToVerify.find((queue) => queue.school.code === school.code)).toMatchObject({
    items: 16,
    oldestSubmittedAt: '2024-04-15T08:00:00.000+07:00',
    waitingDays: 3,
  });
  expect(waiting.certificatesToApprove).toMatchObject([
    { school: { code: school.code }, certificate: { state: 'REGISTERED' }, waitingDays: 3 },
  ]);
  expect(waiting.returnedUntouched).toMatchObject([
    { key: school.key('RESOURCES'), reason: 'Thiếu số liệu', days: 3 },
  ]);
  const another = await desk.newSchool();
  await desk.fill(another.admin, another.code);
  await desk.ask(
    another.principal,
    'mutation($school: ID!) { submitChecklist(school: $school) { school { code } } }',
    {
      school: another.code,
    },
  );
  const total = (await inbox()).schoolsToVerifyTotal;
  expect(await inbox({ first: 1 })).toMatchObject({ schoolsToVerifyTotal: total });
  expect((await inbox({ first: 1 })).itemsToVerify).toHaveLength(1);
});

test('an inspector sees what waits at the assigned schools, and no certificates', async () => {
  await review.fill();
  await review.submit();
  await desk.ask(officer, decision('returnItem'), { id: school.key('RESOURCES'), reason: 'Thiếu số liệu' });
  await desk.ask(officer, COMMENT, { id: school.key('MOET_LINK'), text: 'Xem lại.', followUp: true });
  const { certificate } = await stampsOf(desk, () => school).declare();
  await desk.ask(school.admin, 'mutation($id: ID!) { registerCertificate(id: $id) { certificate { id } } }', {
    id: certificate.id,
  });
  desk.clock.set(new Date('2024-04-18T07:00:00+07:00'));
  expect(await inboxOf(actorOf('inspector', [school.code]))).toMatchObject({
    itemsToVerify: [{ school: { code: school.code } }],
    schoolsToVerifyTotal: 1,
    certificatesToApprove: [],
    certificatesToApproveTotal: 0,
    returnedUntouched: [{ key: school.key('RESOURCES') }],
    followUps: [{ key: school.key('MOET_LINK') }],
  });
  expect(await inboxOf(actorOf('inspector', []))).toMatchObject({
    itemsToVerify: [],
    schoolsToVerifyTotal: 0,
    returnedUntouched: [],
    followUps: [],
  });
});

test('the inbox is for those who verify, costs five statements, and takes sensible bounds', async () => {
  for (const actor of [
    school.principal,
    actorOf('provider', [school.code]),
    actorOf('reporting_tool'),
    actorOf('city_viewer'),
  ]) {
    expect((await desk.refusal(actor, INBOX)).extensions.code).toBe('FORBIDDEN');
  }
  desk.takeReads();
  await inbox();
  expect(desk.takeReads()).toEqual({ readiness: 5 });
  expect((await desk.refusal(officer, INBOX, { first: 0 })).extensions).toMatchObject({ field: 'first' });
  expect((await desk.refusal(officer, INBOX, { untouchedDays: -1 })).extensions).toMatchObject({
    field: 'untouchedDays',
  });
});
