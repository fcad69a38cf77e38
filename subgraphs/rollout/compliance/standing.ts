import { effectiveDue } from './deadline.js';
import type { SchoolFacts } from './facts.js';
import type { Measure } from './measure.js';
import type { CompliancePlan, ComplianceRule, PredicateName } from './plan.js';
import { measure } from './predicates.js';

/** Where a school stands on one rule at an instant: what lines, score, risks and transitions are all made from. */
export interface Standing extends Measure {
  readonly rule: ComplianceRule;
  /** The due for this school, extensions included. */
  readonly due: Date;
  readonly inForce: boolean;
  readonly applicable: boolean;
  readonly met: boolean;
  /** Due before the instant, applicable and not met; missing data past its due is overdue too (D5). */
  readonly overdue: boolean;
}

export interface StandingsInput {
  readonly facts: SchoolFacts;
  readonly plan: CompliancePlan;
  readonly at: Date;
}

/** The standing on each rule of the plan, in the plan's order. */
export function standings({ facts, plan, at }: StandingsInput): Standing[] {
  return plan.rules.map((rule) => {
    const measured = measure({ facts, plan, rule, at });
    const due = effectiveDue(facts, rule);
    const met = measured.state === 'MET';
    const applicable = measured.state !== 'NOT_APPLICABLE';
    const overdue = applicable && !met && due < at;
    return { ...measured, rule, due, inForce: rule.inForceFrom <= at, applicable, met, overdue };
  });
}

const pacePredicates: readonly PredicateName[] = [
  'MANAGER_SIGNATURES',
  'TEACHER_SIGNATURES',
  'TRAINING_COMPLETION',
  'RECORDS_ACCEPTED',
];

/** Whether the rule fills up by people or records, day by day, so that its pace tells whether it will be in time. */
export function hasPace(rule: ComplianceRule): boolean {
  return pacePredicates.includes(rule.predicate);
}
