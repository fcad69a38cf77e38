import { describe, expect, it } from 'vitest';

import type { AnyHubEvent, ItemValue } from '../../shared/events/contracts.js';
import { evaluate } from '../../subgraphs/rollout/compliance/evaluate.js';
import {
  certificate,
  conditionsMet,
  counts,
  duties,
  fold,
  happened,
  itemEvent,
  local,
  plan,
  registered,
  templateItems,
  trained,
} from '../support/compliance-plan.js';

const start = '2024-04-16 08:00';
const saved = (item: string, value?: ItemValue) => itemEvent('readiness.itemSaved', start, item, value);
const granted = (item: string) => itemEvent('readiness.itemVerified', start, item, null, 'NOT_APPLICABLE');
const headcount = (counted: { managers: number; teachers: number; staff: number; homeroomInScope: number }) =>
  happened('schools.headcountRecorded', start, { ...counted, asOf: '2024-04-01' });

function lineOf(rule: string, ...events: AnyHubEvent[]) {
  const { lines } = evaluate(fold([...registered(start), ...events]), plan, local('2024-06-10 08:00'));
  const line = lines.find((candidate) => candidate.rule === rule);
  if (line === undefined) throw new Error(`No line ${rule}.`);
  const { state, numerator, denominator, missing } = line;
  return { state, numerator, denominator, missing };
}

describe('rules of several parts', () => {
  it('are unknown without any part, a share with some, met with all', () => {
    const group = happened('readiness.workingGroupSet', start, {
      decisionNumber: '12/QĐ',
      decisionDate: '2024-04-16',
      headNamed: false,
      members: 5,
    });
    expect(lineOf('R01')).toMatchObject({ state: 'UNKNOWN', missing: ['WORKING_GROUP', 'HEAD'] });
    expect(lineOf('R01', group)).toMatchObject({ state: 'UNMET', numerator: 0, denominator: 2 });
    expect(lineOf('R01', saved('WORKING_GROUP'))).toEqual({
      state: 'UNMET',
      numerator: 1,
      denominator: 2,
      missing: ['HEAD'],
    });
    expect(lineOf('R06', saved('RECORD_SOFTWARE'))).toMatchObject({
      numerator: 1,
      missing: ['PROVIDER_COMMITMENT'],
    });
    expect(lineOf('R05', saved('SOFTWARE_NAME'), saved('DATA_PUPILS'))).toMatchObject({
      numerator: 2,
      denominator: 5,
    });
  });

  it('name every duty that nobody was named for', () => {
    const named = duties
      .slice(1)
      .map((duty) => happened('readiness.dutyAssigned', start, { duty, personNamed: true }));
    expect(lineOf('R02', saved('SCHOOL_PLAN'), ...named)).toEqual({
      state: 'UNMET',
      numerator: 3,
      denominator: 4,
      missing: ['DUTY:HEAD'],
    });
  });

  it('take a blank text and a value of another kind for no value', () => {
    expect(lineOf('R06', saved('RECORD_SOFTWARE', { kind: 'TEXT', text: '  ' })).state).toBe('UNKNOWN');
    expect(lineOf('R04', saved('COMPUTERS_CONNECTED', { kind: 'TEXT', text: '12' })).state).toBe('UNKNOWN');
  });

  it('warn about a missing backup without holding it against the school', () => {
    expect(lineOf('R10', saved('ADMINISTRATORS'))).toEqual({
      state: 'MET',
      numerator: 1,
      denominator: 1,
      missing: ['ADMINISTRATORS_BACKUP'],
    });
  });
});

describe('the self-review', () => {
  it('is unmet, not unknown, for a checklist nobody touched, and counts what is handed in', () => {
    expect(lineOf('R03')).toMatchObject({ state: 'UNMET', numerator: 0, denominator: templateItems.length });
    const submitted = templateItems.map(({ id }) => itemEvent('readiness.itemSubmitted', start, id));
    expect(lineOf('R03', ...submitted).state).toBe('MET');
    expect(lineOf('R03', ...submitted.slice(1), granted(templateItems[0]?.id ?? '')).state).toBe('MET');
    const reopened = itemEvent('readiness.itemSaved', start, 'MOET_LINK', undefined, 'REOPENED');
    expect(lineOf('R03', ...submitted, reopened)).toMatchObject({ state: 'UNMET', missing: ['MOET_LINK'] });
  });
});

