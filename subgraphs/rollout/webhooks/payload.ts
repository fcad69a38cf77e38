import type { Actor } from '../../../shared/actor.js';
import { isoWithOffset } from '../../../shared/calendar.js';
import type { AnyHubEvent } from '../../../shared/events/contracts.js';
import { toChange } from '../changes.js';

/** What a request may carry of an event's own data; a larger one is named, and read by its cursor. */
const MAX_DATA_BYTES = 65_536;

/** The body of a request: the event as `changes` shows it to the registrant, in the envelope of Standard Webhooks. */
export function bodyOf(registrant: Actor, event: AnyHubEvent): string {
  const { data, school, at, ...change } = toChange(registrant, event);
  const isTooLarge = Buffer.byteLength(JSON.stringify(data)) > MAX_DATA_BYTES;
  return JSON.stringify({
    type: event.type,
    timestamp: isoWithOffset(at),
    data: {
      ...change,
      at: isoWithOffset(at),
      school: school?.code ?? null,
      data: isTooLarge ? null : data,
      isTruncated: isTooLarge,
    },
  });
}
