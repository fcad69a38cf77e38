import type { AnyHubEvent, ItemValue } from '../../shared/events/contracts.js';
import { duties, happened, templateItems } from '../support/compliance-plan.js';

/** The shipped questionnaire's id. */
export const TEMPLATE = 'ra-soat-2024';

export interface AskedItem {
  readonly id: string;
  readonly rule: string | null;
  readonly gate: boolean;
  readonly kind: ItemValue['kind'];
}

/** A version of the questionnaire as readiness tells that it came into force: the shipped items, changed. */
export function published(
  at: string | Date,
  version: number,
  change: (items: readonly AskedItem[]) => readonly AskedItem[],
): AnyHubEvent {
  const items = change(templateItems).map(({ id, rule, gate, kind }) => ({
    id,
    rule,
    gate,
    kind,
    clause: 'IV.1-4',
  }));
  return happened(
    'readiness.templatePublished',
    at,
    { template: TEMPLATE, version, added: [], removed: [], items, duties },
    null,
  );
}

/** An item that no version before asked. */
export const newItem: AskedItem = { id: 'BACKUP_POWER', rule: null, gate: false, kind: 'BOOL' };
