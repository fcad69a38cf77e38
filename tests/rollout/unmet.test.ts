import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { type Workbench } from '../support/subgraph.js';
import { cityViewer, codeOf, definition, inspectorOf, officer, principalOf, providerOf } from './bench.js';
import { openDistrict, ready, silent, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = async (actor: Actor, text: string, variables = {}) =>
  bench.run(definition, actor, text, variables);

describe('School.compliance', () => {
  const entities = `query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code compliance { status }
    past: compliance(asOf: "2024-04-16T09:30:00+07:00") { status readyVerified } older: compliance(asOf: "2024-04-01T00:00:00+07:00") { status } } } }`;
  const representations = [ready, stampless, silent, '99999999'].map((code) => ({
    __typename: 'School',
    code,
  }));

  test('costs one statement for the present and one for the past, for any number of schools', async () => {
    bench.takeReads();
    const result = await ask(officer, entities, { r: representations });
    expect(bench.takeReads()).toEqual({ rollout: 2 });
    expect(result.data!['_entities']).toEqual([
      {
        code: ready,
        compliance: { status: 'COMPLIANT' },
        past: { status: 'COMPLIANT', readyVerified: false },
        older: null,
      },
      {
        code: stampless,
        compliance: { status: 'AT_RISK' },
        past: { status: 'UNKNOWN', readyVerified: false },
        older: null,
      },
      {
        code: silent,
        compliance: { status: 'LATE' },
        past: { status: 'UNKNOWN', readyVerified: false },
        older: null,
      },
      { code: '99999999', compliance: null, past: null, older: null },
    ]);
  });

  test("is null beyond the caller's scope, and a foreign school is unknown to a school's people", async () => {
    const seen = async (actor: Actor) =>
      (await ask(actor, entities, { r: representations })).data!['_entities'];
    expect(await seen(principalOf(ready))).toMatchObject([
      { compliance: { status: 'COMPLIANT' } },
      null,
      null,
      null,
    ]);
    expect(await seen(inspectorOf(ready))).toMatchObject([
      { compliance: {} },
      { code: stampless, compliance: null },
      {},
      {},
    ]);
    expect(await seen(cityViewer)).toMatchObject([{ code: ready, compliance: null, past: null }, {}, {}, {}]);
  });
});

describe('what schools have not met', () => {
  const unmet = `query($rule: ID!, $asOf: DateTime) { unmetRequirements(rule: $rule, asOf: $asOf) {
    school { code } rule clause clauseText numerator denominator due daysLate fixVi fixEn state } }`;

  test('is a list to phone: the schools by name, with what lacks and by when', async () => {
    const result = await ask(officer, unmet, { rule: 'R13' });
    expect(result.data!['unmetRequirements']).toMatchObject([
      { school: { code: silent }, numerator: 0, denominator: 0, state: 'UNKNOWN', daysLate: 0 },
      {
        school: { code: stampless },
        numerator: 30,
        denominator: 40,
        clause: 'IV.2-5',
        due: '2024-04-28T23:59:59.000+07:00',
      },
    ]);
    expect((await ask(officer, unmet, { rule: 'R12' })).data!['unmetRequirements']).toMatchObject([
      { school: { code: silent }, daysLate: 5 },
    ]);
  });

  test('is bounded by who asks, and an unknown rule is not found', async () => {
    expect((await ask(principalOf(ready), unmet, { rule: 'R13' })).data).toEqual({ unmetRequirements: [] });
    expect(codeOf(await ask(cityViewer, unmet, { rule: 'R13' }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(providerOf(stampless), unmet, { rule: 'R13' }))).toBe('FORBIDDEN');
    expect((await ask(providerOf(stampless), unmet, { rule: 'R09' })).data).toMatchObject({
      unmetRequirements: [{ school: { code: stampless } }],
    });
    expect(codeOf(await ask(officer, unmet, { rule: 'R99' }))).toBe('NOT_FOUND');
  });
});
