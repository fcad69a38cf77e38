import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Role } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { codeOf, definition, eventsSince, headOf, mau01, mau02, openDistrict } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const officer = actorOf('district_officer');
const principal = actorOf('principal', [mau01]);

const contact = `mutation($input: SetContactInput!) { setContact(input: $input) { people { subject name role phone } school { code } } }`;
const person = { school: mau01, name: 'Cô Hiệu trưởng', role: 'PRINCIPAL', phone: '+84 912 345 678' };

test('a school says whom to phone; numbers go to the office and the school only, and never into the log', async () => {
  const from = await headOf(bench);
  await bench.run(definition, principal, contact, {
    input: { ...person, subject: 'clerk', role: 'CLERK', phone: null },
  });
  const result = await bench.run(definition, principal, contact, { input: person });
  expect(result.data?.['setContact']).toMatchObject({
    people: [
      { subject: 'test-principal', phone: '+84912345678' },
      { subject: 'clerk', phone: null },
    ],
  });
  await bench.run(definition, principal, contact, { input: person });
  const events = await eventsSince(bench, from);
  expect(events.map(({ data }) => data)).toEqual([
    { role: 'CLERK', hasPhone: false },
    { role: 'PRINCIPAL', hasPhone: true },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/912|Hiệu trưởng/);

  const seenBy = async (role: Role) => {
    const actor = actorOf(role, [mau01]);
    const listed = await bench.run(definition, actor, `{ people(school: "${mau01}") { phone } }`);
    const school = await bench.run(definition, actor, `{ school(code: "${mau01}") { people { phone } } }`);
    const people = (school.data as { school: { people: { phone: string | null }[] | null } }).school.people;
    return [codeOf(listed) ?? 'ok', people?.[0]?.phone ?? (people === null ? 'hidden' : 'no number')];
  };
  expect(await seenBy('district_head')).toEqual(['ok', '+84912345678']);
  expect(await seenBy('school_admin')).toEqual(['ok', '+84912345678']);
  expect(await seenBy('inspector')).toEqual(['ok', 'no number']);
  for (const role of ['reporting_tool', 'provider', 'city_viewer'] satisfies Role[])
    expect(await seenBy(role)).toEqual(['FORBIDDEN', 'hidden']);
});

test('a contact of a foreign school, without a real number or by the office is refused; a removed one is gone', async () => {
  const codes = [];
  for (const [actor, changes] of [
    [principal, { school: mau02 }],
    [officer, {}],
    [principal, { phone: '12' }],
    [principal, { name: '' }],
  ] as const)
    codes.push(codeOf(await bench.run(definition, actor, contact, { input: { ...person, ...changes } })));
  expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
  const remove = `mutation { removeContact(school: "${mau01}", subject: "clerk") { people { subject } } }`;
  expect((await bench.run(definition, principal, remove)).data).toEqual({
    removeContact: { people: [{ subject: 'test-principal' }] },
  });
  expect(codeOf(await bench.run(definition, principal, remove))).toBe('NOT_FOUND');
});
