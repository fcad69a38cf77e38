import { describe, expect, test } from 'vitest';

import type { SchoolTrainedFragment } from '../../../gateway/dashboard/src/generated/graphql.js';
import {
  checkCounts,
  sameCounts,
  statesOf,
  typedOf,
} from '../../../gateway/dashboard/src/school/counts/sums.js';
import { checkPeople, roomIn } from '../../../gateway/dashboard/src/school/training/room.js';

describe("a grade's counts, as they are typed", () => {
  const states = { NOT_STARTED: '100', INITIALISED: '216', DEFERRED: '4' };

  test('are whole where the states make up the pupils, those who moved away left out', () => {
    const checked = checkCounts({ eligible: '320', states: { ...states, TRANSFERRED_OUT: '7' } }, 320);
    expect(checked).toEqual({ eligible: 320, sum: 320, rest: 0, faults: {}, isWhole: true });
  });

  test.for([
    [{ ...states, INITIALISED: '210' }, 6],
    [{ ...states, INITIALISED: '220' }, -4],
  ] as const)('%o leave %i', ([typed, rest]) => {
    const checked = checkCounts({ eligible: '320', states: typed }, 320);
    expect([checked.rest, checked.isWhole]).toEqual([rest, false]);
  });

  test('name the field that is wrong and add nothing up around it', () => {
    const checked = checkCounts({ eligible: '', states: { ISSUED: '1.5', ACCEPTED: '1000001' } }, 320);
    expect(checked.faults).toEqual({ eligible: 'missing', ISSUED: 'notWhole', ACCEPTED: 'tooLarge' });
    expect([checked.eligible, checked.rest]).toEqual([null, null]);
  });

  test('are at most the pupils of the register, where it has them', () => {
    const typed = { eligible: '321', states: { NOT_STARTED: '321' } };
    expect(checkCounts(typed, 320)).toMatchObject({ faults: { eligible: 'aboveEnrolment' }, isWhole: false });
    expect(checkCounts(typed, null).isWhole).toBe(true);
  });

  test('go out as the hub takes them and come back as they were typed', () => {
    const typed = { eligible: '320', states: { ...states, ISSUED: '0', REJECTED: ' ' } };
    const byState = statesOf(typed);
    expect(byState.map(({ state, count }) => `${state}=${count}`)).toEqual([
      'NOT_STARTED=100',
      'INITIALISED=216',
      'DEFERRED=4',
    ]);
    expect(sameCounts(typedOf({ eligible: 320, byState }), typed)).toBe(true);
    expect(sameCounts({ ...typed, eligible: '319' }, typed)).toBe(false);
  });
});

describe('people newly trained, as they are typed', () => {
  const training = {
    byGroup: [
      { group: 'MANAGERS', trained: 3, people: 3 },
      { group: 'TEACHERS', trained: 20, people: 29 },
      { group: 'STAFF', trained: null, people: null },
    ],
  } as unknown as SchoolTrainedFragment;

  test('are at most those of the group who are not trained yet, and add up', () => {
    const checked = checkPeople({ managers: '0', teachers: '9', staff: '4' }, training);
    expect(checked).toEqual({ counts: { managers: 0, teachers: 9, staff: 4 }, faults: {}, sum: 13 });
    expect(checkPeople({ managers: '1', teachers: '10', staff: 'x' }, training).faults).toEqual({
      managers: 'aboveRoom',
      teachers: 'aboveRoom',
      staff: 'notWhole',
    });
  });

  test('may take the place of those that a correction takes away', () => {
    const instead = { managers: 3, teachers: 5, staff: 0 };
    expect(checkPeople({ managers: '2', teachers: '14', staff: '' }, training, instead).faults).toEqual({});
    expect(checkPeople({ managers: '4', teachers: '15', staff: '' }, training, instead).faults).toEqual({
      managers: 'aboveRoom',
      teachers: 'aboveRoom',
    });
  });

  test('have no bound where the register does not say how many people there are', () => {
    expect(roomIn({ trained: 5, people: null })).toBeNull();
  });
});
