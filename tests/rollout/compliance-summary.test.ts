import { describe, expect, it } from 'vitest';

import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import { changedCause, daysLate, summarise } from '../../subgraphs/rollout/compliance/summary.js';
import {
  conditionsMet,
  counts,
  fold,
  itemEvent,
  local,
  plan,
  registered,
} from '../support/compliance-plan.js';

const start = '2024-04-16 08:00';

describe('summary', () => {
  it('counts days late by the local calendar, at least one once late', () => {
    const due = local('2024-04-28 23:59:59');
    expect(daysLate(null, due)).toBe(0);
    expect(daysLate(due, due)).toBe(0);
    expect(daysLate(due, local('2024-04-28 23:59:59.500'))).toBe(1);
    expect(daysLate(due, local('2024-04-29 00:00'))).toBe(1);
    expect(daysLate(due, local('2024-05-08 12:00'))).toBe(10);
  });

  it('names the rule that was decided before those that only moved, and none where only time passed', () => {
    const events = [...registered(start), ...conditionsMet(start, ['R04'])];
    const at = local('2024-04-18 08:00');
    const before = evaluate(fold(events), plan, at);
    const saved = itemEvent('readiness.itemSubmitted', '2024-04-18 08:00', 'COMPUTERS_CONNECTED');
    const after = evaluate(fold([...events, saved]), plan, at);
    expect(changedCause(before.lines, after.lines)).toEqual({ rule: 'R03', clause: 'IV.1-4' });
    const drafted = itemEvent('readiness.itemSaved', '2024-04-18 08:00', 'COMPUTERS_CONNECTED');
    expect(changedCause(before.lines, evaluate(fold([...events, drafted]), plan, at).lines)).toEqual({
      rule: 'R04',
      clause: 'IV.2-4a',
    });
    expect(
      changedCause(before.lines, evaluate(fold(events), plan, local('2024-04-27 08:00')).lines),
    ).toBeNull();
    expect(changedCause([], before.lines)).toBeNull();
  });

  it('lists as unmet the rules in force only, worst first', () => {
    const facts = fold([...registered(start), ...conditionsMet(start, ['R08', 'R11'])]);
    const result = summarise(evaluate(facts, plan, local('2024-04-18 08:00')));
    expect(result.unmet).toEqual(['R08', 'R11', 'R03']);
    expect(result.unmet).not.toContain('R15');
  });

  it('counts records until the last one is accepted', () => {
    const events = [...registered(start), ...conditionsMet(start)];
    const done = [1, 2, 3, 4].map((grade) => counts('2024-06-20 08:00', grade, 30));
    const result = evaluate(fold([...events, ...done]), plan, local('2024-06-21 08:00'));
    expect(result).toMatchObject({
      status: 'COMPLIANT',
      score: { numerator: 1, denominator: 1 },
      nextTransition: null,
    });
  });
});
