import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { followSignatureDates } from '../../subgraphs/readiness/index.js';
import { actorOf } from '../support/subgraph.js';
import { officer, openDesk, OTHER, type Desk, type KnownSchool } from './desk.js';
import { reviewOf, VERIFY } from './review.js';

let desk: Desk;
let review: ReturnType<typeof reviewOf>;
/** Each test has a school of its own, with 2 managers and 20 homeroom teachers. */
let school: KnownSchool;
beforeAll(async () => {
  desk = await openDesk();
  review = reviewOf(desk, () => school);
});
beforeEach(async () => {
  desk.clock.set(new Date('2024-04-15T08:00:00+07:00'));
  school = await desk.newSchool();
});
afterAll(() => desk.close());

const DECLARE = `mutation($input: DeclareSignaturesInput!) { declareSignatures(input: $input) { item { id state version value { numerator denominator } } school { code } } }`;
const batch = (count: number, from: string, to: string) => ({
  count,
  issuer: 'VGCA',
  validFrom: `${from}T00:00:00+07:00`,
  validTo: `${to}T00:00:00+07:00`,
});
const input = (batches: object[], expectedVersion = 0, group = 'TEACHERS') => ({
  input: { school: school.code, group, batches, expectedVersion },
});
const declare = async (batches: object[], expectedVersion = 0) =>
  (
    await desk.ask<{ declareSignatures: { item: object } }>(
      school.admin,
      DECLARE,
      input(batches, expectedVersion),
    )
  ).declareSignatures.item;
const sweep = () => followSignatureDates(desk.openSession(hubActor));
const signatures = async (actor = officer, more = '') => {
  type Data = {
    _entities: {
      signatures: Record<string, unknown> | null;
      checklist: { items: Record<string, unknown>[] } | null;
    }[];
  };
  const { _entities } = await desk.ask<Data>(
    actor,
    `{ _entities(representations: [{ __typename: "School", code: "${school.code}" }]) { ... on School { signatures { teachers { numerator denominator } batches { group count issuer isValid validTo } ${more} } checklist { items { id state value { numerator } returnReason } } } } }`,
  );
  const items = _entities[0]?.checklist?.items;
  return { ..._entities[0]?.signatures, item: items?.find(({ id }) => id === 'SIGNATURES_TEACHERS') };
};

test('declared batches draft the ratio of those valid now, of all whom the register counts', async () => {
  const item = await declare([batch(12, '2024-01-01', '2024-05-01'), batch(6, '2024-04-20', '2025-04-20')]);
  expect(item).toMatchObject({
    id: 'SIGNATURES_TEACHERS',
    state: 'DRAFT',
    version: 1,
    value: { numerator: 12, denominator: 20 },
  });
  expect(await signatures(officer, 'expiringSoon(withinDays: 30) { count }')).toMatchObject({
    teachers: { numerator: 12, denominator: 20 },
    batches: [
      { group: 'TEACHERS', count: 12, isValid: true, validTo: '2024-05-01T00:00:00.000+07:00' },
      { count: 6, isValid: false },
    ],
    expiringSoon: [{ count: 12 }],
  });
  expect(await desk.events('readiness.signaturesDeclared', school.code)).toMatchObject([
    {
      group: 'TEACHERS',
      batches: [{ count: 12, issuer: 'VGCA', validTo: '2024-05-01T00:00:00.000+07:00' }, { count: 6 }],
    },
  ]);
});

test('when a batch runs out, what was verified is reopened with the lower ratio, once, and told with its reason', async () => {
  await review.fill();
  await declare([batch(12, '2024-01-01', '2024-05-01'), batch(8, '2024-01-01', '2025-01-01')], 1);
  await review.submit();
  await desk.ask(officer, VERIFY, { ids: [school.key('SIGNATURES_TEACHERS')] });
  desk.clock.set(new Date('2024-05-01T00:00:00+07:00'));
  // The consumer's own sweep may come first: what matters is that the fact is written once.
  await sweep();
  expect(await sweep()).toBe(0);
  const told = await desk.events('readiness.itemReturned', school.code);
  expect(told).toMatchObject([
    {
      item: 'SIGNATURES_TEACHERS',
      rule: 'R08',
      before: { state: 'VERIFIED', value: { numerator: 20 } },
      after: { state: 'REOPENED', value: { kind: 'RATIO', numerator: 8, denominator: 20 } },
      reason: 'Số chữ ký số còn hiệu lực thay đổi theo thời hạn đã khai: 8/20.',
    },
  ]);
  expect(await signatures()).toMatchObject({
    teachers: { numerator: 8, denominator: 20 },
    item: { state: 'REOPENED', returnReason: told[0]?.reason },
  });
});

