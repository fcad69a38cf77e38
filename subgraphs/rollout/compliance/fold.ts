import type { AnyHubEvent, HubEvent } from '../../../shared/events/contracts.js';
import type { SchoolFacts } from './facts.js';
import { markDay, markMetByEvent, markMetByTime } from './milestones.js';
import { planAt, type CompliancePlan } from './plan.js';

type ItemEvent = HubEvent<
  | 'readiness.itemSaved'
  | 'readiness.itemSubmitted'
  | 'readiness.itemVerified'
  | 'readiness.itemReturned'
  | 'readiness.itemNotApplicable'
>;

/**
 * The facts after the event, as new facts. Events are folded in the order of their position, each once, all with the same plan:
 * which rules are met for the first time, and the pace rules' numerators by day, are noted under that plan's rules.
 * An event of another school, and one that says nothing about a rule, changes nothing.
 */
export function foldEvent(facts: SchoolFacts, event: AnyHubEvent, whole: CompliancePlan): SchoolFacts {
  if (event.school !== facts.code) return facts;
  const plan = planAt(whole, event.at);
  const before = markMetByTime(facts, plan, event.at);
  const applied = apply(before, event);
  if (applied === before) return facts;
  const touched = isSchoolsReport(event) ? withUpdateAt(applied, event.at) : applied;
  return markDay(markMetByEvent(touched, plan, event.at), plan, event.at);
}

function apply(facts: SchoolFacts, event: AnyHubEvent): SchoolFacts {
  switch (event.type) {
    case 'schools.schoolRegistered': {
      const { status, hasPrimary } = event.data;
      return { ...facts, register: { status, hasPrimary } };
    }
    case 'schools.headcountRecorded': {
      const { managers, teachers, staff, homeroomInScope } = event.data;
      return { ...facts, headcount: { managers, teachers, staff, homeroomInScope } };
    }
    case 'schools.enrolmentRecorded': {
      const pupils = Object.fromEntries(
        event.data.grades.map((grade) => [String(grade.grade), grade.pupils]),
      );
      return { ...facts, enrolment: { ...facts.enrolment, [event.data.schoolYear]: pupils } };
    }
    case 'readiness.itemSaved':
    case 'readiness.itemSubmitted':
    case 'readiness.itemVerified':
    case 'readiness.itemReturned':
    case 'readiness.itemNotApplicable':
      return withItem(facts, event);
    case 'readiness.workingGroupSet':
      return { ...facts, workingGroup: event.data };
    case 'readiness.dutyAssigned':
      return { ...facts, duties: { ...facts.duties, [event.data.duty]: event.data.personNamed } };
    case 'readiness.certificateChanged': {
      const { certificate, after, validFrom, validTo } = event.data;
      return {
        ...facts,
        certificates: { ...facts.certificates, [certificate]: { state: after, validFrom, validTo } },
      };
    }
    case 'readiness.communicationLogged':
      return { ...facts, audiences: union(facts.audiences, event.data.audiences) };
    case 'training.attendanceRecorded':
      return { ...facts, training: { trained: event.data.after, citySessions: event.data.citySessions } };
    case 'records.countsUpdated': {
      const { schoolYear, grade, after } = event.data;
      const grades = { ...facts.records[schoolYear], [String(grade)]: after };
      return { ...facts, records: { ...facts.records, [schoolYear]: grades } };
    }
    case 'rollout.deadlineExtended': {
      const { rule, before, after, reason } = event.data;
      const granted = { before, after, reason, grantedAt: event.at.toISOString() };
      return {
        ...facts,
        extensions: { ...facts.extensions, [rule]: [...(facts.extensions[rule] ?? []), granted] },
      };
    }
    case 'rollout.documentAcknowledged':
      return { ...facts, acknowledged: union(facts.acknowledged, [event.data.kind]) };
    case 'rollout.difficultyChanged': {
      const { difficulty, severity, after } = event.data;
      return { ...facts, difficulties: { ...facts.difficulties, [difficulty]: { severity, state: after } } };
    }
    default:
      // Most events say nothing about a rule, those of a newer version among them: the facts stay as they are.
      return facts;
  }
}

/** Whether the school's own people did it. What the office does (verify, return, approve, extend, register) does not make data fresh. */
function isSchoolsReport(event: AnyHubEvent): boolean {
  switch (event.type) {
    case 'readiness.itemSaved':
    case 'readiness.itemSubmitted':
    case 'readiness.workingGroupSet':
    case 'readiness.dutyAssigned':
    case 'readiness.communicationLogged':
    case 'readiness.evidenceAttached':
    case 'readiness.signaturesDeclared':
    case 'training.attendanceRecorded':
    case 'records.countsUpdated':
    case 'rollout.documentAcknowledged':
      return true;
    case 'readiness.certificateChanged':
      return event.data.after === 'DECLARED' || event.data.after === 'REGISTERED';
    case 'rollout.difficultyChanged':
      return event.data.before === null;
    default:
      return false;
  }
}

function withItem(facts: SchoolFacts, event: ItemEvent): SchoolFacts {
  const { item, rule, gate, after } = event.data;
  const known = facts.items[item];
  const since = known?.state === after.state ? known.since : event.at.toISOString();
  return { ...facts, items: { ...facts.items, [item]: { ...after, rule, gate, since } } };
}

function withUpdateAt(facts: SchoolFacts, at: Date): SchoolFacts {
  const instant = at.toISOString();
  return facts.lastUpdateAt !== null && facts.lastUpdateAt >= instant
    ? facts
    : { ...facts, lastUpdateAt: instant };
}

function union<Member extends string>(known: readonly Member[], added: readonly Member[]): Member[] {
  return [...new Set([...known, ...added])].toSorted();
}
