import { setTimeout as delay } from 'node:timers/promises';

import { openPostgres } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import type { Actor } from '../../shared/actor.js';
import { settableClock } from '../../shared/clock.js';
import { readChecklistVersion, saveChecklistItem } from '../../subgraphs/readiness/index.js';
import { ITEM } from './feed-hub.js';

/** Writes at a steady pace, in a process of its own as a subgraph's would be: the relay hears of it from the database alone. */
export interface Task {
  readonly url: string;
  readonly schools: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
}

process.on('message', (task: Task) => void write(task));

async function write({ url, schools, perSecond, seconds }: Task): Promise<void> {
  const database = await openPostgres(url, { applicationName: 'hub-bench-writer', poolSize: 4 });
  const clock = settableClock(new Date('2024-04-17T08:00:00+07:00'));
  const openSession = sessionsOver({ orm: database.orm, clock, onCommit: () => {} });
  const commits: [string, number][] = [];
  interface Lane {
    readonly school: string;
    readonly actor: Actor;
    version: number;
    last: Promise<void>;
  }
  const saveAfter = async (lane: Lane): Promise<void> => {
    const { school, actor, last } = lane;
    await last;
    const value = { count: 10 + (lane.version % 50) };
    await saveChecklistItem(openSession(actor), { school, item: ITEM, value, expectedVersion: lane.version });
    lane.version += 1;
    commits.push([`${school}/${lane.version}`, performance.timeOrigin + performance.now()]);
  };
  const lanes: Lane[] = await Promise.all(
    schools.map(async (school) => {
      const actor: Actor = { subject: 'writer', name: 'writer', role: 'school_admin', schools: [school] };
      const session = openSession(actor);
      const version = await readChecklistVersion(session, { school, item: ITEM });
      await session.end();
      return { school, actor, version, last: Promise.resolve() };
    }),
  );
  const start = performance.now();
  for (let count = 0; count < perSecond * seconds; count += 1) {
    const lane = lanes[count % lanes.length];
    if (lane === undefined) break;
    // A school's versions follow each other; schools write side by side.
    lane.last = saveAfter(lane);
    await delay(Math.max(0, start + ((count + 1) * 1000) / perSecond - performance.now()));
  }
  await Promise.all(lanes.map(({ last }) => last));
  const tookS = (performance.now() - start) / 1000;
  await database.close();
  process.send?.({ commits, perSecond: commits.length / tookS });
  process.disconnect();
}
