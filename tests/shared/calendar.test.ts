import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { isoWithOffset, localDate, localDaysBetween, startOfLocalDay } from '../../shared/calendar.js';

const DAY_MS = 86_400_000;
const instant = fc.date({
  min: new Date('1990-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});
/** What the tz database says, which the code does without. */
const dayInHaiPhong = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

test('a local day is the one that the tz database names for Asia/Ho_Chi_Minh', () => {
  fc.assert(
    fc.property(instant, (at) => {
      expect(localDate(at)).toBe(dayInHaiPhong.format(at));
    }),
  );
});

test('a local day begins at 00:00 +07:00, at or before every instant of it and less than 24 hours earlier', () => {
  fc.assert(
    fc.property(instant, (at) => {
      const start = startOfLocalDay(at);
      expect(isoWithOffset(start)).toBe(`${localDate(at)}T00:00:00.000+07:00`);
      expect(at.getTime() - start.getTime()).toBeGreaterThanOrEqual(0);
      expect(at.getTime() - start.getTime()).toBeLessThan(DAY_MS);
      expect(startOfLocalDay(start)).toEqual(start);
    }),
  );
});

test('moving by days and counting days undo each other', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -400, max: 400 }), (at, days) => {
      expect(localDaysBetween(at, startOfLocalDay(at, days))).toBe(days);
      expect(localDaysBetween(startOfLocalDay(at, days), at)).toBe(0 - days);
    }),
  );
});

test('an evening in London is already the next day in Hải Phòng', () => {
  const evening = new Date('2024-04-28T17:00:00Z');
  expect(localDate(evening)).toBe('2024-04-29');
  expect(localDaysBetween(new Date('2024-04-28T16:59:59.999Z'), evening)).toBe(1);
});

test('a time on the wire carries its offset and comes back as the same instant', () => {
  expect(isoWithOffset(new Date('2024-04-28T16:59:59Z'))).toBe('2024-04-28T23:59:59.000+07:00');
  fc.assert(fc.property(instant, (at) => Date.parse(isoWithOffset(at)) === at.getTime()));
});
