/** Every role of the hub, as tokens spell it (domain D4). */
export const roles = [
  'district_officer',
  'district_head',
  'inspector',
  'school_admin',
  'principal',
  'reporting_tool',
  'provider',
  'city_viewer',
] as const;

export type Role = (typeof roles)[number];

/**
 * Who asks, as a verified token says it. `schools` are the codes that the role is bound to: the own school of a school's people,
 * the assigned ones of an inspector, the served ones of a provider, the granted ones of a reporting tool; `'all'` is the whole district.
 */
export interface Actor {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly schools: 'all' | readonly string[];
}

/** The hub itself: seeds, projections and sweeps act under this name in the event log. */
export const hubActor: Actor = {
  subject: 'hub',
  name: 'Học Bạ Hub',
  role: 'district_officer',
  schools: 'all',
};

/** Whether the school lies within what the actor's role is bound to (says nothing of what it may do there). */
export function inScope(actor: Actor, schoolCode: string): boolean {
  return actor.schools === 'all' || actor.schools.includes(schoolCode);
}

/** Officers and the head of the district office. */
export function isOffice(actor: Actor): boolean {
  return actor.role === 'district_officer' || actor.role === 'district_head';
}

/** The people of one school: its admin and its principal. */
export function isSchoolPeople(actor: Actor): boolean {
  return actor.role === 'school_admin' || actor.role === 'principal';
}
