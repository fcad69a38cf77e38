import { describe, expect, test } from 'vitest';

import { openPostgres } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import { hubActor } from '../../shared/actor.js';
import { systemClock } from '../../shared/clock.js';
import { isPostgres, openTestDatabase } from '../support/database.js';

const missing = isPostgres ? '' : ' (skipped: only a server loses connections)';

describe.skipIf(!isPostgres)(
  `a pool whose connections are lost in the middle of transactions${missing}`,
  () => {
    test(
      'has all of them back: a process works on when its database was restarted',
      { timeout: 60_000 },
      async () => {
        const database = await openTestDatabase();
        const pool = await openPostgres(database.url!, { applicationName: 'hub-lost', poolSize: 2 });
        const killer = await database.openLogConnection();
        const killAll = (): Promise<unknown> =>
          killer.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hub-lost' and datname = current_database()`,
          );
        await killer.query('set role none');
        const openSession = sessionsOver({ orm: pool.orm, clock: systemClock, onCommit: () => {} });
        const select = (): Promise<unknown> =>
          openSession(hubActor).write((em) => em.execute('select 1 as one'));
        // More often than there are connections: one leaked each time would leave none.
        for (let round = 0; round < 4; round += 1) {
          const writing = openSession(hubActor).write(async (em) => {
            await killAll();
            return em.execute('select 1');
          });
          await expect(writing).rejects.toThrow('connection');
          const reader = openSession(hubActor);
          await reader.read('schools', async (db) => db.selectNoFrom((eb) => eb.val(1).as('one')).execute());
          await killAll();
          await reader.end();
        }
        expect(await Promise.all([select(), select()])).toHaveLength(2);
        await killer.close();
        await pool.close();
        await database.close();
      },
    );
  },
);
