const zone = 'Asia/Ho_Chi_Minh';
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const shortDayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: '2-digit', month: '2-digit' });
const minuteFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const secondFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export type Instant = string | number | Date;

/** 28/04/2024, in Hải Phòng. */
export const day = (instant: Instant): string => dayFormat.format(new Date(instant));

/** 28/04, where the year is plain from the place. */
export const shortDay = (instant: Instant): string => shortDayFormat.format(new Date(instant));

/** 28/04/2024 08:00, in Hải Phòng. */
export const dayAndMinute = (instant: Instant): string =>
  `${day(instant)} ${minuteFormat.format(new Date(instant))}`;

/** 08:00:05, in Hải Phòng. */
export const second = (instant: Instant): string => secondFormat.format(new Date(instant));

const dayParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** 2024-04-28: the day in Hải Phòng, as date fields and the graph write it. */
export const localDay = (instant: Instant): string => dayParts.format(new Date(instant));

/** 28/04/2024, of a day that the graph gives without a time. */
export const plainDay = (date: string): string => date.split('-').toReversed().join('/');
