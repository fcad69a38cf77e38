import type { Task } from '../graph/types.js';

/** A stretch of the time axis in per cent of its length. */
export interface Span {
  readonly from: number;
  readonly length: number;
}

export interface Month extends Span {
  /** 04/2024 */
  readonly name: string;
}

export interface Scale {
  readonly months: readonly Month[];
  /** Mondays, where weeks begin. */
  readonly weeks: readonly number[];
  /** Where an instant stands; null outside the axis. */
  at(instant: Date | string | null): number | null;
  span(from: string | Date, to: string | Date): Span;
}

const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh has no daylight saving time: its midnights are these, all year. */
const OFFSET_MS = 7 * 3_600_000;

/** Whole months around all that was planned and done, with today in it where today is near. */
export function makeScale(tasks: readonly Task[], now: Date | null): Scale {
  const instants = tasks.flatMap(({ plannedStart, due, originalDue, startedAt, doneAt }) =>
    [plannedStart, due, originalDue, startedAt, doneAt]
      .filter((instant) => instant !== null)
      .map((instant) => Date.parse(instant)),
  );
  const first = Math.min(...instants);
  const last = Math.max(...instants);
  const isNear = now !== null && now.getTime() > first - 31 * DAY_MS && now.getTime() < last + 62 * DAY_MS;
  const start = monthStart(isNear ? Math.min(first, now.getTime()) : first);
  const end = monthStart(isNear ? Math.max(last, now.getTime()) : last, 1);
  const share = (instant: number): number => (100 * (instant - start)) / (end - start);
  const inside = (instant: number): number => Math.min(100, Math.max(0, share(instant)));
  return {
    months: monthsBetween(start, end).map(({ name, from, to }) => ({
      name,
      from: share(from),
      length: share(to) - share(from),
    })),
    weeks: mondaysBetween(start, end).map(share),
    at(instant) {
      if (instant === null) return null;
      const place = share(new Date(instant).getTime());
      return place < 0 || place > 100 ? null : place;
    },
    span(from, to) {
      const left = inside(new Date(from).getTime());
      return { from: left, length: Math.max(0, inside(new Date(to).getTime()) - left) };
    },
  };
}

function monthStart(instant: number, monthsOn = 0): number {
  const local = new Date(instant + OFFSET_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + monthsOn, 1) - OFFSET_MS;
}

function monthsBetween(start: number, end: number): { name: string; from: number; to: number }[] {
  const months = [];
  for (let from = start; from < end;) {
    const to = monthStart(from, 1);
    const local = new Date(from + OFFSET_MS);
    const name = `${String(local.getUTCMonth() + 1).padStart(2, '0')}/${local.getUTCFullYear()}`;
    months.push({ name, from, to });
    from = to;
  }
  return months;
}

function mondaysBetween(start: number, end: number): number[] {
  const weekday = new Date(start + OFFSET_MS).getUTCDay();
  const mondays = [];
  for (let at = start + ((8 - weekday) % 7) * DAY_MS; at < end; at += 7 * DAY_MS) mondays.push(at);
  return mondays;
}
