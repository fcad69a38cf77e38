import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import { local } from '../support/compliance-plan.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';
import {
  checklistFile,
  cityViewer,
  codeOf,
  complianceConsumer,
  definition,
  happen,
  head,
  inspectorOf,
  officer,
  planFile,
  principalOf,
  providerOf,
  registeredAs,
  toolOf,
} from './bench.js';
import { openDistrict, ready } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const ask = async (actor: Actor, text: string, variables = {}) =>
  bench.run(definition, actor, text, variables);

describe('the district overview', () => {
  const overview = `query($asOf: DateTime) { districtOverview(asOf: $asOf) {
    asOf isSynthetic staleSince district { code } counts { status count } inScope { numerator denominator } readyDeclared { numerator denominator }
    readyVerified { numerator denominator } averageScore { percent } topUnmet { rule clause titleVi schools pointsLost } } }`;

  test('counts schools by status, those in scope of all, and those declared and verified ready', async () => {
    const result = await ask(officer, overview);
    expect(result.errors).toBeUndefined();
    expect(result.data!['districtOverview']).toMatchObject({
      isSynthetic: true,
      staleSince: null,
      district: { code: '31306' },
      counts: [
        { status: 'COMPLIANT', count: 1 },
        { status: 'AT_RISK', count: 1 },
        { status: 'LATE', count: 1 },
        { status: 'UNKNOWN', count: 0 },
        { status: 'EXCLUDED', count: 1 },
      ],
      inScope: { numerator: 3, denominator: 4 },
      readyDeclared: { numerator: 1, denominator: 3 },
      readyVerified: { numerator: 1, denominator: 3 },
    });
  });

  test('names the rules that cost the most points first, with the clause of the plan', async () => {
    const result = await ask(officer, overview);
    const { topUnmet } = result.data!['districtOverview'] as {
      topUnmet: { rule: string; schools: number; pointsLost: number }[];
    };
    expect(topUnmet.slice(0, 3)).toMatchObject([
      { rule: 'R13', clause: 'IV.2-5', schools: 2 },
      { rule: 'R09', clause: 'IV.2-4b', schools: 2, pointsLost: 14 },
      { rule: 'R08', schools: 1, pointsLost: 12 },
    ]);
  });

  test('costs one statement for its counts and one for each part that is asked besides', async () => {
    bench.takeReads();
    await ask(officer, '{ districtOverview { counts { count } averageScore { percent } } }');
    expect(bench.takeReads()).toEqual({ rollout: 1 });
  });

  test('averages scores so that each school counts the same, and 100 stands only where all have everything', async () => {
    const { data } = await ask(
      officer,
      '{ compliance { nodes { score { numerator denominator percent } } } districtOverview { averageScore { numerator denominator percent } } }',
    );
    const { compliance, districtOverview } = data as never as {
      compliance: { nodes: { score: { numerator: number; denominator: number } }[] };
      districtOverview: { averageScore: { numerator: number; denominator: number; percent: number } };
    };
    const scores = compliance.nodes.map(({ score }) => score).filter(({ denominator }) => denominator > 0);
    const mean =
      scores.reduce((sum, { numerator, denominator }) => sum + numerator / denominator, 0) / scores.length;
    expect(districtOverview.averageScore.numerator / districtOverview.averageScore.denominator).toBeCloseTo(
      mean,
      8,
    );
  });

  test("shows a school its own counts beside the average of the district, and no other school's", async () => {
    const own = await ask(principalOf(ready), overview);
    expect(own.data!['districtOverview']).toMatchObject({
      inScope: { numerator: 1, denominator: 1 },
      topUnmet: [],
    });
    const average = ({ data }: typeof own) =>
      (data!['districtOverview'] as { averageScore: object }).averageScore;
    expect(average(own)).toEqual(average(await ask(officer, overview)));
  });

  test("is open to the city's viewer and to tools of single schools, and refused to providers", async () => {
    for (const actor of [cityViewer, toolOf(ready), inspectorOf(ready), head]) {
      expect((await ask(actor, overview)).data!['districtOverview']).toMatchObject({
        inScope: { denominator: 4 },
      });
    }
    expect(codeOf(await ask(providerOf(ready), overview))).toBe('FORBIDDEN');
  });

  test('of a past instant is what was shown then, and of the future is refused', async () => {
    const before = await ask(officer, overview, { asOf: '2024-04-07T00:00:00+07:00' });
    expect(before.data!['districtOverview']).toMatchObject({
      inScope: { numerator: 0, denominator: 0 },
      averageScore: { percent: null },
    });
    const past = await ask(officer, overview, { asOf: '2024-04-16T09:30:00+07:00' });
    expect(past.data!['districtOverview']).toMatchObject({
      readyDeclared: { numerator: 1 },
      readyVerified: { numerator: 0 },
    });
    expect(codeOf(await ask(officer, overview, { asOf: '2024-05-01T00:00:00+07:00' }))).toBe(
      'BAD_USER_INPUT',
    );
  });

  test("is reached through the district as an entity, which exists under the plan's code alone", async () => {
    const representations = ['31306', '99999'].map((code) => ({ __typename: 'District', code }));
    const result = await ask(
      officer,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on District { code overview { inScope { denominator } } } } }',
      { r: representations },
    );
    expect(result.data).toEqual({
      _entities: [{ code: '31306', overview: { inScope: { denominator: 4 } } }, null],
    });
  });
});

test('figures say since when they are stale where the projection does not keep up', async () => {
  const halting = await openWorkbench(local('2024-04-08 08:00'));
  const stale = async (asOf?: string) => {
    const { data } = await halting.run(
      definition,
      officer,
      'query($asOf: DateTime) { districtOverview(asOf: $asOf) { staleSince } }',
      { asOf },
    );
    return (data!['districtOverview'] as { staleSince: string | null }).staleSince;
  };
  try {
    await loadPlan(halting.openSession(officer), planFile(), checklistFile());
    await happen(halting, [registeredAs(ready, '2024-04-08 09:00')]);
    halting.clock.set(local('2024-04-08 09:00:03'));
    expect(await stale()).toBeNull();
    halting.clock.set(local('2024-04-08 10:00'));
    expect(await stale()).toBe('2024-04-08T09:00:00.000+07:00');
    expect(await stale('2024-04-08T08:30:00+07:00')).toBeNull();
    halting.consume(complianceConsumer);
    await halting.settle();
    expect(await stale()).toBeNull();
  } finally {
    await halting.close();
  }
});
