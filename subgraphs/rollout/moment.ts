import { isoWithOffset } from '../../shared/calendar.js';
import type { Clock } from '../../shared/clock.js';
import { BadUserInput } from '../../shared/errors.js';

/** The instant that a question is about: `past` is null where it is the present, which has its own table. */
export interface Moment {
  readonly at: Date;
  readonly past: Date | null;
}

/** The moment of an `asOf` argument. The future has no history: an instant after now is refused with BAD_USER_INPUT. */
export function momentOf(clock: Clock, asOf: Date | null | undefined): Moment {
  const now = clock.now();
  if (asOf == null) return { at: now, past: null };
  if (asOf > now) {
    throw new BadUserInput({
      field: 'asOf',
      expected: `an instant not after now, ${isoWithOffset(now)}`,
      got: isoWithOffset(asOf),
    });
  }
  return { at: asOf, past: asOf };
}
