import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { openPostgres, type Database } from '../../db/database.js';
import { sessionsOver } from '../../db/session.js';
import type { Actor } from '../../shared/actor.js';
import { loadSigningKey } from '../../shared/auth/keys.js';
import { issueToken } from '../../shared/auth/tokens.js';
import { localDate } from '../../shared/calendar.js';
import { systemClock } from '../../shared/clock.js';
import { readEnv } from '../../shared/env.js';
import type { Logger } from '../../shared/log.js';
import type { OpenSession } from '../../shared/session.js';
import { logCommunication } from '../../subgraphs/readiness/index.js';
import { openHost } from '../host.js';
import { fillPlan, fillSchools } from '../seed/fill.js';
import { allConsumers } from '../subgraphs.js';
import { faultsOf } from './chaos-faults.js';
import { compare, type Compared } from './chaos-log.js';
import { startNats } from './own-nats.js';
import { startPostgres } from './own-postgres.js';
import { startCluster } from './processes.js';
import { subscribe, type Subscriber } from './subscriber.js';

const WRITERS = 4;
const WRITE_EVERY_MS = 200;
/** Schools of the demo, to each of which some subscribers belong. */
const SCHOOLS = ['31306981', '31306982', '31306983', '31306984'];

export interface ChaosOptions {
  /** The programs of a PostgreSQL server (`postgresPrograms`). */
  readonly programs: string;
  readonly subscribers: number;
  /** Every part is killed once in a round; rounds begin until this time has passed. */
  readonly seconds: number;
  /** Ends it early, with everything that it started. */
  readonly signal?: AbortSignal;
  readonly log: Logger;
  readonly say: (line: string) => void;
}

export interface ChaosReport extends Compared {
  readonly kills: number;
  readonly written: number;
  /** Writes that were refused while the database was away. */
  readonly refused: number;
  readonly returns: number;
}

/**
 * Two gateways, five subgraphs, NATS and PostgreSQL as processes, under writers and subscribers who come and go, while the
 * relay, a gateway, NATS and PostgreSQL are killed and come back in turn; then each subscriber's events are compared with the log.
 */
export async function runChaos({
  programs,
  subscribers,
  seconds,
  log,
  say,
  signal,
}: ChaosOptions): Promise<ChaosReport> {
  const closing: (() => Promise<unknown>)[] = [];
  const opened = <Part>(part: Part, close: (part: Part) => Promise<unknown>): Part => {
    closing.unshift(() => close(part));
    return part;
  };
  try {
    const dataDir = opened(mkdtempSync(join(tmpdir(), 'hub-chaos-')), (folder) =>
      rm(folder, { recursive: true, force: true }),
    );
    const postgres = opened(await startPostgres(programs), (server) => server.close());
    const nats = opened(await startNats(), (server) => server.close());
    const env = readEnv({
      DATABASE_URL: postgres.url,
      EVENT_BUS: nats.url.href,
      DATA_DIR: dataDir,
      SEED: 'none',
      PORT: '0',
      LOG_LEVEL: 'error',
    });
    const cluster = opened(
      await startCluster({ env, log, say, onLog: (_name, text) => log.debug(text) }),
      (processes) => processes.stop(),
    );
    const database = opened(
      await openPostgres(postgres.url, { applicationName: 'hub-chaos', poolSize: WRITERS + 1 }),
      (pool) => pool.close(),
    );
    const openSession = sessionsOver({ orm: database.orm, clock: systemClock, onCommit: () => {} });
    await fill(database, log);
    const start = await headOf(database);
    const key = await loadSigningKey(dataDir);
    const urls = [cluster.url('gateway-1'), cluster.url('gateway-2')];
    const audience = Array.from({ length: subscribers }, (_, index) => actorOf(index));
    const followers: Subscriber[] = [];
    for (const [index, actor] of audience.entries()) {
      const follower = subscribe({
        urls: index % 2 === 0 ? urls : urls.toReversed(),
        token: await issueToken(key, actor, 3600),
        position: start,
        byStream: index % 5 === 0,
        leaveAfterMs: () => 500 + Math.random() * 8000,
      });
      followers.push(opened(follower, (each) => each.stop()));
    }
    const writing = opened(startWriters(openSession), (writers) => writers.stop());
    const deadline = Date.now() + seconds * 1000;
    let kills = 0;
    do {
      for (const fault of faultsOf({ cluster, nats, postgres, database })) {
        signal?.throwIfAborted();
        const what = await fault();
        kills += 1;
        say(`${what} was killed and came back; ${followers[0]?.ids.length ?? 0} events so far`);
      }
    } while (Date.now() < deadline);
    const { written, refused } = await writing.stop();
    for (const follower of followers) follower.stay();
    const compared = await compare({ database, start, url: urls[1] ?? '', key, audience, followers });
    const returns = followers.reduce((sum, follower) => sum + follower.returns(), 0);
    return { kills, written, refused, returns, ...compared };
  } finally {
    for (const close of closing) await close();
  }
}

/** Three of five see all schools, two their own. */
function actorOf(index: number): Actor {
  const school = SCHOOLS[index % SCHOOLS.length] ?? '';
  return index % 5 < 3
    ? { subject: `officer-${index}`, name: 'Chuyên viên', role: 'district_officer', schools: 'all' }
    : { subject: `principal-${index}`, name: 'Hiệu trưởng', role: 'principal', schools: [school] };
}

async function fill(database: Database, log: Logger): Promise<void> {
  const host = await openHost({
    database: { ...database, close: async () => {} },
    log,
    consumers: allConsumers,
  });
  await fillPlan(host);
  await fillSchools(host);
  await host.settle();
  await host.close();
}

async function headOf(database: Database): Promise<number> {
  const connection = await database.openLogConnection();
  const [row] = await connection.query<{ head: number }>('select position::float8 as head from events.head');
  await connection.close();
  return row?.head ?? 0;
}

/** Several schools that write at a steady pace; whoever is refused says so and writes something else. */
function startWriters(openSession: OpenSession): { stop(): Promise<{ written: number; refused: number }> } {
  let stopping = false;
  let written = 0;
  let refused = 0;
  const write = async (index: number): Promise<void> => {
    const school = SCHOOLS[index % SCHOOLS.length] ?? '';
    const actor: Actor = {
      subject: `admin-${index}`,
      name: 'Quản trị',
      role: 'school_admin',
      schools: [school],
    };
    while (!stopping) {
      const description = `Họp ${randomBytes(4).toString('hex')} (dữ liệu giả)`;
      const heldOn = localDate(systemClock.now());
      await logCommunication(openSession(actor), {
        school,
        audiences: ['PARENTS'],
        heldOn,
        description,
      }).then(
        () => (written += 1),
        () => (refused += 1),
      );
      await delay(WRITE_EVERY_MS);
    }
  };
  const running = Array.from({ length: WRITERS }, (_, index) => write(index));
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(running);
      return { written, refused };
    },
  };
}
