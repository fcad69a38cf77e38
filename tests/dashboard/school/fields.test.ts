import { describe, expect, test } from 'vitest';

import {
  fieldsOfValue,
  readFields,
  sameValue,
  valueOf,
} from '../../../gateway/dashboard/src/school/checklist/fields.js';

const today = '2024-06-20';

describe('the fields of an item', () => {
  test.for([
    ['BOOL', { bool: 'false' }, { bool: false }],
    ['COUNT', { count: ' 12 ' }, { count: 12 }],
    ['COUNT', { count: '0' }, { count: 0 }],
    ['RATIO', { numerator: '29', denominator: '29' }, { numerator: 29, denominator: 29 }],
    ['DATE', { date: today }, { date: today }],
    ['DOC', { number: '12/QĐ-TH', date: '2024-04-26' }, { number: '12/QĐ-TH', date: '2024-04-26' }],
    ['TEXT', { text: ' vnEdu ' }, { text: 'vnEdu' }],
  ] as const)('%s %o reads as %o', ([kind, fields, value]) => {
    expect(readFields(kind, fields, today)).toEqual({ kind: 'value', value });
  });

  test.for([
    ['COUNT', {}, 'incomplete', { count: 'missing' }],
    ['RATIO', { numerator: '3' }, 'incomplete', { denominator: 'missing' }],
    ['DOC', { number: '12/QĐ-TH' }, 'incomplete', { date: 'missing' }],
    ['TEXT', { text: '   ' }, 'incomplete', { text: 'missing' }],
    ['COUNT', { count: '1,5' }, 'faulty', { count: 'notWhole' }],
    ['COUNT', { count: '-1' }, 'faulty', { count: 'notWhole' }],
    ['COUNT', { count: '1000001' }, 'faulty', { count: 'tooLarge' }],
    ['RATIO', { numerator: '30', denominator: '29' }, 'faulty', { numerator: 'aboveWhole' }],
    ['DATE', { date: '2024-06-21' }, 'faulty', { date: 'future' }],
    ['DOC', { number: 'x'.repeat(101), date: today }, 'faulty', { number: 'tooLong' }],
  ] as const)('%s %o is %s, and says at which field', ([kind, fields, how, faults]) => {
    expect(readFields(kind, fields, today)).toEqual({ kind: how, faults });
  });

  test('show what the hub gives and give back the same', () => {
    const given = { kind: 'DOC', bool: null, count: null, numerator: null, denominator: null, text: null };
    const value = valueOf({ ...given, number: '84a/QĐ-TH', date: '2024-04-26' } as never);
    expect(value).toEqual({ number: '84a/QĐ-TH', date: '2024-04-26' });
    expect(readFields('DOC', fieldsOfValue(value), today)).toEqual({ kind: 'value', value });
  });

  test('unknown is neither no nor 0', () => {
    expect(readFields('BOOL', {}, today).kind).toBe('incomplete');
    expect(sameValue(null, { count: 0 })).toBe(false);
    expect(sameValue(null, { bool: false })).toBe(false);
  });
});
