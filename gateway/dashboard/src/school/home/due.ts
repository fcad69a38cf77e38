import { localDay } from '../../format/date.js';

const DAY_MS = 86_400_000;

/** How far a deadline is, in whole local days: negative once it has passed, 0 on its last day. */
export function daysUntil(due: string, now: Date): number {
  const days = (Date.parse(localDay(due)) - Date.parse(localDay(now))) / DAY_MS;
  return Math.round(days);
}

export type Urgency = 'late' | 'soon' | 'later';

const SOON_DAYS = 3;

/** Late once its last instant has passed; soon within the three days in which the plan speaks of a risk. */
export function urgencyOf(due: string, now: Date): Urgency {
  if (Date.parse(due) < now.getTime()) return 'late';
  return daysUntil(due, now) <= SOON_DAYS ? 'soon' : 'later';
}
