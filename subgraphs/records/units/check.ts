import { recordStates, type RecordState } from '../../../shared/events/contracts.js';
import { reportableFrom, reportableNew, stampedStates } from '../lifecycle.js';
import { certificateFix, type KnownCertificate } from '../rules.js';
import type { YearStanding } from '../year.js';

/** A record unit as it is reported. It has no place for a name or a personal number. */
export interface ReportedUnit {
  uuid: string;
  grade: number;
  class: string;
  state: RecordState;
  /** When the unit came to this state. */
  at: Date;
  /** Of a unit that the gateway sent back. */
  errorCode?: string | null | undefined;
  /** The recalled unit whose place this one takes. */
  replaces?: string | null | undefined;
}

/** A unit as the hub holds it. */
export interface StoredUnit {
  school: string;
  schoolYear: string;
  grade: number;
  class: string;
  state: RecordState;
  at: Date;
  errorCode: string | null;
}

/** What is wrong with one unit of a report; `index` counts from 0. */
export interface UnitFault {
  index: number;
  uuid: string;
  field: keyof ReportedUnit;
  reason: string;
}

/** All that decides about the units of one school in one year. */
export interface UnitRules {
  school: string;
  year: YearStanding;
  certificates: readonly KnownCertificate[];
  now: Date;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** A class is named by its grade and a letter or number; what has no digit, or four in a row, may be a person. */
const CLASS = /^(?=.*\d)(?!.*\d{4})[\p{L}\d][\p{L}\d ./-]{0,9}$/u;
const ERROR_CODE = /^(?!.*\d{9})[A-Za-z0-9][\w.-]{0,31}$/;
/** Clocks of two systems differ a little. */
const SKEW_MS = 5 * 60_000;

/** What is wrong with the unit in itself, whatever the hub knows of it; null where nothing is. */
export function faultOfForm(
  unit: ReportedUnit,
  { year, now }: UnitRules,
): Omit<UnitFault, 'index' | 'uuid'> | null {
  const { uuid, grade, state, at, errorCode = null, replaces = null } = unit;
  if (!UUID.test(uuid)) return { field: 'uuid', reason: 'expected a UUID in lower case (MA_TRA_CUU_UUID)' };
  if (!year.grades.includes(grade))
    return {
      field: 'grade',
      reason: `expected a grade in scope of ${year.schoolYear}: ${year.grades.join(', ')}`,
    };
  if (!CLASS.test(unit.class))
    return {
      field: 'class',
      reason: 'expected the name of a class such as 1A1, of at most 10 characters, never a person',
    };
  // A file is not held to the graph's enum.
  if (!(recordStates as readonly string[]).includes(state))
    return { field: 'state', reason: `expected one of ${recordStates.join(', ')}` };
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime() + SKEW_MS)
    return { field: 'at', reason: 'expected an instant that has passed' };
  if (state !== 'REJECTED' && errorCode !== null)
    return { field: 'errorCode', reason: `expected none: a unit that is ${state} was not sent back` };
  if (state === 'REJECTED' && (errorCode === null || !ERROR_CODE.test(errorCode)))
    return { field: 'errorCode', reason: 'expected the code with which the unit was sent back (REJECTED)' };
  if (replaces !== null && (!UUID.test(replaces) || replaces === uuid))
    return { field: 'replaces', reason: 'expected the UUID of a recalled unit' };
  return null;
}

/** What forbids a unit that the hub does not know yet; `replaced` is the one whose place it takes. */
export function faultOfNew(
  unit: ReportedUnit,
  replaced: (StoredUnit & { isReplaced: boolean }) | null,
  rules: UnitRules,
): Omit<UnitFault, 'index' | 'uuid'> | null {
  const { school, year } = rules;
  const isReplacement = unit.replaces != null;
  if (isReplacement) {
    const isOwn = replaced?.school === school && replaced.schoolYear === year.schoolYear;
    if (!isOwn || replaced.state !== 'RECALLED' || replaced.isReplaced) {
      return {
        field: 'replaces',
        reason: "expected a recalled unit of the school's own that nothing replaces yet",
      };
    }
    if (replaced.grade !== unit.grade)
      return { field: 'grade', reason: `expected ${replaced.grade}, the grade of the unit that it replaces` };
  }
  const allowed = reportableNew(isReplacement, year.homeroomRequired);
  if (!allowed.has(unit.state)) {
    return {
      field: 'state',
      reason: `a new unit cannot be ${unit.state}; expected one of ${[...allowed].join(', ')}`,
    };
  }
  return stampedStates.has(unit.state) ? faultOfStamp(unit, replaced?.at ?? null, rules) : null;
}

/** What forbids the unit to go on from where it stood to where it is reported (D3). */
export function faultOfChange(
  unit: ReportedUnit,
  stored: StoredUnit,
  rules: UnitRules,
): Omit<UnitFault, 'index' | 'uuid'> | null {
  const { school, year } = rules;
  if (stored.school !== school)
    return { field: 'uuid', reason: 'expected a UUID of its own: this one belongs to another school' };
  if (stored.schoolYear !== year.schoolYear)
    return { field: 'uuid', reason: `expected a UUID of its own: this one is of ${stored.schoolYear}` };
  if (stored.state === 'RECALLED')
    return {
      field: 'uuid',
      reason: 'this unit was recalled: its UUID is never used again; report a new one that replaces it',
    };
  if (unit.at < stored.at)
    return {
      field: 'at',
      reason: `expected an instant from ${stored.at.toISOString()} on, where the unit stood last`,
    };
  const isSettled = stampedStates.has(stored.state) && stored.state !== 'REJECTED';
  if (isSettled && unit.grade !== stored.grade)
    return { field: 'grade', reason: `expected ${stored.grade}: an issued record keeps its grade` };
  if (isSettled && unit.class !== stored.class)
    return { field: 'class', reason: `expected ${stored.class}: an issued record keeps its class` };
  if (unit.state === stored.state) return null;
  const allowed = reportableFrom(stored.state, year.homeroomRequired);
  if (!allowed.has(unit.state)) {
    const listed = allowed.size === 0 ? 'nothing by a report' : [...allowed].join(', ');
    return { field: 'state', reason: `cannot go from ${stored.state} to ${unit.state}; allowed: ${listed}` };
  }
  const isStamped = stampedStates.has(unit.state) && !stampedStates.has(stored.state);
  return isStamped ? faultOfStamp(unit, stored.at, rules) : null;
}

/**
 * D3: the stamp must have been approved and valid when the unit was signed: at `at` where it is reported ISSUED, else at some
 * instant since it was seen before.
 */
function faultOfStamp(
  unit: ReportedUnit,
  since: Date | null,
  { school, certificates, now }: UnitRules,
): Omit<UnitFault, 'index' | 'uuid'> | null {
  const until = unit.at;
  const from = unit.state === 'ISSUED' ? until : since;
  const isCovered = certificates.some(
    ({ state, validFrom, validTo }) =>
      // An expired certificate was approved once; a revoked one is not known since when.
      (state === 'APPROVED' || state === 'EXPIRED') &&
      validFrom <= until &&
      (from === null || validTo >= from),
  );
  if (isCovered) return null;
  const fix = certificateFix(school, certificates, unit.state === 'ISSUED' ? until : now);
  return {
    field: 'state',
    reason: `${unit.state} needs an organisation certificate approved and valid at signing: ${fix}`,
  };
}
