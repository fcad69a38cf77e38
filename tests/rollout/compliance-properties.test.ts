import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import { emptyFacts, type SchoolFacts } from '../../subgraphs/rollout/compliance/facts.js';
import { foldEvent } from '../../subgraphs/rollout/compliance/fold.js';
import { summarise } from '../../subgraphs/rollout/compliance/summary.js';
import { life, moment } from '../support/compliance-life.js';
import {
  conditionsMet,
  fold,
  local,
  plan,
  registered,
  school,
  signOfLife,
} from '../support/compliance-plan.js';

/** As a database column gives it back: through JSON, keys in another order. */
function stored(facts: SchoolFacts): SchoolFacts {
  return JSON.parse(JSON.stringify(facts), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  ) as SchoolFacts;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('an evaluation, whatever happened before', () => {
  it('stays the same until the millisecond before its next transition', () => {
    fc.assert(
      fc.property(life, moment, fc.double({ min: 0, max: 1, noNaN: true }), (events, at, share) => {
        const facts = fold(events);
        const now = evaluate(facts, plan, at);
        const end = now.nextTransition?.getTime() ?? local('2030-01-01 00:00').getTime();
        expect(end).toBeGreaterThan(at.getTime());
        const between = at.getTime() + Math.floor((end - 1 - at.getTime()) * share);
        for (const ms of [between, end - 1]) expect(evaluate(facts, plan, new Date(ms))).toEqual(now);
      }),
      { numRuns: 2000 },
    );
  });

  it('loses exactly the points that the score lacks, and never scores above the whole', () => {
    fc.assert(
      fc.property(life, moment, (events, at) => {
        const { score, lines } = evaluate(fold(events), plan, at);
        expect(score.numerator).toBeLessThanOrEqual(score.denominator);
        const counted = lines.filter(({ inForce, state }) => inForce && state !== 'NOT_APPLICABLE');
        const weight = counted.reduce((sum, line) => sum + line.weight, 0);
        const lost = lines.reduce(
          (sum, { pointsLost: { numerator, denominator } }) => sum + numerator / denominator,
          0,
        );
        if (weight === 0) expect(score).toEqual({ numerator: 0, denominator: 0 });
        else expect(score.numerator / score.denominator).toBeCloseTo(1 - lost / weight, 9);
        const whole = counted.every(({ state }) => state === 'MET');
        if (weight > 0) expect(score.numerator === score.denominator).toBe(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('has no percentage without data, calls MET only what is whole, and sorts the worst line first', () => {
    fc.assert(
      fc.property(life, moment, (events, at) => {
        const { lines } = evaluate(fold(events), plan, at);
        for (const { state, numerator, denominator } of lines) {
          if (state === 'MET') expect(numerator === denominator && denominator > 0).toBe(true);
          else if (state === 'UNMET') expect(numerator).toBeLessThan(denominator);
          else expect([numerator, denominator]).toEqual([0, 0]);
        }
        const lost = lines.map(({ pointsLost }) => pointsLost.numerator / pointsLost.denominator);
        expect(lost).toEqual(lost.toSorted((a, b) => b - a));
      }),
      { numRuns: 300 },
    );
  });

  it('gives one status by precedence: LATE exactly with an overdue rule, AT_RISK exactly with a deciding risk besides', () => {
    fc.assert(
      fc.property(life, moment, (events, at) => {
        const result = evaluate(fold(events), plan, at);
        const missed = result.lines.filter(({ state }) => state === 'UNMET' || state === 'UNKNOWN');
        const late = missed.some(({ due }) => due < at);
        const atRisk = result.risks.some(({ cause }) => cause !== 'RETURNED_UNTOUCHED');
        const counted = result.lines.filter(({ inForce, state }) => inForce && state !== 'NOT_APPLICABLE');
        const unknown = counted.length === 0 || counted.some(({ state }) => state === 'UNKNOWN');
        expect(result.status).toBe(late ? 'LATE' : atRisk ? 'AT_RISK' : unknown ? 'UNKNOWN' : 'COMPLIANT');
        expect(result.lateSince !== null).toBe(late);
        expect(result.readyVerified && !result.readyDeclared).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('folding, whatever happens', () => {
  it('is the same through the database as in memory, at every step, and never writes into what it was given', () => {
    fc.assert(
      fc.property(life, moment, (events, at) => {
        let inMemory = emptyFacts(school);
        let throughStore = inMemory;
        for (const event of events) {
          inMemory = foldEvent(frozen(inMemory), event, plan);
          throughStore = stored(foldEvent(throughStore, event, plan));
        }
        expect(throughStore).toEqual(inMemory);
        const result = evaluate(throughStore, plan, at);
        expect(JSON.stringify(result)).toBe(JSON.stringify(evaluate(inMemory, plan, at)));
        expect(JSON.stringify(summarise(result))).toBe(
          JSON.stringify(summarise(evaluate(inMemory, plan, at))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of events that are about different things', () => {
    // The certificate's two events are about one thing: only its approval is kept.
    const events = conditionsMet('2024-04-30 08:00').filter(
      ({ type, data }) =>
        type !== 'readiness.certificateChanged' || (data as { after: string }).after === 'APPROVED',
    );
    const expected = fold([...registered('2024-04-08 00:00'), ...events]);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(fold([...registered('2024-04-08 00:00'), ...shuffled])).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('takes no rule for done late, or in time, by an event that says nothing about it', () => {
    fc.assert(
      fc.property(life, fc.nat({ max: 90 * 86_400_000 }), (events, wait) => {
        const facts = fold(events);
        const last = events.reduce((latest, { at }) => Math.max(latest, at.getTime()), 0);
        const at = new Date(last + wait);
        const told = (result: ReturnType<typeof evaluate>) =>
          result.lines.map(({ rule, state, doneLate, numerator, denominator }) => [
            rule,
            state,
            doneLate,
            numerator,
            denominator,
          ]);
        const before = told(evaluate(facts, plan, at));
        expect(told(evaluate(foldEvent(facts, signOfLife(at), plan), plan, at))).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});
