import type { AnyHubEvent } from './contracts.js';

/** One numbered event as the bus carries it; `event` is null where it was too large and has to be read from the log. */
export interface BusMessage {
  readonly position: number;
  readonly id: string;
  readonly event: AnyHubEvent | null;
}

/** The message's bytes: the whole event, or where it is larger than `limit` bytes its position and id alone. */
export function encode(event: AnyHubEvent, limit: number): Uint8Array {
  const whole = Buffer.from(JSON.stringify(event));
  if (whole.byteLength <= limit) return whole;
  return Buffer.from(JSON.stringify({ position: event.position, id: event.id }));
}

/** What stands in a message; position 0, which no reader waits for, where it is none of the hub's. */
export function decode(data: Uint8Array): BusMessage {
  const parsed = parse(data);
  if (typeof parsed?.position !== 'number' || typeof parsed.id !== 'string') {
    return { position: 0, id: '', event: null };
  }
  const { position, id, type, at, recordedAt } = parsed;
  const event =
    type === undefined || at === undefined || recordedAt === undefined
      ? null
      : ({ ...parsed, at: new Date(at), recordedAt: new Date(recordedAt) } as AnyHubEvent);
  return { position, id, event };
}

function parse(data: Uint8Array): Partial<AnyHubEvent> | null {
  try {
    return JSON.parse(Buffer.from(data).toString('utf8')) as Partial<AnyHubEvent> | null;
  } catch {
    return null;
  }
}
