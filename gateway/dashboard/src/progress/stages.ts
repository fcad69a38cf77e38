import type { RecordState } from '../generated/graphql.js';

/** A stretch of a record's way that looks alike on the page. */
export type Stage = 'accepted' | 'sent' | 'issued' | 'signed' | 'begun' | 'trouble' | 'deferred' | 'waiting';

/** The furthest first, so that what is done grows from the left. */
export const stages: readonly { readonly stage: Stage; readonly states: readonly RecordState[] }[] = [
  { stage: 'accepted', states: ['LOCKED', 'REPORTED_TO_MOET', 'CIRCULATED', 'ACCEPTED', 'RECALL_REFUSED'] },
  { stage: 'sent', states: ['SUBMITTED'] },
  { stage: 'issued', states: ['ISSUED'] },
  { stage: 'signed', states: ['MANAGER_SIGNED', 'HOMEROOM_SIGNED'] },
  { stage: 'begun', states: ['TEACHER_CHECKED', 'INITIALISED', 'RESULTS_CONFIRMED'] },
  { stage: 'trouble', states: ['REJECTED', 'RECALL_PENDING', 'RECALLED'] },
  { stage: 'deferred', states: ['DEFERRED'] },
  { stage: 'waiting', states: ['NOT_STARTED', 'TRANSFERRED_OUT'] },
];

/** The stage of a state. */
export function stageOf(state: RecordState): Stage {
  return stages.find(({ states }) => states.includes(state))?.stage ?? 'waiting';
}
