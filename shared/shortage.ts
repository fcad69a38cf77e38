import { SubgraphUnavailable } from './errors.js';

/** What the machine has too little of: room to write, or memory and connections to work with. */
export type Lack = 'NO_ROOM' | 'OVERLOADED';

/** After this a caller may send the same again: room is made by hand, a crowd passes by itself. */
const RETRY_AFTER_S: Readonly<Record<Lack, number>> = { NO_ROOM: 60, OVERLOADED: 5 };

/** The machine had too little to do what was asked, and did nothing of it: the same may succeed later. Whose part it was, others know. */
export class Shortage extends Error {
  override readonly name = 'Shortage';

  constructor(
    readonly lack: Lack,
    cause: unknown,
  ) {
    super(lack === 'NO_ROOM' ? 'there is no room to write' : 'there is too little memory, or no connection', {
      cause,
    });
  }

  /** What a caller of that subgraph is told. */
  toldBy(subgraph: string): SubgraphUnavailable {
    return new SubgraphUnavailable({
      subgraph,
      reason: this.lack,
      retryAfterS: RETRY_AFTER_S[this.lack],
    });
  }
}

/** The shortage that made it fail, where one did: a database's that was translated, or a full disk or bucket. */
export function shortageOf(error: unknown): Shortage | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof Shortage) return current;
    const { code, $metadata } = current as { code?: unknown; $metadata?: { httpStatusCode?: unknown } };
    // 507 is what a bucket says whose disk is full (RFC 4918).
    if (code === 'ENOSPC' || code === 'EDQUOT' || $metadata?.httpStatusCode === 507)
      return new Shortage('NO_ROOM', error);
  }
  return null;
}
