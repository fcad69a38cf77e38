/** How much of the live doors may be taken; each has its variable in the environment (docs/limits.md). */
export interface LiveLimits {
  readonly sockets: number;
  readonly socketsPerActor: number;
  readonly subscriptionsPerSocket: number;
  /** What one subscriber may have waiting before it is let go with its cursor. */
  readonly waitingEvents: number;
  readonly waitingBytes: number;
}

/** How much one document may be (docs/limits.md): what is above is refused before it is planned. */
export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Selections that ask again for what their selection set already asks for: comparing them all takes the square of their number. */
  readonly repeatedFields: number;
  /** Objects that the answer may hold, by what its lists may hold at most. */
  readonly cost: number;
}

/** How much one caller may have of the hub's time (docs/limits.md). */
export interface CallerLimits {
  readonly operationsPerMinute: number;
  /** From one address, of callers that show no good token. */
  readonly anonymousPerMinute: number;
  readonly operationMs: number;
}

/** How loaded a gateway may be before it sends new operations away (docs/limits.md). */
export interface LoadLimits {
  readonly eventLoopDelayMs: number;
  readonly heapPercent: number;
}

/** All that the hub lets a caller have at most. */
export interface Limits extends LiveLimits, DocumentLimits, CallerLimits, LoadLimits {}

export const defaultLimits: Limits = {
  sockets: 20_000,
  socketsPerActor: 100,
  subscriptionsPerSocket: 50,
  // About a minute of a busy district.
  waitingEvents: 1000,
  waitingBytes: 1024 * 1024,
  // The largest of the hub's own documents has 300 tokens, 8 root fields, 3 aliases and a cost of 12,000.
  tokens: 2000,
  depth: 15,
  aliases: 30,
  directives: 30,
  rootFields: 20,
  repeatedFields: 20,
  cost: 50_000,
  operationsPerMinute: 6000,
  anonymousPerMinute: 600,
  operationMs: 30_000,
  eventLoopDelayMs: 500,
  heapPercent: 90,
};
