import { moveDay, weekday, type WorkCalendar } from '../../../shared/calendar-holidays.js';

/** Where a rule that is not met stands on a day on which its school is reminded of it. */
export type Rung = 'SOON' | 'TODAY' | 'PASSED' | 'WEEKLY';

const DAYS_BEFORE = 3;

/**
 * The rung of the ladder that falls on the working day: three working days before the due, the due day (the last working day before
 * it where it is none), the working day after; from then on each week's first working day. Null on any other day.
 */
export function rungOn(calendar: WorkCalendar, day: string, dueDay: string): Rung | null {
  if (day === calendar.onOrBefore(dueDay)) return 'TODAY';
  if (day === calendar.add(dueDay, -DAYS_BEFORE)) return 'SOON';
  if (day === calendar.add(dueDay, 1)) return 'PASSED';
  return day > dueDay && isWeekly(calendar, day) ? 'WEEKLY' : null;
}

/** Whether the day is its week's first working day: the day of the weekly digest. */
export function isWeekly(calendar: WorkCalendar, day: string): boolean {
  if (!calendar.isWorkingDay(day)) return false;
  return calendar.onOrBefore(moveDay(day, -1)) < moveDay(day, 1 - weekday(day));
}
