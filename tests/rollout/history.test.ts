import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { type Workbench } from '../support/subgraph.js';
import { cityViewer, codeOf, definition, officer, principalOf, providerOf } from './bench.js';
import { openDistrict, ready, silent } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = async (actor: Actor, text: string, variables = {}) =>
  bench.run(definition, actor, text, variables);

describe('the history', () => {
  const history = `query($school: ID, $from: DateTime, $to: DateTime, $interval: ComplianceInterval) {
    complianceHistory(school: $school, from: $from, to: $to, interval: $interval) { at status score { percent } counts { status count } readyVerified { numerator denominator } } }`;

  test("gives a school's points at the ends of days, and the last one at the end asked for", async () => {
    const result = await ask(principalOf(ready), history, {
      school: ready,
      from: '2024-04-15T00:00:00+07:00',
      to: '2024-04-17T12:00:00+07:00',
      interval: 'DAY',
    });
    expect(result.data!['complianceHistory']).toMatchObject([
      { at: '2024-04-15T23:59:59.999+07:00', status: 'UNKNOWN' },
      {
        at: '2024-04-16T23:59:59.999+07:00',
        status: 'COMPLIANT',
        readyVerified: { numerator: 0, denominator: 1 },
      },
      {
        at: '2024-04-17T12:00:00.000+07:00',
        status: 'COMPLIANT',
        readyVerified: { numerator: 1, denominator: 1 },
        score: { percent: 100 },
      },
    ]);
  });

  test("gives the district's weeks in one statement, each as its overview was", async () => {
    bench.takeReads();
    const result = await ask(officer, history, {});
    expect(bench.takeReads()).toEqual({ rollout: 2 });
    const points = result.data!['complianceHistory'] as { at: string; counts: object }[];
    expect(points.map(({ at }) => at.slice(0, 10))).toEqual([
      '2024-04-07',
      '2024-04-14',
      '2024-04-21',
      '2024-04-26',
    ]);
    const asOf = points[2]!.at;
    const shown = await ask(
      officer,
      'query($asOf: DateTime) { districtOverview(asOf: $asOf) { counts { status count } } }',
      { asOf },
    );
    expect(shown.data).toEqual({ districtOverview: { counts: points[2]!.counts } });
  });

  test("is refused beyond the caller's scope, backwards, into the future and in too many points", async () => {
    expect(codeOf(await ask(principalOf(ready), history, { school: silent }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(cityViewer, history, { school: ready }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(providerOf(ready), history, {}))).toBe('FORBIDDEN');
    expect(
      codeOf(
        await ask(officer, history, { from: '2024-04-20T00:00:00+07:00', to: '2024-04-10T00:00:00+07:00' }),
      ),
    ).toBe('BAD_USER_INPUT');
    expect(codeOf(await ask(officer, history, { to: '2024-08-10T00:00:00+07:00' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await ask(officer, history, { from: '2020-04-10T00:00:00+07:00', interval: 'DAY' }))).toBe(
      'LIMIT_EXCEEDED',
    );
  });
});
