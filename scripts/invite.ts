import { parseArgs } from 'node:util';

import { migratePostgres, openEmbedded, openPostgres, type Database } from '../db/database.js';
import { sessionsOver } from '../db/session.js';
import { roles, type Actor } from '../shared/actor.js';
import { readEnv, type Env } from '../shared/env.js';
import { createLog } from '../shared/log.js';
import { invitePerson } from '../subgraphs/schools/index.js';
import { domainClock } from './host.js';
import { fillDatabase } from './seed/fill.js';

const usage = `Usage: npm run invite -- --role ${roles.join('|')} --email ADDRESS [--name NAME] [--school CODE]…`;

/** Whoever runs this has the database itself: the first head of a district is let in by nobody else. */
const operator: Actor = { subject: 'hub', name: 'Học Bạ Hub', role: 'district_head', schools: 'all' };

/** `npm run invite`: prints a link by which a person makes an account; with the embedded database while the hub does not run. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      school: { type: 'string', multiple: true },
    },
  });
  const role = roles.find((name) => name === values.role);
  const { email, name = email, school: schools } = values;
  if (role === undefined || email === undefined || name === undefined) throw new Error(usage);
  const env = readEnv();
  const database = await open(env);
  try {
    const openSession = sessionsOver({
      orm: database.orm,
      clock: await domainClock(database),
      onCommit: () => {},
    });
    const { secret } = await invitePerson(openSession(operator), { role, email, name, schools });
    console.log(`${addressOf(env)}/#invite=${secret}`);
    console.error('Good once, for 72 hours. Hand it to that person alone.');
  } finally {
    await database.close();
  }
}

/** The hub's database; one that is new is made as `npm start` makes it. */
async function open(env: Env): Promise<Database> {
  const { databaseUrl, dataDir } = env;
  const log = createLog('warn', 'hub-invite');
  if (databaseUrl === null)
    return openEmbedded(dataDir, (database) => fillDatabase({ database, env, log, say: console.error }));
  await migratePostgres(databaseUrl);
  return openPostgres(databaseUrl, { applicationName: 'hub-invite' });
}

function addressOf({ publicUrl, host, port }: Env): string {
  return publicUrl?.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
