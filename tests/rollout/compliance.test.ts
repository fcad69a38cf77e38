import { describe, expect, it } from 'vitest';

import { percent } from '../../shared/percent.js';
import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import { emptyFacts } from '../../subgraphs/rollout/compliance/facts.js';
import { lineDaysLate, summarise } from '../../subgraphs/rollout/compliance/summary.js';
import {
  certificate,
  conditionsMet,
  fold,
  happened,
  itemEvent,
  local,
  plan,
  planWith,
  registered,
  school,
  templateItems,
  trained,
} from '../support/compliance-plan.js';

const start = '2024-04-16 08:00';
const lineOf = (result: ReturnType<typeof evaluate>, rule: string) => {
  const line = result.lines.find((candidate) => candidate.rule === rule);
  if (line === undefined) throw new Error(`No line ${rule}.`);
  return line;
};

describe('score', () => {
  const facts = fold([
    ...registered(start),
    ...conditionsMet(start, ['R09', 'R13']),
    trained(start, { managers: 2, teachers: 26, staff: 2 }),
    certificate(start, 'REGISTERED'),
  ]);
  const result = evaluate(facts, plan, local('2024-04-27 08:00'));

  it('is (92 - 10) / 92 = 89.1 % in the worked example of domain D5, and the stamp is the first thing to fix', () => {
    expect(result.score).toEqual({ numerator: 41, denominator: 46 });
    expect(percent(result.score)).toBe(89.1);
    expect(result.readyDeclared).toBe(false);
    expect(
      result.lines.slice(0, 3).map(({ rule, clause, pointsLost }) => ({ rule, clause, pointsLost })),
    ).toEqual([
      { rule: 'R09', clause: 'IV.2-4b', pointsLost: { numerator: 7, denominator: 1 } },
      { rule: 'R13', clause: 'IV.2-5', pointsLost: { numerator: 3, denominator: 1 } },
      { rule: 'R01', clause: 'IV.2-1', pointsLost: { numerator: 0, denominator: 1 } },
    ]);
    expect(summarise(result)).toMatchObject({ score: result.score, unmet: ['R09', 'R13'] });
  });

  it('leaves a rule out until it is in force, while the line is already there', () => {
    expect(lineOf(result, 'R15')).toMatchObject({
      inForce: false,
      pointsLost: { numerator: 0, denominator: 1 },
    });
    const later = evaluate(facts, plan, local('2024-05-25 00:00'));
    expect(lineOf(later, 'R15')).toMatchObject({
      inForce: true,
      pointsLost: { numerator: 8, denominator: 1 },
    });
    expect(later.score).toEqual({ numerator: 41, denominator: 50 });
  });

  it('reads 100 % only at equality: one teacher of 20 short is not rounded up', () => {
    const almost = fold([
      ...registered(start),
      ...conditionsMet(start),
      itemEvent('readiness.itemSaved', start, 'SIGNATURES_TEACHERS', {
        kind: 'RATIO',
        numerator: 19,
        denominator: 20,
      }),
      itemEvent('readiness.itemSubmitted', start, 'SIGNATURES_TEACHERS', {
        kind: 'RATIO',
        numerator: 19,
        denominator: 20,
      }),
    ]);
    const { score } = evaluate(almost, plan, local('2024-04-23 08:00'));
    expect(score).toEqual({ numerator: 457, denominator: 460 });
    expect(percent(score)).toBeLessThan(100);
    const all = evaluate(
      fold([...registered(start), ...conditionsMet(start)]),
      plan,
      local('2024-04-23 08:00'),
    );
    expect(all.score).toEqual({ numerator: 1, denominator: 1 });
  });

  it('stays in whole numbers below 2^53, rounded down, where exact ones would pass it', () => {
    const huge = fold([
      ...registered(start),
      ...conditionsMet(start),
      happened('schools.headcountRecorded', start, {
        managers: 999_983,
        teachers: 999_979,
        staff: 0,
        homeroomInScope: 999_961,
        asOf: '2024-04-01',
      }),
    ]);
    const { score } = evaluate(huge, plan, local('2024-04-23 08:00'));
    expect(Number.isSafeInteger(score.numerator) && Number.isSafeInteger(score.denominator)).toBe(true);
    expect(score.numerator).toBeLessThan(score.denominator);
  });
});

