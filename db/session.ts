import { setTimeout as delay } from 'node:timers/promises';

import type { EntityManager } from '@mikro-orm/sql';
import type { KyselyPlugin } from 'kysely';

import type { Actor } from '../shared/actor.js';
import type { Clock } from '../shared/clock.js';
import type { OpenSession, Reader, Session } from '../shared/session.js';
import { isConnectionLost, translateDatabaseError } from './errors.js';
import { OnceOnly } from './once.js';
import type { Orm } from './orm.js';

/** By then a pool has noticed which of its idle connections are gone. */
const NOTICED_MS = 20;

export interface SessionDependencies {
  readonly orm: Orm;
  readonly clock: Clock;
  /** Called after each commit of a write: wakes the relay of this process. */
  readonly onCommit: () => void;
  /** Called for each statement of a read, with the subgraph that asked and the actor that it is for: tests count with it. */
  readonly onRead?: (owner: string, actor: Actor) => void;
}

/** Sessions over one database; see `Session` for what each promises. */
export function sessionsOver(dependencies: SessionDependencies): OpenSession {
  return (actor, idempotency) =>
    new DatabaseSession(
      actor,
      dependencies,
      idempotency == null ? null : new OnceOnly(actor.subject, idempotency),
    );
}

class DatabaseSession implements Session {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly #dependencies: SessionDependencies;
  #snapshot: Promise<EntityManager> | undefined;
  #reads = new Set<Promise<unknown>>();
  #writes = 0;

  constructor(
    actor: Actor,
    dependencies: SessionDependencies,
    private readonly once: OnceOnly | null,
  ) {
    this.actor = actor;
    this.clock = dependencies.clock;
    this.#dependencies = dependencies;
  }

  get writes(): number {
    return this.#writes;
  }

  async read<Result>(owner: string, work: (db: Reader) => Promise<Result>): Promise<Result> {
    this.#snapshot ??= this.#begin();
    const reading = this.#snapshot.then((em) => work(this.#countedReader(em, owner)));
    const settled = reading.catch(() => undefined);
    this.#reads.add(settled);
    try {
      return await reading;
    } catch (error) {
      throw translateDatabaseError(error);
    } finally {
      this.#reads.delete(settled);
    }
  }

  async write<Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result> {
    const { once } = this;
    if (once === null) return this.#write(work);
    return once.inTurn(() => this.#write((em) => once.run(em, work)));
  }

  async #write<Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result> {
    // On the embedded database there is one connection: a write that began beside an open read would wait for itself.
    await this.end();
    try {
      const result = await onceMoreIfLost(async (begun) =>
        this.#fork().transactional(async (inner) => {
          await this.#carryActor(inner);
          begun();
          return work(inner);
        }),
      );
      this.#writes += 1;
      this.#dependencies.onCommit();
      return result;
    } catch (error) {
      throw translateDatabaseError(error);
    }
  }

  async end(): Promise<void> {
    const snapshot = this.#snapshot;
    if (snapshot === undefined) return;
    this.#snapshot = undefined;
    await Promise.all(this.#reads);
    const em = await snapshot.catch(() => undefined);
    await em?.rollback();
  }

  async #begin(): Promise<EntityManager> {
    return onceMoreIfLost(async () => {
      const em = this.#fork();
      await em.begin({ isolationLevel: 'repeatable read' as never, readOnly: true });
      // A session that never began is never ended: its connection has to be given back here.
      await this.#carryActor(em).catch(async (error: unknown) => {
        await em.rollback();
        throw error;
      });
      return em;
    });
  }

  /** The actor travels as transaction-local settings, which row policies can read and no other request inherits. */
  async #carryActor(em: EntityManager): Promise<void> {
    const { subject, role, schools } = this.actor;
    await em.execute(
      `select set_config('hub.subject', ?, true), set_config('hub.role', ?, true), set_config('hub.schools', ?, true)`,
      [subject, role, schools === 'all' ? '*' : schools.join(',')],
    );
  }

  #fork(): EntityManager {
    return this.#dependencies.orm.em.fork() as EntityManager;
  }

  #countedReader(em: EntityManager, owner: string): Reader {
    const kysely = em.getKysely() as unknown as Reader;
    const { onRead } = this.#dependencies;
    return onRead === undefined ? kysely : kysely.withPlugin(countingPlugin(() => onRead(owner, this.actor)));
  }
}

/**
 * Begins a transaction again on another connection where the first was lost before anything was asked of it: after the server's restart
 * a pool gives out what was idle, until each is noticed. What was lost later is not repeated, for it may have been done.
 */
async function onceMoreIfLost<Result>(attempt: (begun: () => void) => Promise<Result>): Promise<Result> {
  let isBegun = false;
  const begun = (): void => {
    isBegun = true;
  };
  try {
    return await attempt(begun);
  } catch (error) {
    if (isBegun || !isConnectionLost(error)) throw error;
    await delay(NOTICED_MS);
    return attempt(begun);
  }
}

function countingPlugin(count: () => void): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      count();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
