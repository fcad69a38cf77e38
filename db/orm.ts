import type { PGlite } from '@electric-sql/pglite';
import { MikroORM as CoreOrm, type Options } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig as definePglite } from '@mikro-orm/pglite';
import { defineConfig as definePostgres } from '@mikro-orm/postgresql';

import { entities } from './entities/all.js';
import { TransactionClient } from './lost-client.js';
import { migrations } from './migrations/all.js';
import { OneAtATimePgliteDialect } from './pglite.js';

/** The role under which all requests, relays and projections act: no superuser, owner of nothing, so that policies bind it. */
export const APPLICATION_ROLE = 'hub_app';

export type Orm = CoreOrm;

const common = {
  entities: [...entities],
  extensions: [Migrator],
  migrations: {
    migrationsList: migrations,
    tableName: 'migration',
    schema: 'public',
    snapshot: false,
    transactional: true,
    silent: true,
  },
  // The replay of a season and every request fork their own; the global one is never used.
  allowGlobalContext: false,
  ensureDatabase: false,
  discovery: { warnWhenNoEntities: false },
} satisfies Partial<Options>;

/** The ORM over an embedded database that the caller has opened and locked; `acquireTimeoutMs` is how long one waits for its only connection. */
export async function pgliteOrm(pglite: PGlite, acquireTimeoutMs?: number): Promise<Orm> {
  return CoreOrm.init(
    definePglite({
      ...common,
      dbName: 'hub',
      driverOptions: new OneAtATimePgliteDialect(pglite, acquireTimeoutMs),
    }) as Options,
  );
}

/** The ORM over a PostgreSQL server; with `role` every connection of the pool acts under it from its first statement on. */
export async function postgresOrm(
  url: string,
  pool: { max: number; role?: string; applicationName: string },
): Promise<Orm> {
  return CoreOrm.init(
    definePostgres({
      ...common,
      clientUrl: url,
      pool: { min: 0, max: pool.max },
      driverOptions: {
        Client: TransactionClient,
        application_name: pool.applicationName,
        ...(pool.role === undefined ? {} : { options: `-c role=${pool.role}` }),
      },
    }) as Options,
  );
}
