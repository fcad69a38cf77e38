import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import type { HubEvent } from '../../shared/events/contracts.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import { conditionsMet, local, registered } from '../support/compliance-plan.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';
import {
  checklistFile,
  complianceConsumer,
  definition,
  happen,
  head,
  logOf,
  officer,
  planFile,
  principalOf,
  until,
} from './bench.js';

interface Plan {
  rules: {
    id: string;
    weight: number;
    due: string;
    clause: string;
    predicate: string;
    parameters: object;
    task: string;
    otherClauses: string[];
  }[];
  tasks: { id: string; start: string; due: string; dependsOn: string[]; clauses: string[] }[];
  clauses: { id: string; textVi: string }[];
  [key: string]: unknown;
}

let bench: Workbench;
const open = async () => {
  bench = await openWorkbench(local('2024-04-01 08:00'));
};
const close = () => bench.close();

const load = (change: (plan: Plan) => void = () => {}, checklist: unknown = checklistFile()) => {
  const plan = planFile() as unknown as Plan;
  change(plan);
  return loadPlan(bench.openSession(officer), plan, checklist);
};
describe('a loaded plan', () => {
  beforeEach(open);
  afterEach(close);

  test('is data: another district’s tasks, rules and weights are overseen as they are', async () => {
    await load(
      (plan) => {
        Object.assign(plan, { id: 'other-2025', title: 'Kế hoạch khác', number: '12/KH' });
        const unit = { code: 'UBND-XA-AN-BIEN', nameVi: 'UBND xã An Biên', nameEn: 'An Biên commune' };
        plan['unit'] = unit;
        plan['organisations'] = [{ ...unit, level: 'COMMUNE', parent: null }];
        plan.clauses = [{ id: 'A', textVi: 'Có mạng.' }];
        plan['sourceNotes'] = [];
        plan['visitTask'] = undefined;
        plan.tasks = plan.tasks
          .slice(0, 1)
          .map((task) => ({ ...task, id: 'N1', clauses: ['A'], dependsOn: [] }));
        plan.rules = [
          {
            ...plan.rules[3]!,
            id: 'X1',
            clause: 'A',
            weight: 100,
            parameters: { minComputers: 4 },
            task: 'N1',
            otherClauses: [],
          },
        ];
      },
      {
        items: [{ id: 'CONNECTED_COMPUTERS', rule: 'X1', gate: true }],
        duties: [{ id: 'HEAD', titleVi: 'Trưởng ban' }],
      },
    );
    const { data } = await bench.run(
      definition,
      officer,
      `{ timeline { plan { id number unit { code } } tasks { id clauses { textVi } } }
      complianceRules { id clauseText weight parameters task } districtOverview { district { code } } }`,
    );
    expect(data).toMatchObject({
      timeline: {
        plan: { id: 'other-2025', number: '12/KH', unit: { code: 'UBND-XA-AN-BIEN' } },
        tasks: [{ id: 'N1', clauses: [{ textVi: 'Có mạng.' }] }],
      },
      complianceRules: [
        { id: 'X1', clauseText: 'Có mạng.', weight: 100, parameters: { minComputers: 4 }, task: 'N1' },
      ],
      districtOverview: { district: { code: 'UBND-XA-AN-BIEN' } },
    });
  });

  test('lists its fifteen rules with the text of their clause, and where their due comes from', async () => {
    await load();
    const { data } = await bench.run(
      definition,
      principalOf('31306981'),
      '{ complianceRules { id clause clauseText titleVi gate weight due dueBasis inForceFrom predicate } }',
    );
    const rules = data!['complianceRules'] as {
      id: string;
      dueBasis: string;
      weight: number;
      clauseText: string;
    }[];
    expect(rules).toHaveLength(15);
    expect(rules.filter(({ dueBasis }) => dueBasis === 'SEED').map(({ id }) => id)).toEqual(['R12']);
    expect(rules.every(({ clauseText }) => clauseText.length > 10)).toBe(true);
  });

  test('loaded again changes nothing', async () => {
    await load();
    const versions = () =>
      bench
        .openSession(hubActor)
        .write((em) => em.execute('select id, version, loaded_at from rollout.plan'));
    const before = await versions();
    bench.clock.set(local('2024-05-01 08:00'));
    await load();
    expect(await versions()).toEqual(before);
  });

  test('of other weights scores all history anew, tells each school’s difference once, and keeps how far tasks have come', async () => {
    bench.consume(complianceConsumer);
    await load();
    await happen(bench, [...registered('2024-04-16 08:00'), ...conditionsMet('2024-04-16 09:00', ['R09'])]);
    await until(bench, '2024-04-20 08:00');
    const start =
      'mutation { updateTaskProgress(input: { task: "T1", state: IN_PROGRESS, expectedVersion: 0 }) { task { version } } }';
    expect((await bench.run(definition, head, start)).errors).toBeUndefined();
    const asked =
      '{ compliance(asOf: "2024-04-17T00:00:00+07:00") { nodes { score { percent } } } timeline { plan { version } tasks { state version } } }';
    const before = (await bench.run(definition, officer, asked)).data as never as {
      timeline: { plan: { version: string } };
    };
    const told = (await logOf(bench, 'rollout.complianceChanged')).length;
    await load((plan) => {
      plan.rules[8]!.weight = 9;
      plan.rules[7]!.weight = 10;
    });
    await bench.settle();
    const after = (await bench.run(definition, officer, asked)).data as never as {
      compliance: { nodes: object[] };
      timeline: { plan: { version: string }; tasks: { state: string; version: number }[] };
    };
    expect(before).toMatchObject({ compliance: { nodes: [{ score: { percent: 92.2 } }] } });
    expect(after.compliance.nodes).toEqual([{ score: { percent: 90 } }]);
    expect(after.timeline.plan.version).not.toBe(before.timeline.plan.version);
    expect(after.timeline.tasks[0]).toEqual({ state: 'IN_PROGRESS', version: 1 });
    const since = (await logOf(bench, 'rollout.complianceChanged')).slice(
      told,
    ) as HubEvent<'rollout.complianceChanged'>[];
    expect(since).toHaveLength(1);
    expect(since[0]).toMatchObject({
      at: local('2024-04-20 08:00'),
      data: { after: { score: { numerator: 9, denominator: 10 } } },
    });
  });
});
