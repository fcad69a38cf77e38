import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { recordStates, type RecordState } from '../../shared/events/contracts.js';
import {
  reportableFrom,
  reportableNew,
  stampedStates,
  stepsFrom,
  transitions,
  type StepBy,
} from '../../subgraphs/records/lifecycle.js';

const states = fc.constantFrom(...recordStates);
const makers: readonly StepBy[] = ['REPORT', 'RECALL', 'DECISION', 'LOCK'];
const allSteps = (from: RecordState) => makers.flatMap((by) => stepsFrom(from, by));

/** A way through single steps, whoever makes them, from the start. */
const ways = fc.array(fc.nat(20), { maxLength: 30 }).map((choices) => {
  const way: RecordState[] = ['NOT_STARTED'];
  for (const choice of choices) {
    const next = allSteps(way.at(-1)!);
    if (next.length === 0) break;
    way.push(next[choice % next.length]!);
  }
  return way;
});

test('what is locked, recalled or transferred out goes nowhere', () => {
  for (const state of ['LOCKED', 'RECALLED', 'TRANSFERRED_OUT'] as const) {
    expect(allSteps(state)).toEqual([]);
    expect([...reportableFrom(state, false)]).toEqual([]);
  }
});

test('a recall begins where a record is accepted, never where it is locked or only sent', () => {
  const from = recordStates.filter((state) => allSteps(state).includes('RECALL_PENDING'));
  expect(from).toEqual(['ACCEPTED', 'CIRCULATED', 'REPORTED_TO_MOET']);
  expect(transitions.RECALL_PENDING).toEqual({ DECISION: ['RECALLED', 'RECALL_REFUSED'] });
});

test('no report reaches a state that the hub alone gives', () => {
  fc.assert(
    fc.property(states, fc.boolean(), (from, required) => {
      for (const given of ['LOCKED', 'RECALL_PENDING', 'RECALLED', 'RECALL_REFUSED'] as const) {
        expect(reportableFrom(from, required).has(given)).toBe(false);
        expect(reportableNew(false, required).has(given)).toBe(false);
      }
    }),
  );
});

test('on every way the stamp comes before the gateway, and the gateway before acceptance', () => {
  expect(recordStates).toContain('ISSUED');
  fc.assert(
    fc.property(ways, (way) => {
      const first = (state: RecordState) => (way.indexOf(state) === -1 ? Infinity : way.indexOf(state));
      for (const state of stampedStates) {
        if (way.includes(state)) expect(first('ISSUED')).toBeLessThanOrEqual(first(state));
      }
      for (const state of ['ACCEPTED', 'REJECTED', 'CIRCULATED', 'RECALL_PENDING', 'LOCKED'] as const) {
        if (way.includes(state)) expect(first('SUBMITTED')).toBeLessThan(first(state));
      }
      if (way.includes('RECALLED')) expect(way.indexOf('RECALLED')).toBe(way.length - 1);
    }),
    { numRuns: 2000 },
  );
});

test('a report may leap over steps only where single reports could have gone', () => {
  fc.assert(
    fc.property(ways, fc.boolean(), (way, required) => {
      for (const [index, state] of way.slice(1).entries()) {
        const from = way[index]!;
        const isReport = stepsFrom(from, 'REPORT').includes(state);
        const skips = required && from === 'TEACHER_CHECKED' && state === 'MANAGER_SIGNED';
        expect(reportableFrom(from, required).has(state)).toBe(
          isReport ? !skips : reachable(from, required).has(state),
        );
      }
    }),
    { numRuns: 1000 },
  );
  for (const from of recordStates) {
    for (const required of [true, false]) {
      for (const to of reportableFrom(from, required)) expect(reachable(from, required).has(to)).toBe(true);
    }
  }
});

test('a required homeroom signature has to be reported before the manager signs; otherwise it may be skipped', () => {
  expect(reportableFrom('TEACHER_CHECKED', false).has('MANAGER_SIGNED')).toBe(true);
  expect(reportableFrom('TEACHER_CHECKED', true).has('MANAGER_SIGNED')).toBe(false);
  expect(reportableFrom('INITIALISED', true).has('ISSUED')).toBe(false);
  expect(reportableFrom('HOMEROOM_SIGNED', true).has('ISSUED')).toBe(true);
  expect(reportableNew(true, true).has('MANAGER_SIGNED')).toBe(false);
});

test('no report takes a record back behind its stamp, but a correction of one that was sent back', () => {
  const early = recordStates.filter((state) => !stampedStates.has(state) && state !== 'TRANSFERRED_OUT');
  for (const from of stampedStates) {
    const back = early.filter((state) => reportableFrom(from, false).has(state));
    if (from === 'REJECTED') expect(back).toContain('INITIALISED');
    else expect(back).toEqual([]);
  }
});

/** By breadth over single steps, written apart from the module under test. */
function reachable(from: RecordState, required: boolean): Set<RecordState> {
  const reached = new Set<RecordState>();
  let border: RecordState[] = [from];
  while (border.length > 0) {
    border = border
      .flatMap((state) =>
        (transitions[state].REPORT ?? []).filter(
          (next) => !(required && state === 'TEACHER_CHECKED' && next === 'MANAGER_SIGNED'),
        ),
      )
      .filter((next) => !reached.has(next));
    for (const next of border) reached.add(next);
  }
  return reached;
}
