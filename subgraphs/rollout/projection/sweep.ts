import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { hubActor } from '../../../shared/actor.js';
import type { OpenSession, Reader } from '../../../shared/session.js';
import { readActivePlan, type ActivePlan } from '../plan/active.js';
import { passTime } from './ledger.js';
import { horizon, lockProjection } from './position.js';
import { closeLedger, openLedger, readerOf } from './tables.js';

const BATCH = 200;

/** Evaluates every school whose evaluation could have changed by time alone since it was last looked at: a due that passed, a pace, data grown old. */
export async function sweep(openSession: OpenSession): Promise<void> {
  const session = openSession(hubActor);
  for (;;) {
    // Read before the log is looked at: whatever is written after it carries a later instant.
    const now = session.clock.now();
    if (!(await session.write((em) => sweepBatch(em, now)))) return;
  }
}

/** Whether another batch may follow. */
async function sweepBatch(em: EntityManager, now: Date): Promise<boolean> {
  const db = readerOf(em);
  if ((await dueSchools(db, now, 1)).length === 0) return false;
  await lockProjection(em);
  const plan = await readActivePlan(db);
  if (plan === null) return false;
  return passTimeForDue(em, plan, await horizon(db, now));
}

/** Lets time pass for a batch of schools that have a transition up to the instant; whether another batch may follow. */
export async function passTimeForDue(
  em: EntityManager,
  plan: ActivePlan,
  until: Date,
  options: { silent: boolean } = { silent: false },
): Promise<boolean> {
  const schools = await dueSchools(readerOf(em), until, BATCH);
  const ledger = await openLedger(em, plan.compliance, schools);
  for (const state of ledger.schools.values()) passTime(ledger, state, until);
  await closeLedger(em, ledger, options);
  return schools.length === BATCH;
}

async function dueSchools(db: Reader, until: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ school: string }>`
    select school from rollout.compliance where next_transition <= ${until.toISOString()}::timestamptz
     order by next_transition, school limit ${limit}`.execute(db);
  return rows.map(({ school }) => school);
}
