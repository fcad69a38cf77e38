import { createHmac, randomBytes } from 'node:crypto';

import type { EntityManager } from '@mikro-orm/sql';

/**
 * Gives the digest of a person's staff code at a school, under the database's own key (made here when first needed, not in a
 * dry run): the same person has the same digest again, and nobody reads the code out of it.
 */
export async function digestsOf(
  em: EntityManager,
  dryRun: boolean,
): Promise<(school: string, person: string) => string> {
  const secret = await readOrMakeSecret(em, dryRun);
  return (school, person) => createHmac('sha256', secret).update(`${school}\n${person}`).digest('base64url');
}

async function readOrMakeSecret(em: EntityManager, dryRun: boolean): Promise<string> {
  const fresh = randomBytes(32).toString('base64url');
  if (!dryRun) {
    await em.execute(
      'insert into training.person_key (id, secret) values (1, ?) on conflict do nothing',
      [fresh],
      'run',
    );
  }
  const [row] = await em.execute<{ secret: string }[]>('select secret from training.person_key where id = 1');
  return row?.secret ?? fresh;
}
