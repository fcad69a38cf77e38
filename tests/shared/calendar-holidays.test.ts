import { expect, test } from 'vitest';

import { holidayName, moveDay, weekday, workCalendar } from '../../shared/calendar-holidays.js';

test('the public holidays of spring 2024 are those of the Labour Code, and an observance is none', () => {
  expect(holidayName('2024-04-18')).toMatch(/Hùng Vương/i);
  expect(holidayName('2024-04-30')).toBe('Ngày Giải phóng miền Nam');
  expect(holidayName('2024-05-01')).toBe('Quốc tế Lao động');
  expect(holidayName('2024-05-07')).toBeNull();
  expect(holidayName('2024-04-29')).toBeNull();
});

test('the lunar new year is off for five days', () => {
  expect(['2024-02-09', '2024-02-12', '2024-02-13'].map((day) => holidayName(day) === null)).toEqual([
    false,
    false,
    false,
  ]);
});

test('a holiday on a weekend is made up for on the next working day', () => {
  // In 2023 Giỗ Tổ (29/4) and 30/4 fell on a weekend and 1/5 on the Monday after.
  expect(['2023-05-02', '2023-05-03', '2023-05-04'].map(holidayName)).toEqual([
    expect.stringMatching(/^Nghỉ bù/),
    expect.stringMatching(/^Nghỉ bù/),
    null,
  ]);
});

test('three working days before Sunday 28 April 2024 is Wednesday the 24th, and the working day after is Monday', () => {
  const calendar = workCalendar();
  expect(calendar.add('2024-04-28', -3)).toBe('2024-04-24');
  expect(calendar.onOrBefore('2024-04-28')).toBe('2024-04-26');
  expect(calendar.add('2024-04-28', 1)).toBe('2024-04-29');
  expect(calendar.add('2024-04-29', 1)).toBe('2024-05-02');
  expect(calendar.add('2024-04-17', 1)).toBe('2024-04-19');
  expect(calendar.add('2024-04-17', 0)).toBe('2024-04-17');
});

test('a year’s decision moves days: one off, a Saturday worked instead', () => {
  const calendar = workCalendar({ daysOff: ['2024-04-29'], workDays: ['2024-05-04'] });
  expect(calendar.isWorkingDay('2024-04-29')).toBe(false);
  expect(calendar.isWorkingDay('2024-05-04')).toBe(true);
  expect(calendar.add('2024-04-28', 1)).toBe('2024-05-02');
});

test('days are counted without a time zone in between', () => {
  expect(moveDay('2024-02-28', 2)).toBe('2024-03-01');
  expect(moveDay('2024-01-01', -1)).toBe('2023-12-31');
  expect(['2024-04-22', '2024-04-28'].map(weekday)).toEqual([1, 7]);
});
