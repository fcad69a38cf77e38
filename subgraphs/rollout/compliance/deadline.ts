import type { SchoolFacts } from './facts.js';
import type { CompliancePlan, ComplianceRule } from './plan.js';

/** The rule's due for this school: its last extension's, else the plan's. The last instant that is still in time. */
export function effectiveDue(facts: SchoolFacts, rule: ComplianceRule): Date {
  const extension = facts.extensions[rule.id]?.at(-1);
  return extension === undefined ? rule.due : new Date(extension.after);
}

/** Until when the school's certificate has to be valid (D5, R09): the due of the rule that the plan points to, extended as it is for the school. */
export function certificateHorizon(facts: SchoolFacts, plan: CompliancePlan, rule: ComplianceRule): Date {
  const target = plan.rules.find(({ id }) => id === rule.parameters.validUntilDueOf) ?? rule;
  return effectiveDue(facts, target);
}

/** The instant from which the plan asks anything of a school; null for a plan without rules. */
export function planStart(plan: CompliancePlan): Date | null {
  const starts = plan.rules.map(({ inForceFrom }) => inForceFrom.getTime());
  return starts.length === 0 ? null : new Date(Math.min(...starts));
}
