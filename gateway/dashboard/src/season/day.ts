/** A day of Hải Phòng as the address and the slider hold it: 2024-05-12. */
export type Day = string;

const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh has no daylight saving time: its days begin at these instants, all year. */
const OFFSET_MS = 7 * 3_600_000;

/** The day of Hải Phòng that an instant falls on. */
export const dayOf = (instant: string | Date): Day =>
  new Date(new Date(instant).getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The last instant of a day, ISO 8601: what a day "as it stood" means. */
export const endOfDay = (day: Day): string => `${day}T23:59:59.999+07:00`;

/** How many days `day` is after `first`. */
export const daysAfter = (first: Day, day: Day): number =>
  Math.round((Date.parse(day) - Date.parse(first)) / DAY_MS);

/** The day so many days after `first`. */
export const plusDays = (first: Day, days: number): Day =>
  new Date(Date.parse(first) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether a text of the address names a day that there is. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** 12/05/2024. */
export const saidDay = (day: Day): string => day.split('-').toReversed().join('/');
