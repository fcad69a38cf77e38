import { startOfLocalDay } from '../../../shared/calendar.js';
import { validFromOfLasting } from './predicates/signatures.js';
import { gateWarningFrom, paceJudgedFrom, staleFrom, untouchedFrom, type RiskInput } from './risks.js';
import { hasPace, type Standing } from './standing.js';

/**
 * The earliest instant after this one at which the evaluation of the same facts can change; null where none is. Until the
 * millisecond before it the evaluation is constant. May name an instant at which nothing changes after all, never misses one.
 */
export function nextTransition(input: RiskInput): Date | null {
  const { facts, at } = input;
  const candidates = [
    ...input.standings.flatMap((standing) => ruleTransitions(standing, input)),
    staleFrom(input),
    ...untouchedFrom(facts).map(({ from }) => from),
    ...input.plan.checklists.map(({ since }) => since),
  ];
  const later = candidates.flatMap((instant) =>
    instant !== null && instant > at ? [instant.getTime()] : [],
  );
  return later.length === 0 ? null : new Date(Math.min(...later));
}

function ruleTransitions(standing: Standing, { facts, plan, at }: RiskInput): (Date | null)[] {
  const { rule, state, applicable, met, due } = standing;
  const transitions: (Date | null)[] = [rule.inForceFrom];
  if (!applicable || met) return transitions;

  // The due itself is still in time.
  transitions.push(new Date(due.getTime() + 1));
  if (rule.gate) transitions.push(gateWarningFrom(standing));
  if (hasPace(rule) && state === 'UNMET' && at <= due) {
    // From then on the days left and the day that the gain is counted from move on at each local midnight.
    const judgedFrom = paceJudgedFrom(standing);
    transitions.push(at < judgedFrom ? judgedFrom : startOfLocalDay(at, 1));
  }
  // An end of validity is held against the records' due, not against now: only its beginning is a transition.
  if (rule.predicate === 'ORGANISATION_CERTIFICATE')
    transitions.push(validFromOfLasting({ facts, plan, rule }));
  return transitions;
}
