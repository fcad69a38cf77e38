import { inScope, isOffice, isSchoolPeople, type Actor } from '../../shared/actor.js';

/** How much of one school's readiness an actor may see. */
export type Detail = 'ALL' | 'TECHNICAL' | 'NONE';

/** Whether the code is the own school of one of its people. A school's people whose token names no school have none. */
export function isOwnSchool(actor: Actor, code: string): boolean {
  return isSchoolPeople(actor) && actor.schools !== 'all' && actor.schools.includes(code);
}

/** Domain D4, "Read a school's detail": a provider sees technical items of the schools it serves, the city department none. */
export function detailFor(actor: Actor, code: string): Detail {
  switch (actor.role) {
    case 'district_officer':
    case 'district_head':
      return 'ALL';
    case 'inspector':
    case 'reporting_tool':
      return inScope(actor, code) ? 'ALL' : 'NONE';
    case 'school_admin':
    case 'principal':
      return isOwnSchool(actor, code) ? 'ALL' : 'NONE';
    case 'provider':
      return inScope(actor, code) ? 'TECHNICAL' : 'NONE';
    case 'city_viewer':
      return 'NONE';
    default: {
      const never: never = actor.role;
      return never;
    }
  }
}

/** That a school exists is no secret among those who have a token; school people and providers know their own. */
export function mayKnowSchool(actor: Actor, code: string): boolean {
  if (isSchoolPeople(actor)) return isOwnSchool(actor, code);
  return actor.role === 'provider' ? inScope(actor, code) : true;
}

/** Domain D4, "Edit checklist draft": also the working group, duties, communication and the certificate's declaration. */
export function mayDeclare(actor: Actor, code: string): boolean {
  return isOwnSchool(actor, code);
}

/** Whether there may be a school that the actor declares for: asked before an id is looked up, so that strangers learn nothing of ids. */
export function mayDeclareAnywhere(actor: Actor): boolean {
  return isSchoolPeople(actor);
}

/** Domain D4, "Submit / attest": the principal alone answers for what the school declares. */
export function maySubmit(actor: Actor, code: string): boolean {
  return actor.role === 'principal' && isOwnSchool(actor, code);
}

/** Domain D4, "Verify / return". */
export function mayVerify(actor: Actor, code: string): boolean {
  return isOffice(actor) || (actor.role === 'inspector' && inScope(actor, code));
}

/** Domain D4, "Approve certificate, extension, N/A"; the template is the office's as well. */
export function mayApprove(actor: Actor): boolean {
  return isOffice(actor);
}

/** Domain D4, "Edit template": officers edit the next version, the head alone puts it in force. */
export function mayEditTemplate(actor: Actor): boolean {
  return isOffice(actor);
}

export function mayPublishTemplate(actor: Actor): boolean {
  return actor.role === 'district_head';
}

/** Who takes part in the talk about an item: its school, and those who verify it. */
export function mayComment(actor: Actor, code: string): boolean {
  return mayDeclare(actor, code) || mayVerify(actor, code);
}

/** What waits to be verified is for those who verify: the office, and inspectors for the schools assigned to them. */
export function mayReadInbox(actor: Actor): boolean {
  return isOffice(actor) || actor.role === 'inspector';
}

/** Domain D4, invariant: nobody verifies or approves what he declared. */
export function isOwnDeclaration(actor: Actor, declaredBy: readonly (string | null)[]): boolean {
  return declaredBy.includes(actor.subject);
}

/** Which schools a list of schools shows this actor in detail: codes, or null where all; empty where none. */
export function detailedSchools(actor: Actor): readonly string[] | null {
  if (isOffice(actor)) return null;
  if (actor.role === 'city_viewer' || actor.role === 'provider') return [];
  if (actor.schools === 'all') return isSchoolPeople(actor) ? [] : null;
  return actor.schools;
}

/** Domain D4, "Read district aggregates": a school's people see the district as an anonymous whole, never ward by ward. */
export function mayReadCoverage(actor: Actor, by: 'SCHOOL' | 'WARD' | 'DISTRICT'): boolean {
  if (actor.role === 'provider') return false;
  if (by === 'WARD') return !isSchoolPeople(actor);
  if (by === 'SCHOOL') return actor.role !== 'city_viewer';
  return true;
}

/** How much an actor who follows changes sees of one at that school: the city department learns the state, not the value. */
export function followedDetail(actor: Actor, code: string): Detail | 'STATE' {
  return actor.role === 'city_viewer' ? 'STATE' : detailFor(actor, code);
}

/** Reasons for a return are between the office and the school (and those who see the school in detail). */
export function mayFollowReturns(actor: Actor): boolean {
  return actor.role !== 'city_viewer';
}
