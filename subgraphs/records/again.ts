import type { EntityManager } from '@mikro-orm/sql';

import { isRetryable } from '../../db/errors.js';
import type { Session } from '../../shared/session.js';

const ATTEMPTS = 5;

/** Writes as `session.write` does, and again where the transaction lost against another one (a deadlock, say); the last loss is thrown. */
export async function writeAgain<Result>(
  session: Session,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await session.write(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}
