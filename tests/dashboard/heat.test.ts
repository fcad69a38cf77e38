import { describe, expect, test } from 'vitest';

import { moved } from '../../gateway/dashboard/src/heat/place.js';
import { daysAfter, dayOf, endOfDay, isDay, plusDays } from '../../gateway/dashboard/src/season/day.js';

const size = { rows: 30, columns: 15 };
const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey });

describe('the keyboard in the map', () => {
  test('arrows stop at the edges, Home and End go along the row, with Ctrl to the corners', () => {
    expect(moved({ row: 0, column: 0 }, key('ArrowLeft'), size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 29, column: 3 }, key('ArrowDown'), size)).toEqual({ row: 29, column: 3 });
    expect(moved({ row: 4, column: 3 }, key('End'), size)).toEqual({ row: 4, column: 14 });
    expect(moved({ row: 4, column: 3 }, key('Home', true), size)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 4, column: 3 }, key('End', true), size)).toEqual({ row: 29, column: 14 });
    expect(moved({ row: 4, column: 3 }, key('PageDown'), size)).toEqual({ row: 14, column: 3 });
  });

  test('a key that moves nothing is left to the page', () => {
    expect(moved({ row: 0, column: 0 }, key('a'), size)).toBeNull();
    expect(moved({ row: 0, column: 0 }, key('Tab'), size)).toBeNull();
  });
});

describe('days of the season', () => {
  test('are those of Hải Phòng, whatever the zone of the browser', () => {
    expect(dayOf('2024-04-30T17:30:00Z')).toBe('2024-05-01');
    expect(dayOf('2024-04-30T16:59:59Z')).toBe('2024-04-30');
    expect(new Date(endOfDay('2024-05-12')).toISOString()).toBe('2024-05-12T16:59:59.999Z');
  });

  test('are counted over the end of a month', () => {
    expect(plusDays('2024-04-30', 1)).toBe('2024-05-01');
    expect(daysAfter('2024-04-01', '2024-06-20')).toBe(80);
  });

  test('an address that names no day is not one', () => {
    expect(isDay('2024-13-01')).toBe(false);
    expect(isDay('hom-qua')).toBe(false);
    expect(isDay('2024-05-12')).toBe(true);
  });
});
