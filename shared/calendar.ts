const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh is UTC+7 all year, without daylight saving: a fixed offset is exact and sortable. */
const OFFSET_MS = 7 * 3_600_000;

/** The instant at which the local day (Asia/Ho_Chi_Minh) of `instant` began, moved by `days`. */
export function startOfLocalDay(instant: Date, days = 0): Date {
  const local = Math.floor((instant.getTime() + OFFSET_MS) / DAY_MS) + days;
  return new Date(local * DAY_MS - OFFSET_MS);
}

/** Local calendar days (Asia/Ho_Chi_Minh) from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export function localDaysBetween(from: Date, to: Date): number {
  return Math.round((startOfLocalDay(to).getTime() - startOfLocalDay(from).getTime()) / DAY_MS);
}

/** `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** ISO 8601 with the offset +07:00, as times stand on the wire. */
export function isoWithOffset(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, -1)}+07:00`;
}
