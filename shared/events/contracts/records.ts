/** What records tell. See `contracts.ts` for what holds of all events. */
export interface RecordsEvents {
  'records.countsUpdated': {
    schoolYear: string;
    grade: number;
    before: RecordCounts | null;
    after: RecordCounts;
  };
  /** The receiving gateway sent units back: how many became known with this report, by error code. */
  'records.unitsRejected': { schoolYear: string; rejected: number; codes: Readonly<Record<string, number>> };
  'records.recallRequested': { schoolYear: string; units: number; reason: string };
  'records.recallDecided': {
    schoolYear: string;
    units: number;
    decision: 'AGREE' | 'REFUSE';
    reason: string;
  };
  /** The head locked the year's accepted units: once, and a second time for the late completers, which closes the year. */
  'records.yearLocked': { schoolYear: string; lock: 1 | 2; units: number; reason: string };
}

/** Where a record can stand (domain D3), in the order of its way. */
export const recordStates = [
  'NOT_STARTED',
  'RESULTS_CONFIRMED',
  'INITIALISED',
  'TEACHER_CHECKED',
  'HOMEROOM_SIGNED',
  'MANAGER_SIGNED',
  'ISSUED',
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'CIRCULATED',
  'REPORTED_TO_MOET',
  'LOCKED',
  'RECALL_PENDING',
  'RECALLED',
  'RECALL_REFUSED',
  'DEFERRED',
  'TRANSFERRED_OUT',
] as const;
export type RecordState = (typeof recordStates)[number];

/** The states in which the receiving gateway has accepted the record: what R15 counts. */
export const acceptedStates: readonly RecordState[] = [
  'ACCEPTED',
  'CIRCULATED',
  'REPORTED_TO_MOET',
  'LOCKED',
  'RECALL_PENDING',
  'RECALL_REFUSED',
];

export interface RecordCounts {
  /** Pupils of the grade; the sum of all states (transferred ones leave it). */
  eligible: number;
  byState: Partial<Record<RecordState, number>>;
}
