import { describe, expect, test } from 'vitest';

import { daysUntil, urgencyOf } from '../../../gateway/dashboard/src/school/home/due.js';
import { missingWords } from '../../../gateway/dashboard/src/school/home/missingWords.js';
import {
  openLines,
  placeOf,
  type Line,
  type ListedItem,
} from '../../../gateway/dashboard/src/school/home/places.js';
import { predicateNames } from '../../../subgraphs/rollout/compliance/plan.js';

const item = (id: string, state: ListedItem['state'], rule: string | null = null): ListedItem => ({
  id,
  section: 'S',
  titleVi: `tên ${id}`,
  titleEn: `name ${id}`,
  state,
  returnReason: null,
  updatedAt: null,
  clause: 'IV.2',
  rule,
});
const items = [
  item('WORKING_GROUP', 'SUBMITTED', 'R01'),
  item('SCHOOL_PLAN', 'NOT_STARTED', 'R02'),
  item('DATA_PUPILS', 'RETURNED', 'R05'),
];

describe('an unmet line leads to the place that mends it', () => {
  test.for([
    ['WORKING_GROUP', [], 'organisation', 'working-group'],
    ['PLAN_AND_DUTIES', ['SCHOOL_PLAN', 'DUTY:SYSTEM_ADMIN'], 'checklist', 'item-SCHOOL_PLAN'],
    ['PLAN_AND_DUTIES', ['DUTY:SYSTEM_ADMIN'], 'organisation', 'duties'],
    ['MANAGEMENT_SOFTWARE', ['DATA_PUPILS'], 'checklist', 'item-DATA_PUPILS'],
    ['MANAGEMENT_SOFTWARE', [], 'checklist', 'item-DATA_PUPILS'],
    ['SELF_REVIEW_SUBMITTED', [], 'checklist', 'item-SCHOOL_PLAN'],
    ['ORGANISATION_CERTIFICATE', ['APPROVAL'], 'certificates', null],
    ['RECORDS_ACCEPTED', ['GRADE_1'], 'counts', null],
    ['GUIDANCE_ACKNOWLEDGED', [], 'documents', null],
    ['COMMUNICATION', ['PARENTS'], 'organisation', 'communications'],
    ['CITY_TRAINING', [], 'training', null],
  ] as const)('%s, missing %o: %s %s', ([predicate, missing, page, part]) => {
    expect(placeOf({ rule: 'R05', missing: [...missing] }, predicate, items)).toEqual({ page, part });
  });

  test('whatever predicate the hub knows, and one that it will know', () => {
    for (const predicate of [...predicateNames, 'SOMETHING_NEW', undefined]) {
      expect(placeOf({ rule: 'R99', missing: [] }, predicate, items).page).toBeTypeOf('string');
    }
  });
});

const words = {
  keys: { PARENTS: 'cha mẹ học sinh' },
  grade: (grade: string) => `khối ${grade}`,
  duty: (title: string) => `người phụ trách: ${title}`,
};

test('what is missing is told by its name: items, duties, grades, and the words of the rules', () => {
  const own = {
    checklist: { isSubmitted: false, items },
    plan: { duties: [{ id: 'SYSTEM_ADMIN', titleVi: 'Quản trị', titleEn: 'Administration' }] },
  };
  const keys = ['SCHOOL_PLAN', 'DUTY:SYSTEM_ADMIN', 'GRADE_3', 'PARENTS', 'NEW_KEY'];
  expect(missingWords(keys, own, words, (vi) => vi)).toEqual([
    'tên SCHOOL_PLAN',
    'người phụ trách: Quản trị',
    'khối 3',
    'cha mẹ học sinh',
    'NEW_KEY',
  ]);
});

test('lines that are due first stand first, then those that cost most; met ones are not there', () => {
  const line = (rule: string, due: string, pointsLost: number, state: Line['state'] = 'UNMET'): Line =>
    ({ rule, due, pointsLost, state }) as Line;
  const lines = [
    line('A', '2024-06-30T23:59:59+07:00', 8),
    line('B', '2024-04-28T23:59:59+07:00', 1),
    line('C', '2024-04-28T23:59:59+07:00', 5, 'UNKNOWN'),
    line('D', '2024-04-21T23:59:59+07:00', 0, 'MET'),
  ];
  expect(openLines(lines).map(({ rule }) => rule)).toEqual(['C', 'B', 'A']);
});

test.for([
  ['2024-04-28T08:00:00+07:00', 0, 'soon'],
  ['2024-04-28T23:59:59+07:00', 0, 'soon'],
  ['2024-04-29T00:00:00+07:00', -1, 'late'],
  ['2024-04-25T00:30:00+07:00', 3, 'soon'],
  ['2024-04-24T23:30:00+07:00', 4, 'later'],
] as const)(
  'seen from %s, 28 April is %i days off and %s: days turn at midnight in Hải Phòng',
  ([now, days, urgency]) => {
    const due = '2024-04-28T23:59:59+07:00';
    expect([daysUntil(due, new Date(now)), urgencyOf(due, new Date(now))]).toEqual([days, urgency]);
  },
);
