import type { ItemValue } from '../../../../shared/events/contracts.js';
import type { SchoolFacts } from '../facts.js';
import type { MeasureInput, Part } from '../measure.js';

type ValueOf<Kind extends ItemValue['kind']> = Extract<ItemValue, { kind: Kind }>;

/** The item's value whatever its workflow state, or null where none was given, or one of another kind, or a blank one. */
export function valueOf<Kind extends ItemValue['kind']>(
  facts: SchoolFacts,
  item: string,
  kind: Kind,
): ValueOf<Kind> | null {
  const value = facts.items[item]?.value ?? null;
  if (value === null || value.kind !== kind || isBlank(value)) return null;
  return value as ValueOf<Kind>;
}

/** Whether the office granted that the item does not concern the school (D3). */
export function isNotApplicable(facts: SchoolFacts, item: string): boolean {
  return facts.items[item]?.state === 'NOT_APPLICABLE';
}

/** The items as parts of a rule; those that do not concern the school, or that the checklist in force does not ask, are no part of it. */
export function itemParts(
  { facts, plan }: Pick<MeasureInput, 'facts' | 'plan'>,
  items: readonly (readonly [item: string, kind: ItemValue['kind']])[],
): Part[] {
  return items
    .filter(([item]) => plan.items.some(({ id }) => id === item) && !isNotApplicable(facts, item))
    .map(([item, kind]) => {
      const has = valueOf(facts, item, kind) !== null;
      return { key: item, has, reported: has };
    });
}

function isBlank(value: ItemValue): boolean {
  switch (value.kind) {
    case 'TEXT':
      return value.text.trim() === '';
    case 'DOC':
      return value.number.trim() === '';
    case 'DATE':
      return value.date.trim() === '';
    case 'BOOL':
    case 'COUNT':
    case 'RATIO':
      return false;
    default: {
      const never: never = value;
      return never;
    }
  }
}
