import { setTimeout as delay } from 'node:timers/promises';

import type { Database } from '../../db/database.js';
import type { OwnNats } from './own-nats.js';
import type { OwnPostgres } from './own-postgres.js';
import type { Cluster } from './processes.js';

/** How long a part stays away, and how long all are left alone before the next one goes. */
const AWAY_MS = 2000;
const TOGETHER_MS = 3000;

interface Parts {
  readonly cluster: Cluster;
  readonly nats: OwnNats;
  readonly postgres: OwnPostgres;
  readonly database: Database;
}

/** Each kills a part, lets it come back, and says which it was. */
export function faultsOf({ cluster, nats, postgres, database }: Parts): readonly (() => Promise<string>)[] {
  const during = async (
    what: string,
    kill: () => Promise<void>,
    revive: () => Promise<void>,
  ): Promise<string> => {
    await kill();
    await delay(AWAY_MS);
    await revive();
    await delay(TOGETHER_MS);
    return what;
  };
  const process = (name: string, what: string): Promise<string> =>
    during(
      what,
      () => cluster.kill(name),
      () => cluster.revive(name),
    );
  return [
    async () => {
      const leader = await leaderOf(database);
      return process(leader, `the relay in ${leader}`);
    },
    () => process('gateway-1', 'gateway-1'),
    () =>
      during(
        'NATS',
        () => nats.kill(),
        () => nats.revive(),
      ),
    () =>
      during(
        'PostgreSQL',
        () => postgres.kill(),
        () => postgres.revive(),
      ),
  ];
}

/** The process whose relay leads now. */
async function leaderOf(database: Database): Promise<string> {
  const connection = await database.openLogConnection();
  try {
    for (;;) {
      const [row] = await connection.query<{ name: string }>(
        `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
          where l.locktype = 'advisory' and l.granted and a.datname = current_database()`,
      );
      if (row !== undefined) return row.name.replace(/^hub-(\w+)-log$/, '$1');
      await delay(50);
    }
  } finally {
    await connection.close();
  }
}
