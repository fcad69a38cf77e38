import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { expireCertificates } from '../../subgraphs/readiness/index.js';
import { definition, officer, openDesk, type Desk, type KnownSchool } from './desk.js';
import { step, stampsOf, type Shown } from './stamps.js';

let desk: Desk;
let school: KnownSchool;
let stamps: ReturnType<typeof stampsOf>;
beforeAll(async () => {
  desk = await openDesk();
  stamps = stampsOf(desk, () => school);
});
beforeEach(async () => {
  desk.clock.set(new Date('2024-04-15T08:00:00+07:00'));
  school = await desk.newSchool();
});
afterAll(() => desk.close());

test('an expired certificate is not approved', async () => {
  const id = await stamps.registered({ validTo: '2024-04-20T00:00:00+07:00' });
  desk.clock.set(new Date('2024-04-20T00:00:00+07:00'));
  const { extensions } = await desk.refusal(officer, step('approveCertificate'), { id });
  expect(extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    got: '2024-04-20T00:00:00.000+07:00',
    fix: expect.stringContaining('expired'),
  });
});

test('a school has one approved stamp at a time: the second waits until the first is revoked', async () => {
  const [first, second] = [await stamps.registered(), await stamps.registered()];
  await stamps.take('approveCertificate', first);
  const { extensions } = await desk.refusal(officer, step('approveCertificate'), { id: second });
  expect(extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    got: first,
    fix: expect.stringContaining('Revoke'),
  });
  expect(await stamps.judge('revokeCertificate', first, 'Mất thiết bị')).toMatchObject({
    state: 'REVOKED',
    isValid: false,
    reason: 'Mất thiết bị',
  });
  expect(await stamps.take('approveCertificate', second)).toMatchObject({ state: 'APPROVED' });
});

test('of two approvals at once only one stands', async () => {
  const ids = [await stamps.registered(), await stamps.registered()];
  const results = await Promise.all(
    ids.map(async (id) => desk.run(definition, officer, step('approveCertificate'), { id })),
  );
  expect(results.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  expect(results.find(({ errors }) => errors !== undefined)?.errors?.[0]?.extensions['code']).toBe(
    'BAD_USER_INPUT',
  );
});

test('a stamp that ran out becomes EXPIRED by the clock, and does not stand in the way of its successor', async () => {
  const soon = { validTo: '2024-04-20T00:00:00+07:00' };
  const [first, second] = [await stamps.registered(soon), await stamps.registered()];
  await stamps.take('approveCertificate', first);
  desk.clock.set(new Date('2024-04-20T00:00:00+07:00'));
  expect(await stamps.take('approveCertificate', second)).toMatchObject({ state: 'APPROVED' });
  expect((await desk.events('readiness.certificateChanged', school.code)).slice(-2)).toMatchObject([
    { certificate: first, before: 'APPROVED', after: 'EXPIRED' },
    { certificate: second, after: 'APPROVED' },
  ]);
  desk.clock.set(new Date('2026-01-01T00:00:00+07:00'));
  await expireCertificates(desk.openSession(hubActor));
  expect((await desk.events('readiness.certificateChanged', school.code)).at(-1)).toMatchObject({
    certificate: second,
    before: 'APPROVED',
    after: 'EXPIRED',
  });
  expect(await expireCertificates(desk.openSession(hubActor))).toBe(0);
});

test('the approved certificate stands for the school, else the newest', async () => {
  const show = async () => {
    const { _entities } = await desk.ask<{
      _entities: { organisationCertificate: Shown; certificates: Shown[] }[];
    }>(
      officer,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { organisationCertificate { id } certificates { id } } } }',
      {
        r: [{ __typename: 'School', code: school.code }],
      },
    );
    return _entities[0];
  };
  const first = await stamps.registered();
  desk.clock.advance(60_000);
  const { certificate: second } = await stamps.declare();
  expect(await show()).toEqual({
    organisationCertificate: { id: second.id },
    certificates: [{ id: second.id }, { id: first }],
  });
  await stamps.take('approveCertificate', first);
  expect(await show()).toMatchObject({ organisationCertificate: { id: first } });
});
