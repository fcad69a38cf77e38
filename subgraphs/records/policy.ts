import { inScope, isOffice, isSchoolPeople, type Actor } from '../../shared/actor.js';

/** How much an actor who follows changes learns of one: all, that something changed, or nothing. */
export type FollowedDetail = 'ALL' | 'STATE' | 'NONE';

/** Whether the code is the own school of one of its people. A school's people whose token names no school have none. */
function isOwnSchool(actor: Actor, code: string): boolean {
  return isSchoolPeople(actor) && actor.schools !== 'all' && actor.schools.includes(code);
}

/** That a school exists is no secret among those who have a token; school people and providers know their own. */
export function mayKnowSchool(actor: Actor, code: string): boolean {
  if (isSchoolPeople(actor)) return isOwnSchool(actor, code);
  return actor.role === 'provider' ? inScope(actor, code) : true;
}

/** Domain D4, "Read a school's detail": records run through a provider's software, so it sees those of the schools that it serves. */
export function mayReadRecords(actor: Actor, code: string): boolean {
  switch (actor.role) {
    case 'district_officer':
    case 'district_head':
      return true;
    case 'inspector':
    case 'reporting_tool':
    case 'provider':
      return inScope(actor, code);
    case 'school_admin':
    case 'principal':
      return isOwnSchool(actor, code);
    case 'city_viewer':
      return false;
    default: {
      const never: never = actor.role;
      return never;
    }
  }
}

/** Domain D4, "Push record counts": the school for itself, a provider for those it serves; the office oversees and does not report. */
export function mayUpdateCounts(actor: Actor, code: string): boolean {
  return isOwnSchool(actor, code) || (actor.role === 'provider' && inScope(actor, code));
}

/** Domain D4, "Read district aggregates". */
export function mayReadAggregates(actor: Actor): boolean {
  return actor.role !== 'provider';
}

/** The schools that an aggregate is bounded by, or null where it is the district's: a school's people see their own beside the average. */
export function aggregatedSchools(actor: Actor): readonly string[] | null {
  if (!isSchoolPeople(actor)) return null;
  return actor.schools === 'all' ? [] : actor.schools;
}

/** Domain D4, "Subscribe": the city department learns that a school's records moved, not its numbers. */
export function followedDetail(actor: Actor, code: string): FollowedDetail {
  if (actor.role === 'city_viewer') return 'STATE';
  return mayReadRecords(actor, code) ? 'ALL' : 'NONE';
}

/** Which grades are in the plan is the office's to set. */
export function maySetScope(actor: Actor): boolean {
  return isOffice(actor);
}

/** A recall is asked for by the school that issued the record (D3), never by its provider. */
export function mayRequestRecall(actor: Actor, code: string): boolean {
  return isOwnSchool(actor, code);
}

/** The office decides recalls, and what waits for it is its inbox. */
export function mayDecideRecall(actor: Actor): boolean {
  return isOffice(actor);
}

/** The schools whose recalls an actor sees; null for all, and `'none'` where it sees no school's detail. */
export function recallScope(actor: Actor): readonly string[] | null | 'none' {
  if (isOffice(actor)) return null;
  if (actor.role === 'city_viewer') return 'none';
  if (actor.schools === 'all') return isSchoolPeople(actor) ? [] : null;
  return actor.schools;
}

/** Locking a school year cannot be undone: the head's alone. */
export function mayLockYear(actor: Actor): boolean {
  return actor.role === 'district_head';
}

/** Whether an actor may import files of units at all, or for one school: whoever reports counts, each for its schools. */
export function mayImportUnits(actor: Actor, code?: string): boolean {
  if (code !== undefined) return mayUpdateCounts(actor, code);
  return isSchoolPeople(actor) || actor.role === 'provider';
}
