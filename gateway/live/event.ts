import type { ExecutionResult } from '@graphql-tools/utils';

import { cursorToPosition } from '../../shared/cursor.js';
import { CURSOR_KEY } from './document.js';

/** One event as all members of a group receive it: serialised once, however many they are. */
export class LiveEvent {
  /** The event's place in the log; null for a failure that is no event. */
  readonly position: number | null;
  readonly cursor: string | null;
  /** The result in JSON, as every door sends it. */
  readonly payload: Buffer;
  #head: string | undefined;
  #message: Buffer | undefined;

  constructor(cursor: string | null, result: ExecutionResult) {
    this.cursor = cursor;
    this.position = cursor === null ? null : cursorToPosition(cursor);
    this.payload = Buffer.from(JSON.stringify(result));
  }

  /**
   * The payload between what a door puts around it. Whoever comes next with the same words gets the same bytes: event streams all do,
   * and sockets whose clients number their subscriptions.
   */
  message(head: string, tail: string): Buffer {
    if (this.#message !== undefined && this.#head === head) return this.#message;
    const start = Buffer.byteLength(head);
    const message = Buffer.allocUnsafe(start + this.payload.length + Buffer.byteLength(tail));
    message.write(head);
    this.payload.copy(message, start);
    message.write(tail, start + this.payload.length);
    this.#head = head;
    this.#message = message;
    return message;
  }
}

/** Takes the gateway's own cursor out of a result and serialises what is left. */
export function toLiveEvent(result: ExecutionResult, rootKey: string): LiveEvent {
  const root = (result.data as Record<string, Record<string, unknown> | null> | null | undefined)?.[rootKey];
  const cursor = root?.[CURSOR_KEY];
  if (root != null) delete root[CURSOR_KEY];
  return new LiveEvent(typeof cursor === 'string' ? cursor : null, result);
}
