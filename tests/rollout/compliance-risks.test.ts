import { describe, expect, it } from 'vitest';

import type { AnyHubEvent } from '../../shared/events/contracts.js';
import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import {
  certificate,
  conditionsMet,
  counts,
  fold,
  happened,
  itemEvent,
  local,
  plan,
  registered,
  signOfLife,
  trained,
} from '../support/compliance-plan.js';

const start = '2024-04-16 08:00';
const after = (...events: AnyHubEvent[]) => fold([...registered(start), ...events]);
const at = (facts: ReturnType<typeof fold>, instant: string, rules = plan) =>
  evaluate(facts, rules, local(instant));
const causes = (result: ReturnType<typeof evaluate>) => result.risks.map(({ cause }) => cause);

describe('AT_RISK (a): a gate due within three days', () => {
  const facts = after(
    ...conditionsMet(start, ['R04']),
    itemEvent('readiness.itemSubmitted', '2024-04-22 08:00', 'COMPUTERS_CONNECTED', {
      kind: 'COUNT',
      count: 0,
    }),
  );

  it('begins three days before the due to the millisecond, and ends in LATE one millisecond after it', () => {
    expect(at(facts, '2024-04-25 23:59:58.999')).toMatchObject({ status: 'COMPLIANT', risks: [] });
    const warned = at(facts, '2024-04-25 23:59:59');
    expect(warned.status).toBe('AT_RISK');
    expect(warned.risks).toEqual([
      { cause: 'GATE_DUE_SOON', rule: 'R04', due: local('2024-04-28 23:59:59') },
    ]);
    expect(warned.lines[0]).toMatchObject({ rule: 'R04', atRiskBecause: ['GATE_DUE_SOON'] });
    expect(at(facts, '2024-04-28 23:59:59').status).toBe('AT_RISK');
    expect(at(facts, '2024-04-28 23:59:59.001')).toMatchObject({ status: 'LATE', risks: [] });
  });

  it('is not raised by a rule that is no gate', () => {
    const open = after(...conditionsMet(start, ['R14']), signOfLife('2024-04-25 08:00'));
    expect(at(open, '2024-04-26 08:00')).toMatchObject({ status: 'COMPLIANT', risks: [] });
  });
});

describe('AT_RISK (b): a pace below two thirds of what is needed', () => {
  // 40 people to train by 28/4, 6 of them on 16/4.
  const begun = [...conditionsMet(start, ['R13']), trained(start, { managers: 2, teachers: 4, staff: 0 })];
  const grown = (teachers: number) =>
    after(...begun, trained('2024-04-24 09:00', { managers: 2, teachers, staff: 0 }));

  it('is judged only once the rule has been in force for seven local days', () => {
    expect(at(after(...begun), '2024-04-21 23:59:59.999')).toMatchObject({ status: 'COMPLIANT', risks: [] });
    const judged = at(after(...begun), '2024-04-22 00:00');
    // 34 remain, 7 days are left, 6 were gained since the end of 15/4: 4.9 a day against 1.5 × 6 / 7.
    expect(judged.risks).toEqual([{ cause: 'PACE', rule: 'R13', remaining: 34, daysLeft: 7, gained: 6 }]);
    expect(judged.status).toBe('AT_RISK');
  });

  it('compares exactly: at 1.5 times the pace there is no risk, one person fewer makes it one', () => {
    // On 28/4 one day is left and the gain is counted from the end of 21/4: 6 remain, and 1.5 × 28 / 7 = 6.
    expect(at(grown(32), '2024-04-28 09:00').risks).toEqual([]);
    expect(at(grown(31), '2024-04-28 09:00').risks).toEqual([
      { cause: 'PACE', rule: 'R13', remaining: 7, daysLeft: 1, gained: 27 },
    ]);
  });

  it('counts the gain from the end of the local day seven days ago, and nothing reported by then as 0', () => {
    const facts = grown(30);
    const gainOn = (day: string) =>
      at(facts, day).risks.flatMap((risk) => (risk.cause === 'PACE' ? [risk.gained] : []));
    expect(gainOn('2024-04-28 09:00')).toEqual([26]);
    const idle = after(...begun, signOfLife('2024-04-24 09:00'));
    expect(at(idle, '2024-04-23 09:00').risks).toMatchObject([{ cause: 'PACE', gained: 0 }]);
  });

  it('warns about records that stand still although their due is weeks away', () => {
    const events = [1, 2, 3, 4].map((grade) => counts('2024-05-27 09:00', grade, 10));
    const facts = after(...conditionsMet(start), ...events);
    expect(at(facts, '2024-05-31 23:59:59.999').risks).toEqual([]);
    expect(at(facts, '2024-06-01 00:00').risks).toEqual([]);
    // Needed 80 / 28 a day against 1.5 × 0: the day on which the seven days no longer hold the 27th.
    expect(at(facts, '2024-06-03 00:00').risks).toMatchObject([
      { cause: 'PACE', rule: 'R15', daysLeft: 28, gained: 0 },
    ]);
  });
});

