import type { RecordState } from '../../generated/graphql.js';

/** What stands in a grade's fields, as typed; an empty field is no record in that state. */
export interface TypedCounts {
  readonly eligible: string;
  readonly states: Readonly<Partial<Record<RecordState, string>>>;
}

/** The states in the order of a record's way. */
export const recordStates: readonly RecordState[] = [
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
];

export type CountFault = 'missing' | 'notWhole' | 'tooLarge' | 'aboveEnrolment';

export interface Checked {
  /** Null while a field is no number. */
  readonly eligible: number | null;
  /** What the states add up to; those who have moved away are outside every total. */
  readonly sum: number;
  /** How many pupils are in no state yet; negative where some are in two. Null while a field is no number. */
  readonly rest: number | null;
  readonly faults: Readonly<Partial<Record<RecordState | 'eligible', CountFault>>>;
  /** Every field is a number, and they add up. */
  readonly isWhole: boolean;
}

const LARGEST = 1_000_000;

/** Adds a grade up as it is typed: all states but TRANSFERRED_OUT make `eligible`, which is at most the pupils of the register. */
export function checkCounts(typed: TypedCounts, pupils: number | null): Checked {
  const faults: Partial<Record<RecordState | 'eligible', CountFault>> = {};
  const read = (name: RecordState | 'eligible', content: string): number => {
    const text = content.trim();
    if (text === '') return 0;
    if (!/^\d+$/.test(text)) faults[name] = 'notWhole';
    else if (Number(text) > LARGEST) faults[name] = 'tooLarge';
    else return Number(text);
    return 0;
  };
  const eligible = read('eligible', typed.eligible);
  if (typed.eligible.trim() === '') faults.eligible = 'missing';
  else if (faults.eligible === undefined && pupils !== null && eligible > pupils) {
    faults.eligible = 'aboveEnrolment';
  }
  const sum = recordStates.reduce((total, state) => {
    const count = read(state, typed.states[state] ?? '');
    return state === 'TRANSFERRED_OUT' ? total : total + count;
  }, 0);
  const isReadable = Object.values(faults).every((fault) => fault === 'aboveEnrolment');
  return {
    eligible: faults.eligible === undefined || faults.eligible === 'aboveEnrolment' ? eligible : null,
    sum,
    rest: isReadable ? eligible - sum : null,
    faults,
    isWhole: Object.keys(faults).length === 0 && eligible === sum,
  };
}

/** The states as the hub takes them: those with a record. */
export function statesOf(typed: TypedCounts): { state: RecordState; count: number }[] {
  return recordStates
    .map((state) => ({ state, count: Number((typed.states[state] ?? '').trim() || 0) }))
    .filter(({ count }) => count > 0);
}

/** The fields as the form shows what the hub has. */
export function typedOf(grade: {
  readonly eligible: number | null;
  readonly byState: readonly { readonly state: RecordState; readonly count: number }[];
}): TypedCounts {
  const counted = grade.byState.filter(({ count }) => count > 0);
  return {
    eligible: grade.eligible === null ? '' : String(grade.eligible),
    states: Object.fromEntries(counted.map(({ state, count }) => [state, String(count)])),
  };
}

/** Whether two gradefuls say the same; an empty field and a 0 do. */
export function sameCounts(left: TypedCounts, right: TypedCounts): boolean {
  if (left.eligible.trim() !== right.eligible.trim()) return false;
  const countOf = ({ states }: TypedCounts, state: RecordState): string =>
    (states[state] ?? '').trim().replace(/^0$/, '');
  return recordStates.every((state) => countOf(left, state) === countOf(right, state));
}
