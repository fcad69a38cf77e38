import { sql } from 'kysely';

import type { Session } from '../../../shared/session.js';

/** Whether every school of the register is made up (dữ liệu giả); an empty register holds nothing real either. Ends the session. */
export async function isAllSynthetic(session: Session): Promise<boolean> {
  try {
    const { rows } = await session.read('schools', (db) =>
      sql<{
        real: boolean;
      }>`select exists (select from schools.school where not is_synthetic) as real`.execute(db),
    );
    return rows[0]?.real === false;
  } finally {
    await session.end();
  }
}
