import { createHash } from 'node:crypto';

import { BadUserInput } from './errors.js';

/** What makes a mutation safe to send twice: the caller's key, and what it was first sent with. */
export interface Idempotency {
  readonly key: string;
  /** Of the operation that the key came with; under another one the key is refused. */
  readonly digest: string;
  /** Which part of the operation a session writes: a subgraph that runs apart sees its own part alone. */
  readonly part: string;
}

export const IDEMPOTENCY_HEADER = 'idempotency-key';

/** The caller's key; null where there is none, BAD_USER_INPUT for one that is not 1 to 200 visible ASCII characters. */
export function readIdempotencyKey(given: unknown): string | null {
  if (given === undefined || given === null || given === '') return null;
  if (typeof given === 'string' && /^[\x21-\x7E]{1,200}$/.test(given)) return given;
  throw new BadUserInput({
    field: 'Idempotency-Key',
    expected: '1 to 200 visible ASCII characters, such as a UUID that is made for each change',
  });
}

/** One text for operations that are sent alike. */
export function digestOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
