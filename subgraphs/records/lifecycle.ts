import { recordStates, type RecordState } from '../../shared/events/contracts.js';

/** Who makes a step: the school's or provider's system that reports, the school that asks for a recall, the office, or its head. */
export type StepBy = 'REPORT' | 'RECALL' | 'DECISION' | 'LOCK';

type Steps = Partial<Record<StepBy, readonly RecordState[]>>;

/** The state machine of domain D3. A state that is not named as a target cannot be reached from there. */
export const transitions: Readonly<Record<RecordState, Steps>> = {
  NOT_STARTED: { REPORT: ['RESULTS_CONFIRMED', 'DEFERRED', 'TRANSFERRED_OUT'] },
  RESULTS_CONFIRMED: { REPORT: ['INITIALISED', 'DEFERRED', 'TRANSFERRED_OUT'] },
  INITIALISED: { REPORT: ['TEACHER_CHECKED', 'DEFERRED', 'TRANSFERRED_OUT'] },
  TEACHER_CHECKED: { REPORT: ['HOMEROOM_SIGNED', 'MANAGER_SIGNED', 'DEFERRED', 'TRANSFERRED_OUT'] },
  HOMEROOM_SIGNED: { REPORT: ['MANAGER_SIGNED', 'DEFERRED', 'TRANSFERRED_OUT'] },
  MANAGER_SIGNED: { REPORT: ['ISSUED', 'DEFERRED', 'TRANSFERRED_OUT'] },
  ISSUED: { REPORT: ['SUBMITTED', 'TRANSFERRED_OUT'] },
  SUBMITTED: { REPORT: ['ACCEPTED', 'REJECTED'] },
  ACCEPTED: { REPORT: ['CIRCULATED'], RECALL: ['RECALL_PENDING'], LOCK: ['LOCKED'] },
  // What was sent back is corrected and signed anew, or sent again as it is.
  REJECTED: { REPORT: ['SUBMITTED', 'INITIALISED', 'TRANSFERRED_OUT'] },
  CIRCULATED: { REPORT: ['REPORTED_TO_MOET'], RECALL: ['RECALL_PENDING'], LOCK: ['LOCKED'] },
  REPORTED_TO_MOET: { RECALL: ['RECALL_PENDING'], LOCK: ['LOCKED'] },
  LOCKED: {},
  RECALL_PENDING: { DECISION: ['RECALLED', 'RECALL_REFUSED'] },
  RECALLED: {},
  RECALL_REFUSED: { REPORT: ['CIRCULATED', 'REPORTED_TO_MOET'], LOCK: ['LOCKED'] },
  DEFERRED: { REPORT: ['RESULTS_CONFIRMED', 'TRANSFERRED_OUT'] },
  TRANSFERRED_OUT: {},
};

/** States that only the hub itself gives: a unit that is new to it cannot come with one. */
const givenByHub: readonly RecordState[] = ['LOCKED', 'RECALL_PENDING', 'RECALLED', 'RECALL_REFUSED'];

/** Between two reports several steps may have passed; these are never passed unseen, for they turn the way back. */
const neverImplied: readonly RecordState[] = ['DEFERRED', 'REJECTED', 'TRANSFERRED_OUT'];

/** States that a unit has from its stamp on. */
export const stampedStates: ReadonlySet<RecordState> = new Set([
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
]);

/** The states that one step leads to, made by whom. */
export function stepsFrom(from: RecordState, by: StepBy): readonly RecordState[] {
  return transitions[from][by] ?? [];
}

/**
 * The states that a report may give a unit that stands in `from`. A report says where the unit stands now: the steps since the
 * one before are implied, but a homeroom signature that the year requires has to have been reported.
 */
export function reportableFrom(from: RecordState, homeroomRequired: boolean): ReadonlySet<RecordState> {
  return (homeroomRequired ? withHomeroom : withoutHomeroom)[from];
}

/** The states in which a unit that the hub does not know yet may be reported; a replacement starts at INITIALISED (D3). */
export function reportableNew(isReplacement: boolean, homeroomRequired: boolean): ReadonlySet<RecordState> {
  if (!isReplacement) return unknownYet;
  return homeroomRequired ? replacingWithHomeroom : replacing;
}

function closure(from: RecordState, homeroomRequired: boolean): ReadonlySet<RecordState> {
  const reached = new Set<RecordState>();
  const open: RecordState[] = [from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const next of stepsFrom(state, 'REPORT')) {
      if (reached.has(next)) continue;
      const isSkip = state === 'TEACHER_CHECKED' && next === 'MANAGER_SIGNED';
      if (homeroomRequired && isSkip) continue;
      reached.add(next);
      if (neverImplied.includes(next) || (homeroomRequired && next === 'HOMEROOM_SIGNED')) continue;
      open.push(next);
    }
  }
  return reached;
}

type Closures = Readonly<Record<RecordState, ReadonlySet<RecordState>>>;
const closures = (homeroomRequired: boolean): Closures =>
  Object.fromEntries(
    recordStates.map((state) => [state, closure(state, homeroomRequired)]),
  ) as unknown as Closures;
const withHomeroom = closures(true);
const withoutHomeroom = closures(false);
const unknownYet: ReadonlySet<RecordState> = new Set(
  recordStates.filter((state) => !givenByHub.includes(state)),
);
const replacing: ReadonlySet<RecordState> = new Set(['INITIALISED', ...withoutHomeroom.INITIALISED]);
const replacingWithHomeroom: ReadonlySet<RecordState> = new Set(['INITIALISED', ...withHomeroom.INITIALISED]);
