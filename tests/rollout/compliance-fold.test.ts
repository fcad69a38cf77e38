import { describe, expect, it } from 'vitest';

import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import { emptyFacts } from '../../subgraphs/rollout/compliance/facts.js';
import { foldEvent } from '../../subgraphs/rollout/compliance/fold.js';
import {
  certificate,
  conditionsMet,
  fold,
  happened,
  itemEvent,
  local,
  plan,
  registered,
  school,
  trained,
} from '../support/compliance-plan.js';

const start = '2024-04-16 08:00';
const computers = (at: string, count: number) =>
  itemEvent('readiness.itemSaved', at, 'COMPUTERS_CONNECTED', { kind: 'COUNT', count });
const extension = (at: string, to: string) =>
  happened('rollout.deadlineExtended', at, {
    rule: 'R04',
    before: '2024-04-28T23:59:59+07:00',
    after: to,
    reason: 'storm',
  });
const lineAt = (facts: ReturnType<typeof fold>, rule: string, at: string) =>
  evaluate(facts, plan, local(at)).lines.find((line) => line.rule === rule);

describe('done late', () => {
  it('stays for ever once a rule is first met after its due, also when it is lost and met again', () => {
    const late = fold([...registered(start), computers('2024-04-29 00:00', 3)]);
    expect(lineAt(late, 'R04', '2024-04-29 00:00')).toMatchObject({ state: 'MET', doneLate: true });
    const lost = fold([computers('2024-05-02 08:00', 0)], plan, late);
    expect(lineAt(lost, 'R04', '2024-05-02 08:00')).toMatchObject({ state: 'UNMET', doneLate: true });
    const again = fold([computers('2024-05-03 08:00', 3)], plan, lost);
    expect(lineAt(again, 'R04', '2024-05-03 08:00')).toMatchObject({ state: 'MET', doneLate: true });
  });

  it('never comes over a rule that was met in time, to the last millisecond of its due', () => {
    const inTime = fold([...registered(start), computers('2024-04-28 23:59:59', 3)]);
    const again = fold([computers('2024-05-02 08:00', 0), computers('2024-05-03 08:00', 3)], plan, inTime);
    expect(lineAt(again, 'R04', '2024-05-03 08:00')).toMatchObject({ state: 'MET', doneLate: false });
  });

  it('holds for a certificate whose validity begins after the due, seen before and after the next event', () => {
    const approved = certificate('2024-04-20 08:00', 'APPROVED', { validFrom: '2024-05-02T00:00:00+07:00' });
    const facts = fold([...registered(start), approved]);
    expect(lineAt(facts, 'R09', '2024-05-01 23:59:59.999')).toMatchObject({
      state: 'UNMET',
      missing: ['START'],
    });
    expect(lineAt(facts, 'R09', '2024-05-02 00:00')).toMatchObject({ state: 'MET', doneLate: true });
    const revoked = fold([certificate('2024-05-03 08:00', 'REVOKED')], plan, facts);
    expect(revoked.firstMet['R09']).toEqual({ at: local('2024-05-02 00:00').toISOString(), late: true });
    expect(lineAt(revoked, 'R09', '2024-05-03 08:00')).toMatchObject({ state: 'UNMET', doneLate: true });
  });
});

