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

/** Domain D4, "Read a school's detail": who was trained is no technical matter, so a provider has no part in it. */
export function mayReadTraining(actor: Actor, code: string): boolean {
  switch (actor.role) {
    case 'district_officer':
    case 'district_head':
      return true;
    case 'inspector':
    case 'reporting_tool':
      return inScope(actor, code);
    case 'school_admin':
    case 'principal':
      return isOwnSchool(actor, code);
    case 'provider':
    case 'city_viewer':
      return false;
    default: {
      const never: never = actor.role;
      return never;
    }
  }
}

/** A school's people record for their own school, the office for any (III-3, IV.2-5). */
export function mayRecordTraining(actor: Actor, code: string): boolean {
  return isOffice(actor) || isOwnSchool(actor, code);
}

/** Whether the role records attendance at all; `mayRecordTraining` says for which school. */
export function isOfficeOrSchool(actor: Actor): boolean {
  return isOffice(actor) || isSchoolPeople(actor);
}

/** Sessions of the city and the district are announced by the office (T3, III-3). */
export function mayPlanTraining(actor: Actor): boolean {
  return isOffice(actor);
}

/** That a session is held is no secret but to providers; what happened there is bounded by `readableSchools`. */
export function mayListSessions(actor: Actor): boolean {
  return actor.role !== 'provider';
}

/** Named schools are a detail (domain D4): for those who may read some school's training. */
export function mayReadNeeds(actor: Actor): boolean {
  return actor.role !== 'provider' && actor.role !== 'city_viewer';
}

/** The schools whose training the actor may read, or null where it may read all. */
export function readableSchools(actor: Actor): readonly string[] | null {
  if (isOffice(actor)) return null;
  if (actor.role === 'provider' || actor.role === 'city_viewer') return [];
  if (actor.schools !== 'all') return actor.schools;
  return isSchoolPeople(actor) ? [] : null;
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

/** Domain D4, "Subscribe": the city department learns that a school's training moved, not its numbers. */
export function followedDetail(actor: Actor, code: string): FollowedDetail {
  if (actor.role === 'city_viewer') return 'STATE';
  return mayReadTraining(actor, code) ? 'ALL' : 'NONE';
}

/** Domain D4, "Subscribe": a provider follows technical matters only. */
export function mayFollow(actor: Actor): boolean {
  return actor.role !== 'provider';
}
