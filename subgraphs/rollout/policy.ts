import { inScope, isOffice, isSchoolPeople, type Actor } from '../../shared/actor.js';
import type { RecommendationDirection } from '../../shared/events/contracts.js';
import type { PredicateName } from './compliance/plan.js';

/** Rules about software, computers, signatures and records: what a service provider answers for (I.2-4, II.2-2). */
const technicalPredicates: readonly PredicateName[] = [
  'CONNECTED_COMPUTERS',
  'MANAGEMENT_SOFTWARE',
  'RECORD_SOFTWARE',
  'MANAGER_SIGNATURES',
  'TEACHER_SIGNATURES',
  'ORGANISATION_CERTIFICATE',
  'RECORDS_ACCEPTED',
];

const technicalCategories: readonly string[] = [
  'INFRASTRUCTURE',
  'SOFTWARE',
  'SIGNATURES',
  'CERTIFICATE',
  'DATA',
];

/** That a school exists is no secret; their own schools bound school people and providers. */
export function mayReadSchool(actor: Actor, school: string): boolean {
  return isSchoolPeople(actor) || actor.role === 'provider' ? inScope(actor, school) : true;
}

/** Compliance with its reasons, difficulties and extensions are a school's detail (domain D4, "Read a school's detail"). */
export function mayReadDetail(actor: Actor, school: string): boolean {
  return actor.role !== 'city_viewer' && inScope(actor, school);
}

/** Lists of schools with their detail are for all who may read any detail. */
export function mayListDetail(actor: Actor): boolean {
  return actor.role !== 'city_viewer';
}

/** The codes that bound this actor's lists, or null where the whole district is its own. */
export function listedSchools(actor: Actor): readonly string[] | null {
  if (actor.schools !== 'all') return actor.schools;
  return isSchoolPeople(actor) || actor.role === 'provider' ? [] : null;
}

/** A provider sees of its schools what is technical, nothing else (domain D4). */
export function mayReadRule(actor: Actor, predicate: PredicateName): boolean {
  return actor.role !== 'provider' || technicalPredicates.includes(predicate);
}

/** The district's figures: everyone's but the providers'; a school's people get their own school's beside the district's average. */
export function mayReadOverview(actor: Actor): boolean {
  return actor.role !== 'provider';
}

/** The codes whose figures this actor may count, or null where it is all. */
export function countedSchools(actor: Actor): readonly string[] | null {
  return isSchoolPeople(actor) ? listedSchools(actor) : null;
}

/** Who may have the district's events sent elsewhere; asked again at each delivery. */
export function mayRunWebhooks(actor: Actor): boolean {
  return isOffice(actor) && actor.schools === 'all';
}

/** Plans, tasks, extensions and documents are the office's. */
export function mayRunPlan(actor: Actor): boolean {
  return isOffice(actor);
}

/** A task that is done is confirmed by the head (domain D4, "publish"). */
export function mayConfirmTask(actor: Actor): boolean {
  return actor.role === 'district_head';
}

/** Receipts and difficulties come from the school itself. */
export function maySpeakForSchool(actor: Actor, school: string): boolean {
  return isSchoolPeople(actor) && inScope(actor, school);
}

/** A difficulty's thread is open to whom D4 lets reply, and to the tools that may read the school. */
export function mayReadDifficulty(actor: Actor, difficulty: { school: string; category: string }): boolean {
  if (!mayReadDetail(actor, difficulty.school)) return false;
  return actor.role !== 'provider' || technicalCategories.includes(difficulty.category);
}

/** That a difficulty was reported says nothing of its matter; a provider learns of it, and reads it where it is technical. */
export function mayReadDifficultyEvents(actor: Actor, school: string): boolean {
  return mayReadDetail(actor, school);
}

/** Office, inspectors, the school's own people, and the provider that serves it where the matter is technical. */
export function mayReply(actor: Actor, difficulty: { school: string; category: string }): boolean {
  return actor.role !== 'reporting_tool' && mayReadDifficulty(actor, difficulty);
}

/** Who may bring a difficulty into that state. */
export function mayMoveDifficulty(actor: Actor, school: string, to: string): boolean {
  switch (to) {
    case 'ACKNOWLEDGED':
    case 'IN_PROGRESS':
      return isOffice(actor) || (actor.role === 'inspector' && inScope(actor, school));
    case 'RESOLVED':
    case 'ESCALATED_TO_CITY':
      return isOffice(actor);
    case 'CLOSED':
    case 'REOPENED':
      return isOffice(actor) || maySpeakForSchool(actor, school);
    default:
      return false;
  }
}

