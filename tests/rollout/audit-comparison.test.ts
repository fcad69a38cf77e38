import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import type { Workbench } from '../support/subgraph.js';
import { cityViewer, codeOf, definition, officer, principalOf, providerOf } from './bench.js';
import { openDistrict, ready, stampless } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const compare = (actor: Actor, from: string, to: string | null = null) =>
  bench.run(
    definition,
    actor,
    `query($from: DateTime!, $to: DateTime) { compareSnapshots(from: $from, to: $to) {
       before { at counts { status count } } after { at counts { status count } readyVerified { numerator denominator } score { percent } }
       schools { school { code } statusBefore statusAfter scoreBefore { percent } scoreAfter { percent } scoreDelta rulesGained rulesLost } } }`,
    { from, to },
  );

describe('comparing two instants', () => {
  test('tells of each school that changed how it stood, how its score moved, and which rules it gained', async () => {
    const result = await compare(officer, '2024-04-15T12:00:00+07:00', '2024-04-17T12:00:00+07:00');
    const { schools } = (result.data as { compareSnapshots: { schools: Changed[] } }).compareSnapshots;
    const changed = new Map(schools.map((entry) => [entry.school.code, entry]));
    expect([...changed.keys()].toSorted()).toEqual([ready, stampless]);
    expect(changed.get(ready)).toMatchObject({
      statusBefore: 'UNKNOWN',
      statusAfter: 'COMPLIANT',
      scoreAfter: { percent: 100 },
      rulesLost: [],
    });
    const { scoreBefore, scoreAfter, scoreDelta, rulesGained } = changed.get(ready)!;
    expect(scoreDelta).toBeCloseTo(scoreAfter.percent - scoreBefore.percent, 5);
    expect(rulesGained).toContain('R09');
    expect(changed.get(stampless)?.rulesGained).not.toContain('R09');
  });
  interface Changed {
    school: { code: string };
    scoreBefore: { percent: number };
    scoreAfter: { percent: number };
    scoreDelta: number;
    rulesGained: string[];
  }

  test('has for totals what the overview shows at each instant', async () => {
    const from = '2024-04-16T12:00:00.000+07:00';
    const result = await compare(officer, from);
    const shown = async (asOf: string | null) =>
      (
        (
          await bench.run(
            definition,
            officer,
            'query($asOf: DateTime) { districtOverview(asOf: $asOf) { counts { status count } } }',
            { asOf },
          )
        ).data as { districtOverview: object }
      ).districtOverview;
    expect(result.data).toMatchObject({
      compareSnapshots: { before: { at: from, ...(await shown(from)) }, after: await shown(null) },
    });
  });

  test('of an instant with itself tells of no change', async () => {
    const at = '2024-04-16T12:00:00+07:00';
    expect((await compare(officer, at, at)).data).toMatchObject({ compareSnapshots: { schools: [] } });
  });

  test('keeps to what each role may see', async () => {
    const from = '2024-04-15T12:00:00+07:00';
    const own = (await compare(principalOf(ready), from)).data as {
      compareSnapshots: { schools: { school: { code: string } }[] };
    };
    expect(own.compareSnapshots.schools.map(({ school }) => school.code)).toEqual([ready]);
    expect((await compare(cityViewer, from)).data).toMatchObject({ compareSnapshots: { schools: null } });
    expect(codeOf(await compare(providerOf(ready), from))).toBe('FORBIDDEN');
  });

  test('refuses a time that runs backwards or lies ahead, and asks two statements', async () => {
    expect(codeOf(await compare(officer, '2024-04-17T12:00:00+07:00', '2024-04-16T12:00:00+07:00'))).toBe(
      'BAD_USER_INPUT',
    );
    expect(codeOf(await compare(officer, '2024-04-17T12:00:00+07:00', '2025-04-16T12:00:00+07:00'))).toBe(
      'BAD_USER_INPUT',
    );
    bench.takeReads();
    await compare(officer, '2024-04-17T12:00:00+07:00');
    expect(bench.takeReads()).toEqual({ rollout: 2 });
  });
});