describe('signatures', () => {
  const teachers = (numerator: number, denominator: number) =>
    saved('SIGNATURES_TEACHERS', { kind: 'RATIO', numerator, denominator });

  it('are unknown, never 100 %, for a headcount of zero', () => {
    const none = headcount({ managers: 0, teachers: 0, staff: 0, homeroomInScope: 0 });
    expect(
      lineOf('R07', none, saved('SIGNATURES_MANAGERS', { kind: 'RATIO', numerator: 0, denominator: 0 })),
    ).toEqual({
      state: 'UNKNOWN',
      numerator: 0,
      denominator: 0,
      missing: ['HEADCOUNT'],
    });
    expect(lineOf('R08', none, teachers(20, 20)).state).toBe('UNKNOWN');
    expect(lineOf('R13', none, trained(start, { managers: 0, teachers: 0, staff: 0 })).state).toBe('UNKNOWN');
  });

  it('are held against the larger whole where the school counts itself smaller or larger than its headcount', () => {
    expect(lineOf('R08', teachers(18, 18))).toEqual({
      state: 'UNMET',
      numerator: 18,
      denominator: 20,
      missing: ['SIGNATURES_TEACHERS', 'HEADCOUNT_DIFFERS'],
    });
    expect(lineOf('R08', teachers(20, 25))).toMatchObject({ state: 'UNMET', numerator: 20, denominator: 25 });
    expect(lineOf('R08', teachers(25, 25))).toMatchObject({ state: 'MET', missing: ['HEADCOUNT_DIFFERS'] });
  });

  it('need an approved certificate: declared or rejected is not yet, none at all is unknown', () => {
    expect(lineOf('R09')).toMatchObject({ state: 'UNKNOWN', missing: ['CERTIFICATE'] });
    expect(lineOf('R09', certificate(start, 'DECLARED'))).toMatchObject({
      state: 'UNMET',
      missing: ['APPROVAL'],
    });
    expect(lineOf('R09', certificate(start, 'REJECTED'))).toMatchObject({
      state: 'UNMET',
      missing: ['APPROVAL'],
    });
    expect(lineOf('R09', certificate(start, 'APPROVED')).state).toBe('MET');
  });
});

describe('training', () => {
  it('is whole only where each group is: surplus teachers do not stand for the staff', () => {
    expect(lineOf('R13', trained(start, { managers: 2, teachers: 40, staff: 0 }))).toEqual({
      state: 'UNMET',
      numerator: 37,
      denominator: 40,
      missing: ['STAFF'],
    });
    const noStaff = headcount({ managers: 2, teachers: 35, staff: 0, homeroomInScope: 20 });
    expect(lineOf('R13', noStaff, trained(start, { managers: 2, teachers: 35, staff: 0 })).state).toBe('MET');
  });

  it('by the city is unknown before any attendance, then counted', () => {
    expect(lineOf('R12').state).toBe('UNKNOWN');
    expect(lineOf('R12', trained(start, { managers: 1, teachers: 0, staff: 0 })).state).toBe('MET');
  });
});

describe('communication and guidance', () => {
  it('count the audiences reached over all activities', () => {
    const told = (...audiences: ('PARENTS' | 'PUPILS' | 'STAFF')[]) =>
      happened('readiness.communicationLogged', start, { audiences, heldOn: '2024-04-16' });
    expect(lineOf('R11').state).toBe('UNKNOWN');
    expect(lineOf('R11', told('PARENTS', 'PUPILS'), told('PUPILS', 'STAFF'))).toEqual({
      state: 'UNMET',
      numerator: 3,
      denominator: 5,
      missing: ['MANAGERS', 'TEACHERS'],
    });
  });

  it('want the guidance itself acknowledged; the hub knows that it is not', () => {
    const other = happened('rollout.documentAcknowledged', start, { document: 'D2', kind: 'DECISION' });
    expect(lineOf('R14', other)).toMatchObject({ state: 'UNMET', missing: ['GUIDANCE'] });
  });
});

describe('records', () => {
  const all = (accepted: number, deferred = 0) =>
    [1, 2, 3, 4].map((grade) => counts(start, grade, accepted, deferred));

  it('are unknown while one grade in scope with pupils has no counts', () => {
    expect(lineOf('R15', ...all(30).slice(0, 3))).toMatchObject({ state: 'UNKNOWN', missing: ['GRADE_4'] });
    const noFourth = happened('schools.enrolmentRecorded', start, {
      schoolYear: plan.schoolYear,
      grades: [1, 2, 3].map((grade) => ({ grade, classes: 1, pupils: 30 })),
    });
    expect(lineOf('R15', noFourth, ...all(30).slice(0, 3))).toMatchObject({ state: 'MET', denominator: 90 });
  });

  it('leave deferred pupils and grades out of scope aside', () => {
    expect(lineOf('R15', ...all(25, 5), counts(start, 5, 0))).toMatchObject({
      state: 'MET',
      denominator: 100,
    });
    expect(lineOf('R15', ...all(25, 4))).toMatchObject({ state: 'UNMET', numerator: 100, denominator: 104 });
    expect(lineOf('R15', ...all(0, 30))).toMatchObject({ state: 'UNKNOWN' });
  });
});

describe('NOT_APPLICABLE', () => {
  it('takes a rule out of score and gates once it is granted for all its gate items', () => {
    const events = [...registered(start), ...conditionsMet(start), granted('COMPUTERS_CONNECTED')];
    const result = evaluate(fold(events), plan, local('2024-04-22 08:00'));
    expect(result.lines.find(({ rule }) => rule === 'R04')).toMatchObject({
      state: 'NOT_APPLICABLE',
      denominator: 0,
    });
    expect(result).toMatchObject({
      status: 'COMPLIANT',
      readyDeclared: true,
      score: { numerator: 1, denominator: 1 },
    });
    const without = evaluate(
      fold([...registered(start), granted('COMPUTERS_CONNECTED')]),
      plan,
      local('2024-05-02 08:00'),
    );
    expect(without.lines.find(({ rule }) => rule === 'R04')).toMatchObject({
      pointsLost: { numerator: 0, denominator: 1 },
    });
  });

  it('for one of several items leaves the rule with the others', () => {
    expect(lineOf('R05', granted('DATA_RESULTS'), saved('SOFTWARE_NAME'))).toMatchObject({
      numerator: 1,
      denominator: 4,
    });
    expect(lineOf('R10', granted('ADMINISTRATORS_BACKUP')).state).toBe('UNKNOWN');
  });
});
