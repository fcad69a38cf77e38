import { pgliteOrm, postgresOrm, type Orm } from '../../db/orm.js';
import { openPglite } from '../../db/pglite.js';
import { createPostgresDatabase, isPostgres, type TestDatabase } from './database.js';

/** Runs one statement as the tables' owner, past all that the application role may not do. */
export async function asOwner(database: TestDatabase, statement: string): Promise<void> {
  if (database.url !== null) {
    const orm = await postgresOrm(database.url, { max: 1, applicationName: 'hub-test-owner' });
    try {
      await orm.em.fork().getConnection().execute(statement);
    } finally {
      await orm.close();
    }
    return;
  }
  await database.orm.em.fork().transactional(async (em) => {
    const connection = em.getConnection();
    for (const step of ['reset role', statement, 'set role hub_app'])
      await connection.execute(step, [], 'run', em.getTransactionContext());
  });
}

/** An empty database of the test's own under its owner, without any migration run. */
export async function openUnmigrated(): Promise<{ orm: Orm; close: () => Promise<void> }> {
  if (!isPostgres) {
    const pglite = await openPglite(null);
    const orm = await pgliteOrm(pglite);
    return { orm, close: () => orm.close() };
  }
  const { url, drop } = await createPostgresDatabase();
  const orm = await postgresOrm(url, { max: 1, applicationName: 'hub-test-owner' });
  return { orm, close: () => orm.close().then(drop) };
}
