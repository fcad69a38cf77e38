import { PGlite } from '@electric-sql/pglite';
import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import {
  CompiledQuery,
  PGliteAdapter,
  PGliteDialect,
  PGliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type TransactionSettings,
} from 'kysely';
import array from 'postgres-array';

/** How long one holder may keep the only connection before whoever waits for it is told so: far above any honest transaction. */
const ACQUIRE_TIMEOUT_MS = 30_000;

/** Opens the embedded database: a folder on disk, or memory where `folder` is null; a new one may start as a copy of a dump. */
export async function openPglite(folder: string | null, dump?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    ...(dump === undefined ? {} : { loadDataDir: dump }),
    parsers: createPostgreSqlTypeParsers((text) => array.parse(text)),
  });
}

/**
 * Kysely's dialect for PGlite with one holder of the connection at a time, who waits for it for a bounded time. Kysely's own
 * queue has no bound: a request that reads while its own write is open would wait for itself for ever.
 */
export class OneAtATimePgliteDialect extends PGliteDialect {
  readonly #pglite: PGlite;
  readonly #acquireTimeoutMs: number;

  constructor(pglite: PGlite, acquireTimeoutMs = ACQUIRE_TIMEOUT_MS) {
    super({ pglite });
    this.#pglite = pglite;
    this.#acquireTimeoutMs = acquireTimeoutMs;
  }

  override createAdapter(): DialectAdapter {
    return new OwnQueueAdapter();
  }

  override createDriver(): Driver {
    return new OneAtATimeDriver(this.#pglite, this.#acquireTimeoutMs);
  }
}

/** Keeps Kysely's unbounded queue from standing before the driver's own. */
class OwnQueueAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class OneAtATimeDriver extends PGliteDriver {
  #tail: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;
  /** When the connection last changed hands: many short holders before one are no fault, one that never ends is. */
  #heldSince = 0;
  readonly #acquireTimeoutMs: number;

  constructor(pglite: PGlite, acquireTimeoutMs: number) {
    super({ pglite });
    this.#acquireTimeoutMs = acquireTimeoutMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#tail;
    const slot = Promise.withResolvers<void>();
    this.#tail = before.then(() => slot.promise);
    await this.#turn(before, slot.resolve);
    this.#release = slot.resolve;
    this.#heldSince = performance.now();
    return super.acquireConnection();
  }

  async #turn(before: Promise<void>, giveUp: () => void): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      const look = (): void => {
        const leftMs = this.#heldSince + this.#acquireTimeoutMs - performance.now();
        if (leftMs > 0) {
          timer = setTimeout(look, leftMs);
          return;
        }
        giveUp();
        reject(
          new Error(
            `The embedded database is held by one transaction for over ${this.#acquireTimeoutMs} ms; if that is this request's own, its read waits for its write.`,
          ),
        );
      };
      timer = setTimeout(look, this.#acquireTimeoutMs);
    });
    try {
      await Promise.race([before, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Kysely's own leaves the settings out: what is asked for as a read could write. */
  override async beginTransaction(
    connection: Parameters<PGliteDriver['beginTransaction']>[0],
    settings: TransactionSettings = {},
  ): Promise<void> {
    await super.beginTransaction(connection);
    const { isolationLevel, accessMode } = settings;
    const modes = [
      ...(isolationLevel === undefined ? [] : [`isolation level ${isolationLevel}`]),
      ...(accessMode === undefined ? [] : [accessMode]),
    ];
    if (modes.length > 0)
      await connection.executeQuery(CompiledQuery.raw(`set transaction ${modes.join(', ')}`));
  }

  override async releaseConnection(): Promise<void> {
    this.#release?.();
  }
}

/** From here on the one connection acts under `role`, so that the embedded database grants no more than a server would. */
export async function actAs(pglite: PGlite, role: string): Promise<void> {
  await pglite.query(CompiledQuery.raw(`set role ${role}`).sql);
}
