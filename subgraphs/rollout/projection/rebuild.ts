import type { EntityManager } from '@mikro-orm/sql';
import { sql, type RawBuilder } from 'kysely';

import { EVENT_COLUMNS, toEvent, type EventRow } from '../../../shared/events/read.js';
import type { Reader } from '../../../shared/session.js';
import type { ActivePlan } from '../plan/active.js';
import { changeBetween, passTime, type Ledger } from './ledger.js';
import { horizon, lockProjection } from './position.js';
import { passTimeForDue } from './sweep.js';
import { appendChanges, closeLedger, openLedger, readerOf } from './tables.js';
import { takeEvents } from './take.js';

const BATCH = 500;
const TABLES = ['compliance_history', 'compliance', 'school_facts'] as const;

/**
 * Scores all schools and their whole history anew under another version of the plan, in the caller's transaction, up to `now`.
 * What the log told before stays told; a school whose summary differs at the end is told of once, at `now`.
 */
export async function rebuild(em: EntityManager, plan: ActivePlan, now: Date): Promise<void> {
  const db = readerOf(em);
  const position = await lockProjection(em);
  const before = await openLedger(em, plan.compliance, await allSchools(db));
  for (const table of TABLES) await sql`delete from ${sql.table(`rollout.${table}`)}`.execute(db);
  await foldAnew(em, plan, position, sql`true`);
  const until = await horizon(db, now);
  while (await passTimeForDue(em, plan, until, { silent: true }));
  await tellDifferences(em, before, { schools: await allSchools(db), at: now });
}

/** As `rebuild`, of some schools alone: from the events up to a position, each to the instant to which it had come. The caller holds the projection's lock. */
export async function rebuildSchools(
  em: EntityManager,
  plan: ActivePlan,
  { reached, upTo }: { reached: ReadonlyMap<string, Date>; upTo: number },
): Promise<void> {
  if (reached.size === 0) return;
  const db = readerOf(em);
  const schools = [...reached.keys()];
  const before = await openLedger(em, plan.compliance, schools);
  for (const table of TABLES)
    await sql`delete from ${sql.table(`rollout.${table}`)} where school = any(${schools})`.execute(db);
  await foldAnew(em, plan, upTo, sql`school = any(${schools})`);
  const ledger = await openLedger(em, plan.compliance, schools);
  for (const [school, until] of reached) {
    const state = ledger.schools.get(school);
    if (state !== undefined) passTime(ledger, state, until);
  }
  await closeLedger(em, ledger, { silent: true });
  const at = new Date(Math.max(...[...reached.values()].map((instant) => instant.getTime())));
  await tellDifferences(em, before, { schools, at });
}

async function foldAnew(
  em: EntityManager,
  plan: ActivePlan,
  upTo: number,
  those: RawBuilder<unknown>,
): Promise<void> {
  const db = readerOf(em);
  for (let from = 0; ;) {
    const { rows } = await sql<EventRow>`
      select ${sql.raw(EVENT_COLUMNS)} from events.history where position > ${from} and position <= ${upTo} and ${those}
       order by position limit ${BATCH}`.execute(db);
    const events = rows.map(toEvent);
    if (events.length === 0) return;
    await takeEvents(em, plan, events, { silent: true });
    from = events.at(-1)?.position ?? upTo;
  }
}

async function tellDifferences(
  em: EntityManager,
  before: Ledger,
  { schools, at }: { schools: readonly string[]; at: Date },
): Promise<void> {
  const after = await openLedger(em, before.plan, schools);
  const changes = [...after.schools.values()].flatMap(({ school, current }) => {
    const was = before.schools.get(school)?.current ?? null;
    const data = current === null ? null : changeBetween(was, current);
    return data === null ? [] : [{ school, at, data }];
  });
  await appendChanges(em, changes);
}

async function allSchools(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ school: string }>`select school from rollout.school_facts`.execute(db);
  return rows.map(({ school }) => school);
}