/** An inbox is of people who have something to do here. */
export function hasInbox(actor: Actor): boolean {
  return actor.role !== 'reporting_tool' && actor.role !== 'city_viewer';
}

/** Names of people in the log are for the office, which answers for the audit. */
export function mayReadActors(actor: Actor): boolean {
  return isOffice(actor);
}

/** An event of the log: the district's own doings are everyone's, a school's are its detail, and of those a provider sees the technical ones. */
export function mayReadEvent(actor: Actor, event: { school: string | null; isTechnical: boolean }): boolean {
  if (event.school === null) return true;
  return mayReadDetail(actor, event.school) && (actor.role !== 'provider' || event.isTechnical);
}

/**
 * The report to the city names every school with its standing: it is the office's to hand out, and a reporting tool's that was
 * granted the whole district, which reads each of these rows already (domain D4, "Read a school's detail": scoped).
 */
export function mayExportReport(actor: Actor): boolean {
  return isOffice(actor) || (actor.role === 'reporting_tool' && actor.schools === 'all');
}

/** The final report is approved by the head (domain D4, "Approve final report"). */
export function mayFreezeReport(actor: Actor): boolean {
  return actor.role === 'district_head';
}

/** The frozen report gives the whole district's figures: for those who may read them (domain D4, "Read district aggregates"). */
export function mayReadFinalReport(actor: Actor): boolean {
  return mayReadOverview(actor) && !isSchoolPeople(actor);
}

/** A plan is published by the head (domain D4, "Edit template, rules, tasks": publish). */
export function mayPublishPlan(actor: Actor): boolean {
  return actor.role === 'district_head';
}

/** The categories of difficulties that this actor may read, or null where it is all. */
export function readableCategories(actor: Actor): readonly string[] | null {
  return actor.role === 'provider' ? technicalCategories : null;
}

/** Visits are planned and recorded by the office, and by an inspector for the schools assigned to it (domain D4). */
export function mayVisit(actor: Actor, school: string): boolean {
  return isOffice(actor) || (actor.role === 'inspector' && inScope(actor, school));
}

/** What was found at a school is its detail; a provider has no part in it. */
export function mayReadVisits(actor: Actor, school: string): boolean {
  return actor.role !== 'provider' && mayReadDetail(actor, school);
}

/** Lists of visits and of schools to visit. */
export function mayListVisits(actor: Actor): boolean {
  return actor.role !== 'provider' && mayListDetail(actor);
}

/** A school recommends to the office (IV.2-6), the office to the city (IV.1-5). */
export function mayRecommend(
  actor: Actor,
  { direction, school }: { direction: RecommendationDirection; school: string | null },
): boolean {
  return direction === 'DISTRICT_TO_CITY'
    ? isOffice(actor)
    : school !== null && maySpeakForSchool(actor, school);
}

/** Deciding, forwarding and answering are the office's: what the city decides, it records. */
export function mayAnswerRecommendations(actor: Actor): boolean {
  return isOffice(actor);
}

/** What goes to the city is also the city viewer's to read; what a school recommends is its detail, and no provider's business. */
export function mayReadRecommendation(
  actor: Actor,
  { direction, school }: { direction: RecommendationDirection; school: string | null },
): boolean {
  if (isOffice(actor)) return true;
  if (direction === 'DISTRICT_TO_CITY') return actor.role === 'city_viewer';
  return actor.role !== 'provider' && school !== null && mayReadDetail(actor, school);
}

/** Who has not acknowledged a document is for those who oversee the schools, and each school for itself. */
export function mayReadReceipts(actor: Actor): boolean {
  return mayReadOverview(actor);
}

/** The budget is the office's to set; the head approves none (V). */
export function maySetBudget(actor: Actor): boolean {
  return isOffice(actor);
}

/** The district's budget is the office's and the city's to read, a school's lines also its own people's. */
export function mayReadBudget(actor: Actor, school: string | null): boolean {
  if (isOffice(actor)) return true;
  if (school === null) return actor.role === 'city_viewer';
  return isSchoolPeople(actor) && inScope(actor, school);
}

/** Reminders to schools are sent by the office. */
export function mayRemind(actor: Actor): boolean {
  return isOffice(actor);
}

/** Everyone says where the own messages go; the office says it for all. */
export function maySetRecipient(actor: Actor, subject: string): boolean {
  return isOffice(actor) || actor.subject === subject;
}
