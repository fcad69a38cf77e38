import { positionToCursor } from '../../../shared/cursor.js';
import type { AnyHubEvent, HubEvent, ItemSnapshot as Snapshot } from '../../../shared/events/contracts.js';
import type { ItemReturn, ItemSnapshot, ReadinessChange } from '../types/changes.js';

export type ItemEvent = HubEvent<
  | 'readiness.itemSaved'
  | 'readiness.itemSubmitted'
  | 'readiness.itemVerified'
  | 'readiness.itemReturned'
  | 'readiness.itemNotApplicable'
>;

/** Whether the event tells of a checklist item. */
export function isItemEvent(event: AnyHubEvent): event is AnyHubEvent & ItemEvent {
  return event.type.startsWith('readiness.item');
}

/** An item's event as subscribers see it; without `withValues` they learn the states alone. */
export function toReadinessChange(event: ItemEvent, withValues: boolean): ReadinessChange {
  return change(event, withValues);
}

export function toItemReturn(event: HubEvent<'readiness.itemReturned'>): ItemReturn {
  return { ...change(event, true), reason: event.data.reason };
}

function change(event: ItemEvent, withValues: boolean) {
  const { item, rule, clause, before, after } = event.data;
  return {
    cursor: positionToCursor(event.position),
    at: event.at,
    school: { code: String(event.school) },
    item,
    before: toSnapshot(before, withValues),
    after: toSnapshot(after, withValues),
    cause: rule === null ? null : { rule, clause },
  };
}

function toSnapshot({ state, version, value }: Snapshot, withValues: boolean): ItemSnapshot {
  return {
    state,
    version,
    value: withValues ? value : null,
  };
}
