import type { ItemState } from '../../../../shared/events/contracts.js';
import { portion, portionOf, unknown, type Measure, type MeasureInput } from '../measure.js';
import type { DataSet } from '../plan.js';
import { itemParts, valueOf } from './items.js';

const allDataSets: readonly DataSet[] = ['MANAGERS', 'TEACHERS', 'PUPILS', 'RESULTS'];
const handedIn: readonly ItemState[] = ['SUBMITTED', 'VERIFIED', 'NOT_APPLICABLE'];

/**
 * IV.1-4: items of the template that are handed in, of all its items. A returned or reopened one is not, until it is submitted
 * again. The hub itself keeps their states, so that a checklist nobody touched is a known "not yet".
 */
export function selfReviewSubmitted({ facts, plan }: MeasureInput): Measure {
  const missing = plan.items
    .filter(({ id }) => !handedIn.includes(facts.items[id]?.state ?? 'NOT_STARTED'))
    .map(({ id }) => id);
  return portion(plan.items.length - missing.length, plan.items.length, missing);
}

/** II.3-2, IV.2-4a: computers connected to the internet, counted up to the plan's minimum (1 by default). */
export function connectedComputers({ facts, rule }: MeasureInput): Measure {
  return enough(facts, 'COMPUTERS_CONNECTED', rule.parameters.minComputers);
}

/** II.3-2, IV.2-4a: the management software is named and each of its data sets (four by default) has the date of its last update. */
export function managementSoftware(input: MeasureInput): Measure {
  const { rule } = input;
  const dataSets = rule.parameters.dataSets ?? allDataSets;
  return portionOf(
    itemParts(input, [['SOFTWARE_NAME', 'TEXT'], ...dataSets.map((set) => [`DATA_${set}`, 'DATE'] as const)]),
  );
}

/** I.2-4, II.2-2: the record software is named and its provider's commitment is uploaded; the share of these two. */
export function recordSoftware(input: MeasureInput): Measure {
  return portionOf(
    itemParts(input, [
      ['RECORD_SOFTWARE', 'TEXT'],
      ['PROVIDER_COMMITMENT', 'DOC'],
    ]),
  );
}

/** II.3-4, IV.2-4c: administrators of the record software, counted up to the plan's minimum (1 by default); no backup is only a warning. */
export function administrators({ facts, rule }: MeasureInput): Measure {
  const measure = enough(facts, 'ADMINISTRATORS', rule.parameters.minAdministrators);
  const backups = valueOf(facts, 'ADMINISTRATORS_BACKUP', 'COUNT')?.count ?? 0;
  return backups >= 1 ? measure : { ...measure, missing: [...measure.missing, 'ADMINISTRATORS_BACKUP'] };
}

function enough(facts: MeasureInput['facts'], item: string, minimum = 1): Measure {
  const value = valueOf(facts, item, 'COUNT');
  if (value === null) return unknown(item);
  return portion(value.count, minimum, value.count < minimum ? [item] : []);
}
