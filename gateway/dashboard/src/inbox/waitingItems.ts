import type { InboxQuery, ReviewItemFragment } from '../generated/graphql.js';

type Queue = InboxQuery['readinessInbox']['itemsToVerify'][number];

/** One submitted item with the school that waits for the office's word. */
export interface WaitingItem {
  readonly school: Pick<Queue['school'], 'code' | 'name'>;
  readonly item: ReviewItemFragment;
  /** Whole local days since it was submitted, as the hub counts them for the school's oldest. */
  readonly days: number;
}

/** The submitted items of the schools, in the hub's order: the longest waiting school first. */
export function waitingItems(queues: readonly Queue[]): readonly WaitingItem[] {
  return queues.flatMap(({ school, waitingDays }) =>
    (school.checklist?.items ?? [])
      .filter(({ state }) => state === 'SUBMITTED')
      .map((item) => ({ school, item, days: waitingDays })),
  );
}
