import type { ItemState } from '../../../shared/events/contracts.js';
import type { SchoolFacts } from './facts.js';
import type { CompliancePlan } from './plan.js';
import type { Standing } from './standing.js';

const declaredStates: readonly ItemState[] = ['SUBMITTED', 'VERIFIED', 'NOT_APPLICABLE'];
const verifiedStates: readonly ItemState[] = ['VERIFIED', 'NOT_APPLICABLE'];

/** READY (D5) as declared by the school and as verified by the office; rules not in force yet are gates all the same. */
export function readiness(input: {
  facts: SchoolFacts;
  plan: CompliancePlan;
  standings: readonly Standing[];
}): {
  readyDeclared: boolean;
  readyVerified: boolean;
} {
  const { facts, plan, standings } = input;
  const gates = standings.filter(({ rule, applicable }) => rule.gate && applicable);
  // No gate at all is no proof of readiness.
  const gatesMet = gates.length > 0 && gates.every(({ met }) => met);
  const stamped = standings.every(
    ({ rule, applicable, met }) => rule.predicate !== 'ORGANISATION_CERTIFICATE' || !applicable || met,
  );
  const gateItems = plan.items.filter(({ gate }) => gate);
  const allIn = (states: readonly ItemState[]) =>
    gateItems.every(({ id }) => states.includes(facts.items[id]?.state ?? 'NOT_STARTED'));
  return {
    readyDeclared: gatesMet && allIn(declaredStates),
    readyVerified: gatesMet && stamped && allIn(verifiedStates),
  };
}
