import { localDaysBetween, startOfLocalDay } from './calendar.js';
import { BadUserInput, LimitExceeded } from './errors.js';

export type Interval = 'DAY' | 'WEEK';

/** Points of one line: more would neither be read nor drawn. */
const MAX_POINTS = 400;
/** How far back a line goes where nobody says: a season of weeks, a month of days. */
const DEFAULT_DAYS: Record<Interval, number> = { DAY: 30, WEEK: 84 };
/** A Monday; the plan counts weeks from Monday to Sunday. */
const A_MONDAY = new Date('2024-04-01T00:00:00+07:00');

/**
 * The ends of the local days or weeks from `from` to `to`; the last point is `to` itself where that comes before its interval's end.
 * `to` is never after `now`, for nobody knows what will be; without it the line ends now, without `from` it is 12 weeks or 30 days long.
 */
export function intervalEnds(
  interval: Interval,
  range: { from?: Date | null | undefined; to?: Date | null | undefined },
  now: Date,
): Date[] {
  const to = range.to == null || range.to > now ? now : range.to;
  const from = range.from ?? startOfLocalDay(to, -DEFAULT_DAYS[interval]);
  if (from > to) {
    throw new BadUserInput({
      field: 'from',
      expected: 'an instant before `to` and before now',
      got: from.toISOString(),
    });
  }
  const days = interval === 'DAY' ? 1 : 7;
  const sinceMonday = interval === 'DAY' ? 0 : ((localDaysBetween(A_MONDAY, from) % 7) + 7) % 7;
  const first = startOfLocalDay(from, days - sinceMonday);
  const count = Math.max(0, Math.ceil(localDaysBetween(first, to) / days)) + 1;
  if (count > MAX_POINTS) throw new LimitExceeded({ limit: 'points', value: MAX_POINTS, got: count });
  const ends: Date[] = [];
  for (let end = first; ; end = startOfLocalDay(end, days)) {
    // The last instant inside the interval: what happens at midnight belongs to the next one.
    const last = new Date(end.getTime() - 1);
    if (last >= to) return [...ends, to];
    ends.push(last);
  }
}
