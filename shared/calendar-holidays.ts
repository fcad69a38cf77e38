import Holidays from 'date-holidays';

const DAY_MS = 86_400_000;
const holidays = new Holidays('VN');
/** A year's days off, worked out once: the library searches its rules anew each time. */
const years = new Map<number, ReadonlyMap<string, string>>();

/** Days as `YYYY-MM-DD` (Asia/Ho_Chi_Minh); negative numbers of days count back. */
export interface WorkCalendar {
  isWorkingDay(day: string): boolean;
  /** The working day that lies so many working days after (or before) the day; the day itself counts as none. 0 gives the day. */
  add(day: string, workingDays: number): string;
  /** The day itself where it is worked, otherwise the last worked one before it. */
  onOrBefore(day: string): string;
}

/** What a year's decision adds to the law: further days off, and days that are worked though they would be free. */
export interface CalendarChanges {
  readonly daysOff?: readonly string[];
  readonly workDays?: readonly string[];
}

/**
 * The public holiday (Labour Code 2019, article 112, as the library date-holidays keeps it) that the day is, in Vietnamese; null for
 * any other. A holiday on a weekend is made up for on the next working day (article 111.3), which is named with it.
 */
export function holidayName(day: string): string | null {
  const year = Number(day.slice(0, 4));
  // What falls on the last days of a year is made up for in the next one.
  return daysOffOf(year).get(day) ?? daysOffOf(year - 1).get(day) ?? null;
}

/** The working days of offices and primary schools: Monday to Friday without public holidays, with the changes given. */
export function workCalendar({ daysOff = [], workDays = [] }: CalendarChanges = {}): WorkCalendar {
  const isWorkingDay = (day: string) =>
    workDays.includes(day) || (!daysOff.includes(day) && !isWeekend(day) && holidayName(day) === null);
  const add = (day: string, workingDays: number) => {
    const step = Math.sign(workingDays);
    let current = day;
    for (let left = Math.abs(workingDays); left > 0;) {
      current = moveDay(current, step);
      if (isWorkingDay(current)) left -= 1;
    }
    return current;
  };
  return { isWorkingDay, add, onOrBefore: (day) => (isWorkingDay(day) ? day : add(day, -1)) };
}

/** The calendar day so many days after (or before) the day. */
export function moveDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function isWeekend(day: string): boolean {
  return weekday(day) > 5;
}

function daysOffOf(year: number): ReadonlyMap<string, string> {
  const known = years.get(year);
  if (known !== undefined) return known;
  const days = new Map<string, string>();
  for (const { date, start, end, name, type } of holidays.getHolidays(year, 'vi')) {
    if (type !== 'public') continue;
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
    for (let n = 0; n < length; n += 1) {
      const day = moveDay(date.slice(0, 10), n);
      days.set(day, name);
    }
  }
  for (const [day, name] of [...days].toSorted(([a], [b]) => a.localeCompare(b))) {
    if (!isWeekend(day)) continue;
    let free = moveDay(day, 1);
    while (isWeekend(free) || days.has(free)) free = moveDay(free, 1);
    days.set(free, `Nghỉ bù ${name}`);
  }
  years.set(year, days);
  return days;
}
