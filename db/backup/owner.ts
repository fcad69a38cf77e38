import type { EntityManager } from '@mikro-orm/sql';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Orm } from '../orm.js';

/** One statement of an open transaction; values stand as `$1`, `$2`, … */
export type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/**
 * Runs `work` in one transaction under the tables' owner, whoever the connection acts as otherwise: a snapshot that sees all rows,
 * or a write past the guards that bind the application. Row policies that would hide rows make it fail instead of leaving some out.
 */
export async function ownerTransaction<Result>(
  orm: Orm,
  mode: 'snapshot' | 'write',
  work: (query: Query, em: EntityManager) => Promise<Result>,
): Promise<Result> {
  const em = orm.em.fork() as EntityManager;
  const options =
    mode === 'snapshot' ? { isolationLevel: 'repeatable read' as never, readOnly: true } : undefined;
  return em.transactional(async (inner) => {
    const query = queryOf(inner);
    await query('set local role none');
    await query('set local row_security = off');
    return work(query, inner);
  }, options);
}

/** The statements of the transaction that `em` stands in. */
export function queryOf(em: EntityManager): Query {
  const kysely = em.getKysely() as unknown as Kysely<unknown>;
  return async <Row>(text: string, values: readonly unknown[] = []) =>
    (await kysely.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
}
