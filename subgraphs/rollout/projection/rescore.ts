import { sql } from 'kysely';

import { EVENT_COLUMNS, toEvent, type EventRow } from '../../../shared/events/read.js';
import type { Reader } from '../../../shared/session.js';
import { emptyFacts } from '../compliance/facts.js';
import type { ActivePlan } from '../plan/active.js';
import { passTime, takeEvent, type HistoryEntry, type Ledger, type SchoolState } from './ledger.js';
import { COMPLIANCE_CONSUMER, concernsCompliance } from './position.js';

/**
 * One school's whole history as it is scored under that version of the plan, up to the instant: folded from its events in memory,
 * nothing is written. Under the active version it is the history that the tables hold.
 */
export async function rescore(
  db: Reader,
  plan: ActivePlan,
  school: string,
  until: Date,
): Promise<readonly HistoryEntry[]> {
  const { rows } = await sql<EventRow>`
    select ${sql.raw(EVENT_COLUMNS)} from events.history where school = ${school} and type <> 'rollout.complianceChanged'
       and position <= coalesce((select position from events.consumer where name = ${COMPLIANCE_CONSUMER}), 0)
     order by position`.execute(db);
  const state: SchoolState = { school, facts: emptyFacts(school), entry: null, current: null };
  const ledger: Ledger = {
    plan: plan.compliance,
    schools: new Map([[school, state]]),
    touched: new Set(),
    history: [],
    changes: [],
  };
  for (const event of rows.map(toEvent)) if (concernsCompliance(event)) takeEvent(ledger, state, event);
  passTime(ledger, state, until);
  return ledger.history;
}
