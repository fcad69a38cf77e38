import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import { definition, officer, openDesk, otherPrincipal, type Desk, type KnownSchool } from './desk.js';
import { DECLARE, step, verdict, stampsOf } from './stamps.js';

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

test('a stamp goes from declared by registered to approved, each step an event with its dates', async () => {
  const { certificate, school: shown } = await stamps.declare({ serial: '5404:cafe' });
  expect(certificate).toMatchObject({
    serial: '5404:CAFE',
    issuer: 'VGCA',
    state: 'DECLARED',
    isValid: false,
    declaredBy: 'test-school_admin',
    validTo: '2025-04-01T00:00:00.000+07:00',
  });
  expect(shown).toEqual({
    organisationCertificate: { serial: '5404:CAFE', state: 'DECLARED' },
    certificates: [{ serial: '5404:CAFE' }],
  });
  await stamps.take('registerCertificate', certificate.id, school.principal);
  expect(await stamps.take('approveCertificate', certificate.id)).toMatchObject({
    state: 'APPROVED',
    isValid: true,
    decidedBy: 'test-district_officer',
  });
  const dates = {
    validFrom: '2024-04-01T00:00:00.000+07:00',
    validTo: '2025-04-01T00:00:00.000+07:00',
    reason: null,
  };
  expect(await desk.events('readiness.certificateChanged', school.code)).toEqual([
    { certificate: certificate.id, before: null, after: 'DECLARED', ...dates },
    { certificate: certificate.id, before: 'DECLARED', after: 'REGISTERED', ...dates },
    { certificate: certificate.id, before: 'REGISTERED', after: 'APPROVED', ...dates },
  ]);
});

test('a step that D3 lacks is refused naming what is allowed', async () => {
  const { certificate } = await stamps.declare();
  const refused = async (name: string, actor = officer) =>
    (await desk.refusal(actor, step(name), { id: certificate.id })).extensions;
  expect(await refused('approveCertificate')).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'DECLARED',
    to: 'APPROVED',
    allowed: ['REGISTERED'],
  });
  await stamps.take('registerCertificate', certificate.id, school.admin);
  expect(await refused('registerCertificate', school.admin)).toMatchObject({
    code: 'INVALID_TRANSITION',
    from: 'REGISTERED',
  });
  const revoke = await desk.refusal(officer, verdict('revokeCertificate'), {
    id: certificate.id,
    reason: 'x',
  });
  expect(revoke.extensions).toMatchObject({ code: 'INVALID_TRANSITION', allowed: ['APPROVED', 'REJECTED'] });
});

test('a serial stands once under its issuer, whichever school declares it; a rejected declaration frees it', async () => {
  const id = await stamps.registered({ serial: 'AA:01' });
  const other = { ...stamps.input({ serial: 'aa:01' }).input, school: '31306982' };
  const { extensions } = await desk.refusal(otherPrincipal, DECLARE, { input: other });
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'serial', got: 'AA:01' });
  expect(await desk.ask(otherPrincipal, DECLARE, { input: { ...other, issuer: 'VNPT-CA' } })).toMatchObject({
    declareCertificate: { certificate: { state: 'DECLARED' } },
  });
  expect(await stamps.judge('rejectCertificate', id, 'Sai ngày hiệu lực')).toMatchObject({
    state: 'REJECTED',
    reason: 'Sai ngày hiệu lực',
  });
  expect((await stamps.declare({ serial: 'AA:01' })).certificate).toMatchObject({ state: 'DECLARED' });
});

test('two declarations of one serial at once: one stands, the other is refused', async () => {
  const variables = stamps.input({ serial: 'BB:02' });
  const results = await Promise.all([
    desk.run(definition, school.admin, DECLARE, variables),
    desk.run(definition, school.principal, DECLARE, variables),
  ]);
  expect(new Set(results.map(({ errors }) => errors?.[0]?.extensions['field'] ?? 'stands'))).toEqual(
    new Set(['serial', 'stands']),
  );
});

test.each<[string, object, string]>([
  ['a blank serial', { serial: ' ' }, 'serial'],
  ['a serial of other signs', { serial: '54 04 / x' }, 'serial'],
  ['a blank issuer', { issuer: '' }, 'issuer'],
  ['an end before its start', { validTo: '2024-03-01T00:00:00+07:00' }, 'validTo'],
])('%s is refused naming the field', async (_what, changes, field) => {
  expect((await desk.refusal(school.admin, DECLARE, stamps.input(changes))).extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field,
  });
});

test('schools declare and register their own, the office decides, and nobody approves what he declared', async () => {
  const { certificate } = await stamps.declare();
  const refused = async (actor: typeof officer, name: string) =>
    (await desk.refusal(actor, step(name), { id: certificate.id })).extensions;
  // As an id that names none: that there is one is not another school's to know.
  expect(await refused(otherPrincipal, 'registerCertificate')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused(officer, 'registerCertificate')).toMatchObject({ code: 'FORBIDDEN' });
  await stamps.take('registerCertificate', certificate.id, school.admin);
  for (const actor of [
    school.principal,
    actorOf('inspector', [school.code]),
    actorOf('provider', [school.code]),
    actorOf('city_viewer'),
  ]) {
    expect(await refused(actor, 'approveCertificate')).toMatchObject({ code: 'FORBIDDEN' });
    for (const name of ['rejectCertificate', 'revokeCertificate']) {
      expect(
        (await desk.refusal(actor, verdict(name), { id: certificate.id, reason: 'x' })).extensions,
      ).toMatchObject({ code: 'FORBIDDEN' });
    }
  }
  expect(await refused({ ...officer, subject: school.admin.subject }, 'approveCertificate')).toMatchObject({
    code: 'FORBIDDEN',
    action: 'approve what the same person declared',
  });
  expect((await desk.refusal(officer, DECLARE, stamps.input())).extensions).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('an id that names no certificate is NOT_FOUND, and a verdict needs a reason', async () => {
  for (const id of ['7', '00000000-0000-4000-8000-000000000000']) {
    expect((await desk.refusal(officer, step('approveCertificate'), { id })).extensions).toMatchObject({
      code: 'NOT_FOUND',
      id,
    });
  }
  const id = await stamps.registered();
  expect(
    (await desk.refusal(officer, verdict('rejectCertificate'), { id, reason: ' ' })).extensions,
  ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'reason' });
});
