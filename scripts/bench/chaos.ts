import { pino } from 'pino';

import { EnvFault } from '../../shared/env.js';
import { runChaos } from '../cluster/chaos.js';
import { hasNats } from '../cluster/own-nats.js';
import { postgresPrograms } from '../cluster/own-postgres.js';

const SUBSCRIBERS = 50;
const SECONDS = Number(process.argv[3] ?? 180);

/** `npm run bench -- chaos [seconds]`: who follows the feed misses nothing and sees nothing twice, whatever is killed. */
export async function benchChaos(): Promise<void> {
  const programs = postgresPrograms();
  if (programs === null || !(await hasNats()))
    throw new EnvFault([
      'PostgreSQL and NATS: expected on this machine, as servers of its own are started and killed',
    ]);
  const interrupted = new AbortController();
  // Its processes do not hear the terminal: they are ended by the run, in order.
  process.once('SIGINT', () => interrupted.abort());
  const { events, faults, kills, written, refused, returns } = await runChaos({
    programs,
    subscribers: SUBSCRIBERS,
    seconds: SECONDS,
    signal: interrupted.signal,
    log: pino({ level: 'silent' }),
    say: (line) => console.log(`  ${line}`),
  });
  console.log(
    `${kills} kills; ${written} writes, ${refused} refused while the database was away; ${SUBSCRIBERS} subscribers came back ${returns} times`,
  );
  for (const fault of faults) console.log(`  NOT EXACT: ${fault}`);
  if (faults.length > 0) throw new Error(`${faults.length} sequences differ from the log.`);
  console.log(`  each was told of its part of the ${events} events exactly once, in order`);
}
