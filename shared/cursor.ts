import { BadUserInput } from './errors.js';

/**
 * Cursors are opaque: base64url of a tag and a JSON value, so that one kind cannot be handed in where another belongs.
 * `log` cursors carry the position of an event; `page` cursors carry the sort key of a row.
 */
type CursorKind = 'log' | 'page';

export function encodeCursor(kind: CursorKind, value: unknown): string {
  return Buffer.from(JSON.stringify([kind, value])).toString('base64url');
}

/** The value inside a cursor of that kind; anything else is refused with BAD_USER_INPUT naming `field`. */
export function decodeCursor(kind: CursorKind, cursor: string, field = 'after'): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2 && parsed[0] === kind && isStorable(parsed))
      return parsed[1];
  } catch {
    // Falls through to the one refusal below: what a broken cursor contains is of no use to the caller.
  }
  throw new BadUserInput({
    field,
    expected: 'a cursor that the hub gave out for this list or feed',
    got: cursor,
  });
}

/** PostgreSQL's text holds every character but one: no row can have been placed by it. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable);
}

/** The cursor of the event at `position` (a contiguous number given by the relay). */
export function positionToCursor(position: number): string {
  return encodeCursor('log', position);
}

export function cursorToPosition(cursor: string, field = 'after'): number {
  const value = decodeCursor('log', cursor, field);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new BadUserInput({ field, expected: 'a cursor of the event log', got: cursor });
}
