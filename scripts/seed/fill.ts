import type { Database } from '../../db/database.js';
import { hubActor } from '../../shared/actor.js';
import { settableClock } from '../../shared/clock.js';
import type { Env } from '../../shared/env.js';
import type { LogConnection } from '../../shared/events/connection.js';
import type { Logger } from '../../shared/log.js';
import type { OpenSession } from '../../shared/session.js';
import { loadPlan } from '../../subgraphs/rollout/index.js';
import {
  recordEnrolment,
  recordHeadcount,
  registerProviders,
  registerSchool,
} from '../../subgraphs/schools/index.js';
import { openHost, setDomainClock } from '../host.js';
import { allConsumers } from '../subgraphs.js';
import { readPlan, readSchools, readTemplate } from './data.js';
import { replaySeason, SEASON_START } from './season.js';

/** A demo was begun here and not played to its end: what stands here is neither its beginning nor its end. */
export class HalfFilled extends Error {
  constructor() {
    super(
      'The database holds a part of a demo whose filling was interrupted. Make an empty database ' +
        '(dropdb and createdb) and start again; nothing that people entered is in it.',
    );
    this.name = 'HalfFilled';
  }
}

interface Filling {
  database: Database;
  env: Env;
  log: Logger;
  say: (line: string) => void;
}

/**
 * Fills an empty database as SEED says: the plan with its rules, and for a demo the synthetic schools with their season. Of
 * several processes one does it and the others wait; throws HalfFilled over a demo that was interrupted.
 */
export async function fillDatabase(filling: Filling): Promise<void> {
  if (filling.env.seed === 'none') return;
  const connection = await filling.database.openLogConnection();
  try {
    await connection.query(`select pg_advisory_lock(hashtext('hub-fill'))`);
    if (await needsFilling(connection, filling.env.seed)) await fill(filling);
  } finally {
    await connection.query(`select pg_advisory_unlock(hashtext('hub-fill'))`).catch(() => undefined);
    await connection.close();
  }
}

async function fill({ database, env, log, say }: Filling): Promise<void> {
  const clock = settableClock(SEASON_START);
  const keepOpen = { ...database, close: async () => {} };
  const host = await openHost({ database: keepOpen, log, consumers: allConsumers, clock });
  try {
    say('Loading the plan of Hải An district, 2024: clauses, seven tasks, fifteen rules.');
    await fillPlan(host);
    if (env.seed === 'demo') {
      say('Entering twelve synthetic schools and replaying their season, April to June 2024.');
      await fillSchools(host);
      await host.settle();
      await replaySeason({ host, clock, until: env.demoNow, say });
      await setDomainClock(host.openSession, env.demoNow);
    }
    await host.settle();
  } finally {
    await host.close();
  }
}

/** Loads the plan with its checklist; what it means to other rooms they take from the log. The same twice changes nothing. */
export async function fillPlan({ openSession }: { openSession: OpenSession }): Promise<void> {
  await loadPlan(openSession(hubActor), readPlan(), readTemplate());
}

/** Enters the synthetic schools with their providers, people and pupils. */
export async function fillSchools({ openSession }: { openSession: OpenSession }): Promise<void> {
  const session = openSession(hubActor);
  const { providers, schools } = readSchools();
  const { schoolYear } = readPlan();
  await registerProviders(session, providers);
  for (const { gradeClasses, gradePupils, headcount, ...school } of schools) {
    await registerSchool(session, school);
    await recordHeadcount(session, { school: school.code, asOf: '2024-04-01', ...headcount });
    const grades = Object.entries(gradePupils).map(([grade, pupils]) => ({
      grade: Number(grade),
      classes: gradeClasses[grade] ?? 0,
      pupils,
    }));
    if (grades.length > 0) await recordEnrolment(session, { school: school.code, schoolYear, grades });
  }
}

/** The plan is the last step of its own filling, and the demo's clock that of the demo's. */
async function needsFilling(connection: LogConnection, seed: 'demo' | 'plan'): Promise<boolean> {
  const [row] = await connection.query<{ hasPlan: boolean; hasSchools: boolean; hasClock: boolean }>(
    `select exists (select from rollout.plan) as "hasPlan",
            exists (select from events.history where type = 'schools.schoolRegistered') as "hasSchools",
            exists (select from events.domain_clock) as "hasClock"`,
  );
  const { hasPlan = false, hasSchools = false, hasClock = false } = row ?? {};
  if (seed === 'plan') return !hasPlan;
  if (hasSchools && !hasClock && (await isOnlySynthetic(connection))) throw new HalfFilled();
  return !hasSchools;
}

async function isOnlySynthetic(connection: LogConnection): Promise<boolean> {
  const [row] = await connection.query<{ synthetic: boolean }>(
    `select bool_and((data ->> 'isSynthetic')::boolean) as synthetic from events.history where type = 'schools.schoolRegistered'`,
  );
  return row?.synthetic === true;
}
