import type { Audience } from '../../../../shared/events/contracts.js';
import { portion, portionOf, unknown, type Measure, type MeasureInput } from '../measure.js';
import { itemParts } from './items.js';

const allAudiences: readonly Audience[] = ['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS', 'PUPILS'];

/** IV.2-1: the decision is uploaded and the group has a head; the share of these two. */
export function workingGroup(input: MeasureInput): Measure {
  const { facts } = input;
  return portionOf([
    ...itemParts(input, [['WORKING_GROUP', 'DOC']]),
    { key: 'HEAD', has: facts.workingGroup?.headNamed ?? false, reported: facts.workingGroup !== null },
  ]);
}

/** IV.2-2, IV.1-3: the school's plan is uploaded and each of the plan's duties has a person; the share of all these. */
export function planAndDuties(input: MeasureInput): Measure {
  const { facts, plan } = input;
  const duties = plan.duties.map((duty) => ({
    key: `DUTY:${duty}`,
    has: facts.duties[duty] ?? false,
    reported: facts.duties[duty] !== undefined,
  }));
  return portionOf([...itemParts(input, [['SCHOOL_PLAN', 'DOC']]), ...duties]);
}

/** IV.2-3: audiences reached of those that the plan names (five by default). */
export function communication({ facts, rule }: MeasureInput): Measure {
  const audiences = rule.parameters.audiences ?? allAudiences;
  const missing = audiences.filter((audience) => !facts.audiences.includes(audience));
  if (facts.audiences.length === 0) return unknown(...missing);
  return portion(audiences.length - missing.length, audiences.length, missing);
}

/** III-2: the office's guidance is acknowledged. The hub itself takes the receipt, so that none is a known "not yet". */
export function guidanceAcknowledged({ facts }: MeasureInput): Measure {
  return facts.acknowledged.includes('GUIDANCE') ? portion(1, 1, []) : portion(0, 1, ['GUIDANCE']);
}
