import type { EntityManager } from '@mikro-orm/sql';
import { CamelCasePlugin, type Kysely, type KyselyPlugin, type UnknownRow } from 'kysely';

import type { Orm } from './orm.js';

/**
 * The tables of accounts and browser sessions as the library that keeps them reads and writes: names in camel case, instants as Date.
 * Each statement stands alone, outside the requests' transactions: who asks is known before a transaction carries an actor.
 */
export function accountsTables(orm: Orm): Kysely<unknown> {
  const kysely = (orm.em.fork() as EntityManager).getKysely() as unknown as Kysely<unknown>;
  return kysely.withSchema('accounts').withPlugin(new CamelCasePlugin()).withPlugin(instantsAsDates);
}

/** The drivers hand instants out as text; compared with a Date, a text is never in the past, and no session would end. */
const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};

function withDates(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
}
