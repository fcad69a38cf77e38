import type { EntityManager } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';

import type { Actor } from './actor.js';
import type { Clock } from './clock.js';
import type { Idempotency } from './idempotency.js';

/** Any read through Kysely: rows are typed where the SQL stands, with `sql<Row>`. */
export type Reader = Kysely<unknown>;

/**
 * One request's way to the database. All reads of a request come from one snapshot that carries the actor; a write gets a
 * transaction of its own and everything read after it sees it.
 */
export interface Session {
  readonly actor: Actor;
  readonly clock: Clock;
  /** Writes committed so far: what was loaded before one of them may be stale after it. */
  readonly writes: number;
  /** Reads inside the request's read-only transaction; `owner` names the subgraph that asks, for counting. */
  read<Result>(owner: string, work: (db: Reader) => Promise<Result>): Promise<Result>;
  /** Runs `work` in a transaction that commits when it returns and leaves nothing when it throws. */
  write<Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result>;
  /** Gives the connection back. Reading after it opens a new snapshot. */
  end(): Promise<void>;
}

/** With `idempotency` each write is done once, however often the operation is sent, and gives what it gave the first time. */
export type OpenSession = (actor: Actor, idempotency?: Idempotency | null) => Session;
