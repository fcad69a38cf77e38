import type { EntityManager } from '@mikro-orm/sql';

import type { AnyHubEvent } from '../../../shared/events/contracts.js';
import type { ActivePlan } from '../plan/active.js';
import { takeEvent } from './ledger.js';
import { concernsCompliance } from './position.js';
import { closeLedger, openLedger } from './tables.js';

/** Folds events into the tables, in their order; unless silent, what changed is told in the log. */
export async function takeEvents(
  em: EntityManager,
  plan: ActivePlan,
  events: readonly AnyHubEvent[],
  options: { silent: boolean } = { silent: false },
): Promise<void> {
  const relevant = events.filter(concernsCompliance);
  const schools = [...new Set(relevant.map(({ school }) => school))];
  if (schools.length === 0) return;
  const ledger = await openLedger(em, plan.compliance, schools);
  for (const event of relevant) {
    const state = ledger.schools.get(event.school);
    if (state !== undefined) takeEvent(ledger, state, event);
  }
  await closeLedger(em, ledger, options);
}
