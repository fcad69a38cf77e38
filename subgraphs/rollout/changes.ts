import { isOffice, type Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import type { AnyHubEvent } from '../../shared/events/contracts.js';
import type { ActivePlan } from './plan/active.js';
import {
  listedSchools,
  mayReadActors,
  mayReadBudget,
  mayReadDetail,
  mayReadEvent,
  mayReadRecommendation,
  mayReadRule,
} from './policy.js';
import type { LogScope } from './rows/change.js';
import type { Change } from './types/change.js';

/** Which events the log has to be read for; what a role sees of a school's is decided event by event. */
export function logScope(actor: Actor): LogScope {
  return { codes: actor.role === 'city_viewer' ? [] : listedSchools(actor) };
}

/** Whether the actor may see the event; `plan` tells which rules are technical, without one none is. */
export function isVisible(actor: Actor, event: AnyHubEvent, plan: ActivePlan | null): boolean {
  const { school } = event;
  // What the district does is everyone's to see, but for these: an event may not tell what its own list keeps back.
  if (event.type === 'rollout.webhookChanged') return isOffice(actor);
  if (event.type === 'rollout.budgetLineSet') return mayReadBudget(actor, school);
  if (event.type === 'rollout.recommendationChanged')
    return mayReadRecommendation(actor, { direction: event.data.direction, school });
  if (event.type === 'rollout.notified' || event.type === 'rollout.recipientSet')
    return school === null ? isOffice(actor) : actor.role !== 'provider' && mayReadDetail(actor, school);
  return mayReadEvent(actor, { school, isTechnical: isTechnical(actor, event, plan) });
}

/** An event of the log as the graph shows it. */
export function toChange(actor: Actor, event: AnyHubEvent): Change {
  const { position, id, type, school, at, data } = event;
  return {
    cursor: positionToCursor(position),
    id,
    type,
    at,
    school: school === null ? null : { code: school },
    actorRole: event.actor.role,
    actor: mayReadActors(actor) ? event.actor.subject : null,
    data,
  };
}

/** Whether the event is about software, computers, signatures or records, so that a provider that serves the school may see it. */
function isTechnical(actor: Actor, event: AnyHubEvent, plan: ActivePlan | null): boolean {
  switch (event.type) {
    case 'schools.schoolRegistered':
    case 'readiness.certificateChanged':
    case 'records.countsUpdated':
      return true;
    default: {
      const rule = 'rule' in event.data ? plan?.rules.get(String(event.data.rule)) : undefined;
      return rule !== undefined && mayReadRule(actor, rule.predicate);
    }
  }
}
