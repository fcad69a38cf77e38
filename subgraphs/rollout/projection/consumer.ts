import type { EntityManager } from '@mikro-orm/sql';

import type { ConsumerDefinition } from '../../../shared/events/consumer.js';
import type { AnyHubEvent } from '../../../shared/events/contracts.js';
import { readActivePlan } from '../plan/active.js';
import { followChecklist } from './checklist.js';
import { COMPLIANCE_CONSUMER, concernsCompliance } from './position.js';
import { sweep } from './sweep.js';
import { readerOf } from './tables.js';
import { takeEvents } from './take.js';

/** Keeps every school's compliance, with its history: by events as they come, and by time where nothing comes. */
export const complianceConsumer: ConsumerDefinition = {
  name: COMPLIANCE_CONSUMER,
  handle: project,
  onIdle: sweep,
};

/** Takes a batch of events. Before a plan is loaded nothing is kept: loading one folds the log from its beginning. */
async function project(em: EntityManager, events: readonly AnyHubEvent[]): Promise<void> {
  if (!events.some((event) => concernsCompliance(event) || isChecklist(event))) return;
  let plan = await readActivePlan(readerOf(em));
  if (plan === null) return;
  // What came before another checklist is folded with the one before it.
  for (let from = 0; from < events.length;) {
    const next = events.findIndex((event, at) => at >= from && isChecklist(event));
    const to = next < 0 ? events.length : next;
    await takeEvents(em, plan, events.slice(from, to));
    const event = events[to];
    if (event?.type === 'readiness.templatePublished') plan = await followChecklist(em, plan, event);
    from = to + 1;
  }
}

function isChecklist({ type }: AnyHubEvent): boolean {
  return type === 'readiness.templatePublished';
}
