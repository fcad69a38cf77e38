import { notApplicable, type Measure, type MeasureInput } from './measure.js';
import type { PredicateName } from './plan.js';
import {
  administrators,
  connectedComputers,
  managementSoftware,
  recordSoftware,
  selfReviewSubmitted,
} from './predicates/conditions.js';
import { isNotApplicable } from './predicates/items.js';
import {
  communication,
  guidanceAcknowledged,
  planAndDuties,
  workingGroup,
} from './predicates/organisation.js';
import { recordsAccepted } from './predicates/records.js';
import { managerSignatures, organisationCertificate, teacherSignatures } from './predicates/signatures.js';
import { cityTraining, trainingCompletion } from './predicates/training.js';

const predicates: Readonly<Record<PredicateName, (input: MeasureInput) => Measure>> = {
  WORKING_GROUP: workingGroup,
  PLAN_AND_DUTIES: planAndDuties,
  SELF_REVIEW_SUBMITTED: selfReviewSubmitted,
  CONNECTED_COMPUTERS: connectedComputers,
  MANAGEMENT_SOFTWARE: managementSoftware,
  RECORD_SOFTWARE: recordSoftware,
  MANAGER_SIGNATURES: managerSignatures,
  TEACHER_SIGNATURES: teacherSignatures,
  ORGANISATION_CERTIFICATE: organisationCertificate,
  ADMINISTRATORS: administrators,
  COMMUNICATION: communication,
  CITY_TRAINING: cityTraining,
  TRAINING_COMPLETION: trainingCompletion,
  GUIDANCE_ACKNOWLEDGED: guidanceAcknowledged,
  RECORDS_ACCEPTED: recordsAccepted,
};

/** How far the school meets the rule at the instant, by the rule's predicate (domain D5). */
export function measure(input: MeasureInput): Measure {
  return concernsSchool(input) ? predicates[input.rule.predicate](input) : notApplicable;
}

/** A rule leaves score and gates where the office granted NOT_APPLICABLE for all gate items that feed it (D3). */
function concernsSchool({ facts, plan, rule }: MeasureInput): boolean {
  // The self-review is about every item, not about those that carry its id.
  const own = (item: { rule: string | null; gate: boolean }) =>
    rule.predicate === 'SELF_REVIEW_SUBMITTED' || (item.rule === rule.id && item.gate);
  const items = plan.items.filter(own);
  return items.length === 0 || !items.every(({ id }) => isNotApplicable(facts, id));
}
