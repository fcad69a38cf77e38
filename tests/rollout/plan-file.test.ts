import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadPlan } from '../../subgraphs/rollout/index.js';
import { local } from '../support/compliance-plan.js';
import { openWorkbench, type Workbench } from '../support/subgraph.js';
import { checklistFile, definition, inspectorOf, officer, planFile, principalOf } from './bench.js';

interface Plan {
  rules: { id: string; weight: number; due: string; clause: string; predicate: string; parameters: object }[];
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
const refusal = async (change: (plan: Plan) => void, checklist?: unknown) => {
  const error = await load(change, checklist).then(
    () => null,
    (refused: { extensions: { code: string; field: string; expected: string }; message: string }) => refused,
  );
  return { ...error?.extensions, message: error?.message };
};

describe('a plan’s file', () => {
  beforeAll(open);
  afterAll(close);

  test.each<[string, (plan: Plan) => void, string, RegExp]>([
    ['weights that do not total 100', (plan) => (plan.rules[0]!.weight = 6), 'rules', /total 100, not 101/],
    [
      'a task due before its start',
      (plan) => (plan.tasks[4]!.due = '2024-04-01T00:00:00+07:00'),
      'tasks[4].due',
      /not before the task/,
    ],
    [
      'a rule due before it is in force',
      (plan) => (plan.rules[2]!.due = '2024-04-01T00:00:00+07:00'),
      'rules[2].due',
      /not before inForceFrom/,
    ],
    [
      'tasks that wait for each other',
      (plan) => (plan.tasks[0]!.dependsOn = ['T4']),
      'tasks[0].dependsOn',
      /T1 → T4 → T3 → T1/,
    ],
    ['an id given twice', (plan) => (plan.rules[1]!.id = 'R01'), 'rules[1].id', /not R01 a second time/],
    [
      'a clause that the plan lacks',
      (plan) => (plan.rules[3]!.clause = 'IX.9'),
      'rules[3].clause',
      /none called IX\.9/,
    ],
    [
      'a task that waits for one that is not there',
      (plan) => (plan.tasks[1]!.dependsOn = ['T9']),
      'tasks[1].dependsOn[0]',
      /none called T9/,
    ],
    [
      'an unknown predicate',
      (plan) => (plan.rules[0]!.predicate = 'MAGIC'),
      'rules[0].predicate',
      /WORKING_GROUP/,
    ],
    [
      'a threshold of another predicate’s making',
      (plan) => (plan.rules[0]!.parameters = { luck: 1 }),
      'rules[0].parameters',
      /luck/,
    ],
    [
      'an instant without offset',
      (plan) => (plan.rules[0]!.due = '2024-04-28T23:59:59'),
      'rules[0].due',
      /with offset/,
    ],
    [
      'a rule that leans on the due of none',
      (plan) => (plan.rules[8]!.parameters = { validUntilDueOf: 'R99' }),
      'rules[8].parameters.validUntilDueOf',
      /none called R99/,
    ],
    [
      'no grades in scope for its year',
      (plan) => (plan['schoolYear'] = '2030-2031'),
      'scopeGrades.2030-2031',
      /grades in scope/,
    ],
  ])('with %s is refused by the path of the fault', async (_, change, path, expected) => {
    const { code, field, message } = await refusal(change);
    expect([code, field]).toEqual(['BAD_USER_INPUT', path]);
    expect(message).toMatch(expected);
  });

  test('with several faults names them all, and leaves no plan behind', async () => {
    const { message } = await refusal((plan) => {
      plan.rules[0]!.weight = 6;
      plan.tasks[1]!.clauses = ['IX.9'];
    });
    expect(message).toContain('weights that total 100');
    expect(message).toContain('tasks[1].clauses[0]: expected a clause of the plan');
    const result = await bench.run(definition, officer, '{ timeline { plan { id } } }');
    expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('with a checklist whose item feeds no rule of it is refused', async () => {
    const { field } = await refusal(() => {}, { items: [{ id: 'X', rule: 'R77', gate: true }], duties: [] });
    expect(field).toBe('checklist.items[0].rule');
  });

  test('is the office’s to load', async () => {
    for (const actor of [principalOf('31306981'), inspectorOf('31306981')]) {
      await expect(loadPlan(bench.openSession(actor), planFile(), checklistFile())).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    }
  });
});