describe('status', () => {
  it('is UNKNOWN for a school without data until a rule is due, then LATE with the same "no data"', () => {
    const facts = fold(registered(start));
    const fresh = planWith(Object.fromEntries(plan.rules.map(({ id }) => [id, { gate: false }])));
    const before = evaluate(facts, fresh, local('2024-04-21 23:59:59'));
    expect(before).toMatchObject({ status: 'UNKNOWN', lateSince: null });
    expect(lineOf(before, 'R12')).toMatchObject({ state: 'UNKNOWN', numerator: 0, denominator: 0 });
    const after = evaluate(facts, fresh, local('2024-04-21 23:59:59.001'));
    expect(after).toMatchObject({ status: 'LATE', lateSince: local('2024-04-21 23:59:59') });
    expect(lineOf(after, 'R12')).toMatchObject({ state: 'UNKNOWN', missing: ['CITY_SESSION'] });
  });

  it('is UNKNOWN with a score of 0/0 before any rule is in force', () => {
    const result = evaluate(fold(registered('2024-04-01 08:00')), plan, local('2024-04-14 23:59:59'));
    expect(result).toMatchObject({ status: 'UNKNOWN', score: { numerator: 0, denominator: 0 } });
    expect(percent(result.score)).toBeNull();
  });

  it('is COMPLIANT while the unmet rules are still to fall due', () => {
    const facts = fold([...registered(start), ...conditionsMet(start, ['R14'])]);
    const result = evaluate(facts, plan, local('2024-04-22 08:00'));
    expect(result.status).toBe('COMPLIANT');
    expect(lineOf(result, 'R14').state).toBe('UNMET');
    expect(lineDaysLate(lineOf(result, 'R14'), local('2024-04-22 08:00'))).toBe(0);
  });

  it('puts LATE before AT_RISK before UNKNOWN before COMPLIANT', () => {
    const blocker = (at: string) =>
      happened('rollout.difficultyChanged', at, {
        difficulty: 'no-link',
        severity: 'BLOCKER',
        before: null,
        after: 'OPEN',
      });
    const unknown = [...registered(start), ...conditionsMet(start, ['R11'])];
    const at = local('2024-04-22 08:00');
    expect(evaluate(fold([...unknown, ...conditionsMet(start)]), plan, at).status).toBe('COMPLIANT');
    expect(evaluate(fold(unknown), plan, at).status).toBe('UNKNOWN');
    expect(evaluate(fold([...unknown, blocker(start)]), plan, at).status).toBe('AT_RISK');
    const late = evaluate(fold([...unknown, blocker(start)]), plan, local('2024-04-29 00:00'));
    expect(late.status).toBe('LATE');
    expect(late.risks.map(({ cause }) => cause)).toContain('BLOCKER');
  });

  it('is EXCLUDED, without lines, for a closed school and for one without primary grades', () => {
    for (const change of [{ status: 'CLOSED' as const }, { hasPrimary: false }]) {
      const facts = {
        ...fold(conditionsMet(start)),
        register: { status: 'ACTIVE' as const, hasPrimary: true, ...change },
      };
      const result = evaluate(facts, plan, local('2024-05-20 08:00'));
      expect(result).toMatchObject({
        status: 'EXCLUDED',
        lines: [],
        risks: [],
        lateSince: null,
        nextTransition: null,
      });
    }
  });

  it('is never COMPLIANT for a school that nobody registered', () => {
    const facts = { ...fold([...registered(start), ...conditionsMet(start)]), register: null };
    expect(evaluate(facts, plan, local('2024-04-22 08:00')).status).toBe('UNKNOWN');
    expect(evaluate(emptyFacts(school), plan, local('2024-04-16 08:00')).status).toBe('UNKNOWN');
  });
});

describe('READY', () => {
  const verified = (at: string) =>
    templateItems.filter(({ gate }) => gate).map(({ id }) => itemEvent('readiness.itemVerified', at, id));
  const at = local('2024-04-22 08:00');

  it('is declared when all gates are met and their items submitted, verified only when the office verified each', () => {
    const declared = [...registered(start), ...conditionsMet(start)];
    expect(evaluate(fold(declared), plan, at)).toMatchObject({ readyDeclared: true, readyVerified: false });
    const all = verified(start);
    expect(evaluate(fold([...declared, ...all.slice(1)]), plan, at).readyVerified).toBe(false);
    expect(evaluate(fold([...declared, ...all]), plan, at)).toMatchObject({
      readyDeclared: true,
      readyVerified: true,
    });
  });

  it('is lost, declared and verified, when one item is returned or the certificate is revoked', () => {
    const ready = [...registered(start), ...conditionsMet(start), ...verified(start)];
    const returned = itemEvent('readiness.itemReturned', start, 'SCHOOL_PLAN');
    for (const loss of [returned, certificate(start, 'REVOKED')]) {
      const result = evaluate(fold([...ready, loss]), plan, at);
      expect(result).toMatchObject({ readyDeclared: false, readyVerified: false });
    }
    expect(lineOf(evaluate(fold([...ready, returned]), plan, at), 'R03')).toMatchObject({
      state: 'UNMET',
      missing: ['SCHOOL_PLAN'],
    });
  });
});
