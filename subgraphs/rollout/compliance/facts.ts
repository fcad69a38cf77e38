import type {
  Audience,
  CertificateState,
  DifficultySeverity,
  DifficultyState,
  DocumentKind,
  EventData,
  Headcount,
  ItemSnapshot,
  RecordCounts,
  SchoolStatus,
  StaffGroups,
} from '../../../shared/events/contracts.js';

/**
 * All that the engine knows of one school, folded from its events. It is stored as jsonb: plain JSON, dates as ISO strings,
 * nothing `undefined`, and no meaning in the order of an object's keys (jsonb does not keep it). What is not known is null or absent.
 */
export interface SchoolFacts {
  readonly code: string;
  readonly register: { readonly status: SchoolStatus; readonly hasPrimary: boolean } | null;
  readonly headcount: Headcount | null;
  /** School year → grade → pupils. A year that is here is complete: a grade that it lacks has no pupils. */
  readonly enrolment: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly items: Readonly<Record<string, ItemFact>>;
  readonly workingGroup: EventData['readiness.workingGroupSet'] | null;
  /** Duty → whether a person is named for it. */
  readonly duties: Readonly<Record<string, boolean>>;
  readonly certificates: Readonly<Record<string, CertificateFact>>;
  /** Audiences that the school has reached, sorted. */
  readonly audiences: readonly Audience[];
  readonly training: { readonly trained: StaffGroups; readonly citySessions: number } | null;
  /** School year → grade → counts by state. */
  readonly records: Readonly<Record<string, Readonly<Record<string, RecordCounts>>>>;
  /** Kinds of document that the school has acknowledged, sorted. */
  readonly acknowledged: readonly DocumentKind[];
  readonly difficulties: Readonly<Record<string, DifficultyFact>>;
  /** Rule → its extensions in the order granted: the last one holds, the plan keeps the original. */
  readonly extensions: Readonly<Record<string, readonly ExtensionFact[]>>;
  /** When the school last reported anything itself; the office's own doings do not count. */
  readonly lastUpdateAt: string | null;
  /** Rule → when it was met for the first time, and whether that was after its due. Never taken back. */
  readonly firstMet: Readonly<Record<string, FirstMet>>;
  /** Pace rule → its numerator at the end of the local days on which it moved, ascending. */
  readonly dayMarks: Readonly<Record<string, readonly DayMark[]>>;
}

export interface ItemFact extends ItemSnapshot {
  readonly rule: string | null;
  readonly gate: boolean;
  /** When its state last changed. */
  readonly since: string;
}

export interface CertificateFact {
  readonly state: CertificateState;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface DifficultyFact {
  readonly severity: DifficultySeverity;
  readonly state: DifficultyState;
}

export interface ExtensionFact {
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly grantedAt: string;
}

export interface FirstMet {
  readonly at: string;
  readonly late: boolean;
}

export interface DayMark {
  /** `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
  readonly date: string;
  readonly numerator: number;
}

/** What is known of a school before its first event: nothing, which is not the same as "no". */
export function emptyFacts(code: string): SchoolFacts {
  return {
    code,
    register: null,
    headcount: null,
    enrolment: {},
    items: {},
    workingGroup: null,
    duties: {},
    certificates: {},
    audiences: [],
    training: null,
    records: {},
    acknowledged: [],
    difficulties: {},
    extensions: {},
    lastUpdateAt: null,
    firstMet: {},
    dayMarks: {},
  };
}
