import type { ItemState } from '../../../shared/events/contracts.js';
import { toRatio } from '../../../shared/subgraph/types.js';
import { itemKey, type ChecklistEntry } from '../service/item.js';
import type { Template } from '../template.js';
import { ChecklistItemState, type Checklist, type ChecklistItem } from '../types/checklist.js';
import { declaredStates } from '../workflow.js';

/** An item as the graph shows it; one without a response is not started. */
export function toChecklistItem({ school, item, response }: ChecklistEntry): ChecklistItem {
  const { id, section, clause, rule, gate, kind, titleVi, titleEn, helpVi, helpEn, unitVi } = item;
  return {
    id,
    key: itemKey(school, id),
    section,
    clause,
    rule,
    gate,
    kind,
    titleVi,
    titleEn,
    helpVi,
    helpEn,
    unitVi: unitVi ?? null,
    state: response?.state ?? 'NOT_STARTED',
    value: response?.value ?? null,
    version: response?.version ?? 0,
    declaredBy: response?.declaredBy ?? null,
    submittedAt: toInstant(response?.submittedAt),
    verifiedBy: response?.verifiedBy ?? null,
    verifiedAt: toInstant(response?.verifiedAt),
    note: response?.note ?? null,
    returnReason: response?.returnReason ?? null,
    updatedAt: toInstant(response?.updatedAt),
  };
}

/** The checklist of the entries, which stand in the template's order. Without any that applies nothing is submitted. */
export function toChecklist(template: Template, entries: readonly ChecklistEntry[]): Checklist {
  const items = entries.map(toChecklistItem);
  const counted = (states: readonly ItemState[]) =>
    items.filter(({ state }) => states.includes(state)).length;
  const denominator = items.length - counted(['NOT_APPLICABLE']);
  const declared = toRatio({ numerator: counted(declaredStates), denominator });
  return {
    template: template.id,
    version: template.version,
    items,
    counts: Object.values(ChecklistItemState).map((state) => ({ state, count: counted([state]) })),
    declared,
    verified: toRatio({ numerator: counted(['VERIFIED']), denominator }),
    isSubmitted: denominator > 0 && declared.numerator === denominator,
  };
}

function toInstant(text: string | null | undefined): Date | null {
  return text == null ? null : new Date(text);
}
