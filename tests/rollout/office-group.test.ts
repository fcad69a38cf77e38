import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import type { Workbench } from '../support/subgraph.js';
import { cityViewer, definition, head, officer, principalOf } from './bench.js';
import { openDistrict, ready, silent } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = async (actor: Actor, text: string, variables = {}) => {
  const result = await bench.run(definition, actor, text, variables);
  expect(result.errors).toBeUndefined();
  return result.data as Record<string, never>;
};

test('T2: the office sets up its working group by a decision, with who works with it, and schools see whom to turn to', async () => {
  const set =
    'mutation($input: SetOfficeWorkingGroupInput!) { setOfficeWorkingGroup(input: $input) { workingGroup { version members { name } } } }';
  const decision = {
    decisionNumber: '12/QĐ-GDĐT',
    decisionDate: '2024-04-19',
    expectedVersion: 0,
    members: [
      { name: 'Trưởng phòng (dữ liệu giả)', organisation: 'Phòng GD&ĐT', role: 'HEAD' },
      { name: 'Kỹ sư (dữ liệu giả)', organisation: 'Đơn vị cung cấp Mẫu', role: 'MEMBER' },
    ],
  };
  const refused = async (actor: Actor, change: object) => {
    const { errors } = await bench.run(definition, actor, set, { input: { ...decision, ...change } });
    return [errors?.[0]?.extensions['code'], errors?.[0]?.extensions['field'] ?? null];
  };
  expect(await refused(principalOf(ready), {})).toEqual(['FORBIDDEN', null]);
  expect(await refused(officer, { members: decision.members.slice(1) })).toEqual([
    'BAD_USER_INPUT',
    'members',
  ]);
  expect(await refused(officer, { decisionDate: '2031-01-01' })).toEqual(['BAD_USER_INPUT', 'decisionDate']);
  expect(await refused(officer, { expectedVersion: 3 })).toEqual(['VERSION_CONFLICT', null]);
  await ask(officer, set, { input: decision });
  const before = bench.clock.now().toISOString();
  bench.clock.advance(3_600_000);
  const { officeWorkingGroup } = await ask(
    principalOf(silent),
    '{ officeWorkingGroup { decisionNumber members { organisation role } } }',
  );
  expect(officeWorkingGroup).toEqual({
    decisionNumber: '12/QĐ-GDĐT',
    members: [
      { organisation: 'Phòng GD&ĐT', role: 'HEAD' },
      { organisation: 'Đơn vị cung cấp Mẫu', role: 'MEMBER' },
    ],
  });
  await ask(head, set, {
    input: {
      ...decision,
      decisionNumber: '15/QĐ-GDĐT',
      expectedVersion: 1,
      members: decision.members.slice(0, 1),
    },
  });
  const asked = 'query($asOf: DateTime) { officeWorkingGroup(asOf: $asOf) { decisionNumber version } }';
  expect(await ask(cityViewer, asked)).toEqual({
    officeWorkingGroup: { decisionNumber: '15/QĐ-GDĐT', version: 2 },
  });
  expect(await ask(cityViewer, asked, { asOf: before })).toEqual({
    officeWorkingGroup: { decisionNumber: '12/QĐ-GDĐT', version: 1 },
  });
});