describe('an extension', () => {
  it('moves the due of the school and keeps the original beside it, the last one granted holds', () => {
    const facts = fold([
      ...registered(start),
      computers(start, 0),
      extension('2024-04-20 08:00', '2024-05-10T23:59:59+07:00'),
      extension('2024-04-21 08:00', '2024-05-05T23:59:59+07:00'),
    ]);
    const line = lineAt(facts, 'R04', '2024-05-01 08:00');
    expect(line).toMatchObject({
      due: local('2024-05-05 23:59:59'),
      originalDue: local('2024-04-28 23:59:59'),
    });
    expect(facts.extensions['R04']?.map(({ after }) => after)).toEqual([
      '2024-05-10T23:59:59+07:00',
      '2024-05-05T23:59:59+07:00',
    ]);
  });

  it('keeps a rule in time that is met within it, and takes back no lateness when it comes afterwards', () => {
    const granted = extension('2024-04-20 08:00', '2024-05-05T23:59:59+07:00');
    const within = fold([...registered(start), granted, computers('2024-05-02 08:00', 3)]);
    expect(lineAt(within, 'R04', '2024-05-02 08:00')).toMatchObject({ state: 'MET', doneLate: false });
    const afterwards = fold([
      ...registered(start),
      computers('2024-05-02 08:00', 3),
      extension('2024-05-03 08:00', '2024-05-05T23:59:59+07:00'),
    ]);
    expect(lineAt(afterwards, 'R04', '2024-05-03 08:00')).toMatchObject({ state: 'MET', doneLate: true });
  });
});

describe('folding', () => {
  it('changes nothing for another school, for the district, and for what says nothing about a rule', () => {
    const facts = fold([...registered(start), ...conditionsMet(start)]);
    const register = {
      name: 'TH Mẫu 02 (dữ liệu giả)',
      kind: 'PRIMARY',
      ownership: 'PUBLIC',
      ward: 'Cát Bi',
      status: 'CLOSED',
      hasPrimary: true,
      isSynthetic: true,
    } as const;
    const task = { task: 'T1', before: 'PLANNED', after: 'DONE', reason: null } as const;
    const others = [
      happened('schools.schoolRegistered', start, register, '31306982'),
      happened('rollout.taskProgressed', start, task, null),
      happened('rollout.taskProgressed', start, task),
      happened('rollout.documentPublished', start, { document: 'D1', kind: 'GUIDANCE' }),
    ];
    for (const event of others) expect(foldEvent(facts, event, plan)).toBe(facts);
  });

  it('remembers since when an item is in its state, through saves that leave it there', () => {
    const facts = fold([computers('2024-04-16 08:00', 1), computers('2024-04-18 08:00', 2)]);
    const item = { ...facts.items['COMPUTERS_CONNECTED'] };
    expect(item).toMatchObject({
      state: 'DRAFT',
      value: { count: 2 },
      since: local('2024-04-16 08:00').toISOString(),
    });
  });

  it('keeps no more day marks than a pace can still reach back to', () => {
    const first = local('2024-04-10 08:00').getTime();
    const daily = fold([
      ...registered('2024-04-10 07:00'),
      ...Array.from({ length: 30 }, (_, day) =>
        trained(new Date(first + day * 86_400_000), { managers: 0, teachers: day + 1, staff: 0 }),
      ),
    ]);
    expect(daily.dayMarks['R13']?.map(({ date }) => date)).toEqual([
      '2024-05-02',
      '2024-05-03',
      '2024-05-04',
      '2024-05-05',
      '2024-05-06',
      '2024-05-07',
      '2024-05-08',
      '2024-05-09',
    ]);
  });

  it('keeps the last numerator of a local day, also where two writers are out of order around midnight', () => {
    const facts = fold([
      ...registered(start),
      trained('2024-04-17 09:00', { managers: 1, teachers: 0, staff: 0 }),
      trained('2024-04-18 00:00', { managers: 2, teachers: 0, staff: 0 }),
      trained('2024-04-17 23:59:59.999', { managers: 2, teachers: 5, staff: 0 }),
    ]);
    expect(facts.dayMarks['R13']).toEqual([
      { date: '2024-04-17', numerator: 1 },
      { date: '2024-04-18', numerator: 7 },
    ]);
    expect(facts.lastUpdateAt).toBe(local('2024-04-18 00:00').toISOString());
  });

  it('starts from facts that know nothing', () => {
    expect(JSON.parse(JSON.stringify(emptyFacts(school)))).toEqual(emptyFacts(school));
    expect(emptyFacts(school)).toMatchObject({
      register: null,
      headcount: null,
      training: null,
      lastUpdateAt: null,
    });
  });
});