describe('AT_RISK (c): an open blocker', () => {
  const blocker = (
    state: 'OPEN' | 'ESCALATED_TO_CITY' | 'REOPENED' | 'RESOLVED' | 'CLOSED',
    severity: 'BLOCKER' | 'MAJOR' = 'BLOCKER',
  ) =>
    happened('rollout.difficultyChanged', start, {
      difficulty: 'no-link',
      severity,
      before: null,
      after: state,
    });

  it('lasts until it is resolved or closed, wherever it is passed on to', () => {
    for (const state of ['OPEN', 'ESCALATED_TO_CITY', 'REOPENED'] as const) {
      const result = at(after(...conditionsMet(start), blocker(state)), '2024-04-18 08:00');
      expect(result).toMatchObject({
        status: 'AT_RISK',
        risks: [{ cause: 'BLOCKER', difficulty: 'no-link' }],
      });
    }
    for (const ended of [blocker('RESOLVED'), blocker('CLOSED'), blocker('OPEN', 'MAJOR')]) {
      expect(at(after(...conditionsMet(start), ended), '2024-04-18 08:00').status).toBe('COMPLIANT');
    }
  });
});

describe('AT_RISK (d): a certificate that ends before the records are due', () => {
  const until = (validTo: string) =>
    after(...conditionsMet(start, ['R09']), certificate(start, 'APPROVED', { validTo }));

  it('is no risk at the very due of the records, and one a millisecond earlier', () => {
    expect(at(until('2024-06-30T23:59:59+07:00'), '2024-04-18 08:00')).toMatchObject({
      status: 'COMPLIANT',
      risks: [],
    });
    const short = at(until('2024-06-30T23:59:58.999+07:00'), '2024-04-18 08:00');
    expect(short).toMatchObject({
      status: 'AT_RISK',
      risks: [{ cause: 'CERTIFICATE_EXPIRES', rule: 'R09', certificate: 'stamp' }],
    });
    expect(short.lines[0]).toMatchObject({ rule: 'R09', state: 'UNMET', missing: ['VALIDITY'] });
  });

  it('follows an extension of the records, and ends when a lasting certificate is approved', () => {
    const extension = happened('rollout.deadlineExtended', start, {
      rule: 'R15',
      before: '2024-06-30T23:59:59+07:00',
      after: '2025-02-01T23:59:59+07:00',
      reason: 'summer',
    });
    const events = [...conditionsMet(start), extension];
    expect(causes(at(after(...events), '2024-04-18 08:00'))).toEqual(['CERTIFICATE_EXPIRES']);
    const renewed = certificate(start, 'APPROVED', { id: 'new', validTo: '2026-01-01T00:00:00+07:00' });
    expect(at(after(...events, renewed), '2024-04-18 08:00')).toMatchObject({
      status: 'COMPLIANT',
      risks: [],
    });
  });
});

describe('AT_RISK (e): no update for seven days', () => {
  it('begins seven days after the last report to the millisecond, and ends with the next report', () => {
    const facts = after(...conditionsMet(start));
    expect(at(facts, '2024-04-23 07:59:59.999')).toMatchObject({ status: 'COMPLIANT', risks: [] });
    expect(at(facts, '2024-04-23 08:00')).toMatchObject({
      status: 'AT_RISK',
      risks: [{ cause: 'STALE', since: local('2024-04-23 08:00') }],
    });
    const again = after(...conditionsMet(start), signOfLife('2024-04-23 08:00'));
    expect(at(again, '2024-04-30 07:59:59.999').risks).toEqual([]);
  });

  it('counts from the start of the plan at the earliest, and never once every rule is met', () => {
    const early = fold([...registered('2024-03-01 08:00'), signOfLife('2024-03-01 08:00')]);
    expect(causes(at(early, '2024-04-21 23:59:59.999'))).not.toContain('STALE');
    expect(causes(at(early, '2024-04-22 00:00'))).toContain('STALE');
    const done = after(...conditionsMet(start), ...[1, 2, 3, 4].map((grade) => counts(start, grade, 30)));
    expect(at(done, '2024-12-31 08:00')).toMatchObject({ status: 'COMPLIANT', risks: [] });
  });

  it('is not postponed by what only the office does', () => {
    const facts = after(
      ...conditionsMet(start),
      itemEvent('readiness.itemVerified', '2024-04-20 08:00', 'SCHOOL_PLAN'),
      certificate('2024-04-20 08:00', 'APPROVED'),
      ...registered('2024-04-20 08:00'),
    );
    expect(facts.lastUpdateAt).toBe(local(start).toISOString());
    expect(at(facts, '2024-04-23 08:00').status).toBe('AT_RISK');
  });
});

describe('a returned item that nobody touches', () => {
  it('is shown after three days and changes no status', () => {
    const facts = after(
      ...conditionsMet(start),
      itemEvent('readiness.itemReturned', '2024-04-17 08:00', 'SCHOOL_PLAN'),
    );
    expect(at(facts, '2024-04-20 07:59:59.999').risks).toEqual([]);
    expect(at(facts, '2024-04-20 08:00')).toMatchObject({
      status: 'COMPLIANT',
      risks: [
        { cause: 'RETURNED_UNTOUCHED', item: 'SCHOOL_PLAN', rule: 'R02', since: local('2024-04-17 08:00') },
      ],
    });
  });
});
