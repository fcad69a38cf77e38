import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

import { isoWithOffset } from '../calendar.js';
import { parseDuration } from '../duration.js';

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** An instant; given out in Asia/Ho_Chi_Minh, accepted with any offset, never without one. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'Thời điểm. An instant in ISO 8601 with offset, for example `2024-04-28T23:59:59.000+07:00`. An instant without offset is refused.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => isoWithOffset(value instanceof Date ? value : new Date(String(value))),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

/** A calendar day, without a time. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Ngày. A calendar day as `YYYY-MM-DD`, for example `2024-04-28`.',
  serialize: (value) => String(value).slice(0, 10),
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** A place in a list or in the feed, as the hub gave it out. */
export const CursorScalar = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'Con trỏ. An opaque place in a list or in the event log: hand it back as it was given, never build one.',
  serialize: String,
  parseValue: parseCursor,
  parseLiteral: (node) => parseCursor(node.kind === Kind.STRING ? node.value : undefined),
});

const SHORTEST_MS = 100;
const LONGEST_MS = 60_000;

/** A span over which events are folded, in milliseconds; a person looks no more often than ten times a second. */
export const DurationScalar = new GraphQLScalarType<number, string>({
  name: 'Duration',
  description:
    'Khoảng thời gian. A span from `100ms` to `60s`, as a whole number with its unit: `500ms`, `2s`.',
  serialize: (value) => `${String(value)}ms`,
  parseValue: parseSpan,
  parseLiteral: (node) => parseSpan(node.kind === Kind.STRING ? node.value : undefined),
});

/** Data whose form depends on their kind: the facts of an event, the thresholds of a rule. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Dữ liệu JSON. A value whose form depends on its kind, said where the field stands.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function parseDateTime(value: unknown): Date {
  if (typeof value === 'string' && DATE_TIME.test(value) && isCalendarDay(value.slice(0, 10))) {
    const instant = new Date(value);
    if (!Number.isNaN(instant.getTime())) return instant;
  }
  throw refusal('DateTime', 'an ISO 8601 instant with offset such as 2024-04-28T23:59:59+07:00', value);
}

function parseDate(value: unknown): string {
  if (typeof value === 'string' && DATE.test(value) && isCalendarDay(value)) return value;
  throw refusal('Date', 'a calendar day such as 2024-04-28', value);
}

function parseCursor(value: unknown): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 512) return value;
  throw refusal('Cursor', 'a cursor that the hub gave out', value);
}

function parseSpan(value: unknown): number {
  const span = typeof value === 'string' ? parseDuration(value) : null;
  if (span !== null && span >= SHORTEST_MS && span <= LONGEST_MS) return span;
  throw refusal('Duration', 'a span from 100ms to 60s such as 500ms or 2s', value);
}

/** `new Date` rolls 2024-02-30 over to March: a day is one only if it comes back unchanged. */
function isCalendarDay(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}

function refusal(scalar: string, expected: string, got: unknown): GraphQLError {
  return new GraphQLError(`${scalar}: expected ${expected}.`, {
    extensions: { code: 'BAD_USER_INPUT', field: scalar, expected, got },
  });
}