test('what was submitted becomes a draft again, a draft stays one, and a batch that begins counts from then on', async () => {
  await review.fill();
  await declare([batch(20, '2024-01-01', '2024-05-01'), batch(5, '2024-05-03', '2025-01-01')], 1);
  await review.submit();
  desk.clock.set(new Date('2024-05-02T00:00:00+07:00'));
  await sweep();
  expect((await signatures()).item).toMatchObject({ state: 'DRAFT', value: { numerator: 0 } });
  desk.clock.set(new Date('2024-05-04T00:00:00+07:00'));
  await sweep();
  expect((await signatures()).item).toMatchObject({ state: 'DRAFT', value: { numerator: 5 } });
});

test('a later declaration supersedes the former, and so does a ratio saved by itself', async () => {
  await declare([batch(10, '2024-01-01', '2024-05-01')]);
  await declare([batch(15, '2024-01-01', '2024-06-01')], 1);
  expect(await signatures()).toMatchObject({ batches: [{ count: 15 }], teachers: { numerator: 15 } });
  await review.save('SIGNATURES_TEACHERS', { numerator: 20, denominator: 20 }, 2);
  expect(await signatures()).toMatchObject({ batches: [], teachers: { numerator: 20 } });
  desk.clock.set(new Date('2024-07-01T00:00:00+07:00'));
  await sweep();
  expect(await signatures()).toMatchObject({
    batches: [],
    teachers: { numerator: 20 },
    item: { state: 'DRAFT' },
  });
});

test('at no time may more signatures be valid than there are people', async () => {
  const twice = [batch(15, '2024-01-01', '2024-06-01'), batch(6, '2024-05-01', '2025-06-01')];
  expect((await desk.refusal(school.admin, DECLARE, input(twice))).extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'batches',
    got: 21,
  });
  const wrong = [
    [[batch(0, '2024-01-01', '2024-06-01')], 'batches[0].count'],
    [[batch(1, '2024-06-01', '2024-06-01')], 'batches[0].validTo'],
    [[{ ...batch(1, '2024-01-01', '2024-06-01'), issuer: ' ' }], 'batches[0].issuer'],
  ] as const;
  for (const [batches, field] of wrong) {
    expect((await desk.refusal(school.admin, DECLARE, input([...batches]))).extensions).toMatchObject({
      field,
    });
  }
  const many = Array.from({ length: 51 }, () => batch(1, '2024-01-01', '2024-06-01'));
  expect((await desk.refusal(school.admin, DECLARE, input(many))).extensions.code).toBe('LIMIT_EXCEEDED');
  expect((await signatures()).item).toMatchObject({ state: 'NOT_STARTED' });
});

test('a stale version, a verified item and strangers are refused, and nothing is written', async () => {
  await declare([batch(10, '2024-01-01', '2024-05-01')]);
  const one = [batch(1, '2024-01-01', '2024-05-01')];
  expect((await desk.refusal(school.admin, DECLARE, input(one))).extensions).toMatchObject({
    code: 'VERSION_CONFLICT',
    currentVersion: 1,
  });
  for (const actor of [
    officer,
    actorOf('principal', [OTHER]),
    actorOf('inspector'),
    actorOf('provider', [school.code]),
  ]) {
    expect((await desk.refusal(actor, DECLARE, input(one, 1))).extensions.code).toBe('FORBIDDEN');
  }
  expect(await signatures()).toMatchObject({ batches: [{ count: 10 }] });
  const provider = await signatures(actorOf('provider', [school.code]));
  expect(provider).toMatchObject({ batches: [{ count: 10 }] });
  expect(await signatures(actorOf('city_viewer'))).toEqual({ item: undefined });
});

test('batches of any number of schools cost one statement', async () => {
  const codes = [school.code, OTHER].map((code) => `{ __typename: "School", code: "${code}" }`).join(', ');
  desk.takeReads();
  await desk.ask(
    officer,
    `{ _entities(representations: [${codes}]) { ... on School { signatures { batches { count } expiringSoon { count } } } } }`,
  );
  expect(desk.takeReads()).toEqual({ readiness: 2 });
});
