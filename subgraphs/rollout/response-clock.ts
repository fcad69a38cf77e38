import { moveDay, workCalendar, type WorkCalendar } from '../../shared/calendar-holidays.js';
import { localDate, startOfLocalDay } from '../../shared/calendar.js';
import type { DifficultyState } from '../../shared/events/contracts.js';
import type { ActivePlan } from './plan/active.js';

/** The office's time to answer where the plan says none [D]: KẾT asks for timely support and gives no number. */
const DEFAULT = { acknowledgeWorkingDays: 2, resolveWorkingDays: 10 };

/** Difficulties that began to wait before these instants have been waiting too long. */
export interface ResponseThresholds {
  readonly acknowledge: Date;
  readonly resolve: Date;
}

export interface ResponseDue {
  /** The last instant in time. */
  readonly acknowledgeBy: Date;
  readonly resolveBy: Date;
}

/** The working days of the plan's district: the law's, with what the plan adds. */
export function calendarOf({ document }: ActivePlan): WorkCalendar {
  return workCalendar(document.workCalendar);
}

/** Until when a difficulty that waits since the instant is to be acknowledged and resolved: the end of the last working day. */
export function responseDue(plan: ActivePlan, since: Date): ResponseDue {
  const { acknowledgeWorkingDays, resolveWorkingDays } = plan.document.responseClock ?? DEFAULT;
  const calendar = calendarOf(plan);
  const endOf = (workingDays: number) => endOfDay(calendar.add(localDate(since), workingDays));
  return { acknowledgeBy: endOf(acknowledgeWorkingDays), resolveBy: endOf(resolveWorkingDays) };
}

/** The same clock seen from now, so that a list can be asked for in SQL: nothing that depends on the plan is stored. */
export function responseThresholds(plan: ActivePlan, now: Date): ResponseThresholds {
  const { acknowledgeWorkingDays, resolveWorkingDays } = plan.document.responseClock ?? DEFAULT;
  const calendar = calendarOf(plan);
  const before = (workingDays: number) => {
    let day = localDate(now);
    while (calendar.add(day, workingDays) >= localDate(now)) day = moveDay(day, -1);
    return startOfDay(moveDay(day, 1));
  };
  return { acknowledge: before(acknowledgeWorkingDays), resolve: before(resolveWorkingDays) };
}

/** Whether the office owes an answer that is overdue: nobody acknowledged in time, or nobody resolved in time. */
export function isPastClock(
  plan: ActivePlan,
  { state, since }: { state: DifficultyState; since: Date },
  now: Date,
): boolean {
  const { acknowledgeBy, resolveBy } = responseDue(plan, since);
  if (state === 'RESOLVED' || state === 'CLOSED') return false;
  return now > resolveBy || (isUnacknowledged(state) && now > acknowledgeBy);
}

/** States in which nobody has answered yet. */
export function isUnacknowledged(state: DifficultyState): boolean {
  return state === 'OPEN' || state === 'REOPENED';
}

function startOfDay(day: string): Date {
  return startOfLocalDay(new Date(`${day}T12:00:00+07:00`));
}

function endOfDay(day: string): Date {
  return new Date(startOfDay(moveDay(day, 1)).getTime() - 1);
}
