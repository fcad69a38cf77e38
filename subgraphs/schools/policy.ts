import { inScope, isOffice, isSchoolPeople, type Actor, type Role } from '../../shared/actor.js';

/** The register of schools (names, wards, kinds) is no secret among those who have a token; their own school bounds school people. */
export function mayReadSchool(actor: Actor, code: string): boolean {
  return isSchoolPeople(actor) || actor.role === 'provider' ? inScope(actor, code) : true;
}

/** People counts and enrolment are a school's detail (domain D4, "Read a school's detail"). */
export function mayReadSchoolDetail(actor: Actor, code: string): boolean {
  return actor.role !== 'city_viewer' && inScope(actor, code);
}

/** The register is the office's. */
export function mayEditRegister(actor: Actor): boolean {
  return isOffice(actor);
}

/** Which company serves a school (II.2-2) is the school's to say, and the office's. */
export function maySetProviders(actor: Actor, code: string): boolean {
  return isOffice(actor) || isOwnSchool(actor, code);
}

/** Names and roles are for those who have to reach the school. */
export function mayReadPeople(actor: Actor, code: string): boolean {
  return mayReadPhone(actor, code) || (actor.role === 'inspector' && inScope(actor, code));
}

/** Phone numbers are for the office and the school itself. */
export function mayReadPhone(actor: Actor, code: string): boolean {
  return isOffice(actor) || isOwnSchool(actor, code);
}

/** A school's people say whom to phone: nobody else knows. */
export function maySetContact(actor: Actor, code: string): boolean {
  return isOwnSchool(actor, code);
}

/** The codes that bound this actor's lists, or null where the whole district is its own. */
export function listedSchools(actor: Actor): readonly string[] | null {
  if (isSchoolPeople(actor) || actor.role === 'provider') return actor.schools === 'all' ? [] : actor.schools;
  return null;
}

/** A school's people whose token names no school have none. */
function isOwnSchool(actor: Actor, code: string): boolean {
  return isSchoolPeople(actor) && actor.schools !== 'all' && actor.schools.includes(code);
}

/** The office lets people and tools in; its own people the head alone. */
export function mayGrant(actor: Actor, role: Role): boolean {
  if (actor.role === 'district_head') return true;
  return actor.role === 'district_officer' && role !== 'district_head' && role !== 'district_officer';
}

/** Who was let in is the office's to see. */
export function mayReadGrants(actor: Actor): boolean {
  return isOffice(actor);
}

/** Anyone signs out oneself everywhere; anyone else the head alone, as a subject does not tell its role. */
export function mayWithdraw(actor: Actor, subject: string): boolean {
  return actor.subject === subject || actor.role === 'district_head';
}

/** Roles that are nothing without the schools that they are for. */
export function isBoundToSchools(role: Role): boolean {
  return role === 'inspector' || role === 'school_admin' || role === 'principal' || role === 'provider';
}
