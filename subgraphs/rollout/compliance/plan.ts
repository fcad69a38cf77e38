import type { Audience } from '../../../shared/events/contracts.js';

/** How a rule is decided. A plan picks from these by name; rule ids, dates, weights and thresholds are the plan's own data. */
export const predicateNames = [
  'WORKING_GROUP',
  'PLAN_AND_DUTIES',
  'SELF_REVIEW_SUBMITTED',
  'CONNECTED_COMPUTERS',
  'MANAGEMENT_SOFTWARE',
  'RECORD_SOFTWARE',
  'MANAGER_SIGNATURES',
  'TEACHER_SIGNATURES',
  'ORGANISATION_CERTIFICATE',
  'ADMINISTRATORS',
  'COMMUNICATION',
  'CITY_TRAINING',
  'TRAINING_COMPLETION',
  'GUIDANCE_ACKNOWLEDGED',
  'RECORDS_ACCEPTED',
] as const;
export type PredicateName = (typeof predicateNames)[number];

/** Thresholds of the predicates; one that is absent takes the default that its predicate names. */
export interface RuleParameters {
  readonly minComputers?: number;
  readonly dataSets?: readonly DataSet[];
  /** The rule whose due the school's certificate must outlast. */
  readonly validUntilDueOf?: string;
  readonly minAdministrators?: number;
  readonly audiences?: readonly Audience[];
  readonly minAttendance?: number;
  readonly groups?: readonly StaffGroup[];
}
export type DataSet = 'MANAGERS' | 'TEACHERS' | 'PUPILS' | 'RESULTS';
export type StaffGroup = 'MANAGERS' | 'TEACHERS' | 'STAFF';

export interface ComplianceRule {
  readonly id: string;
  readonly clause: string;
  readonly clauseText: string;
  /** A gate has to be met before a school is READY. */
  readonly gate: boolean;
  /** Points, a whole number. */
  readonly weight: number;
  /** The last instant in time; it never changes, a school's extension stands in its facts. */
  readonly due: Date;
  /** Whether the plan's text gives the due, or it was derived from it. */
  readonly dueBasis: 'SEED' | 'DERIVED';
  readonly inForceFrom: Date;
  readonly predicate: PredicateName;
  readonly parameters: RuleParameters;
  readonly titleVi: string;
  readonly titleEn: string;
  readonly fixVi: string;
  readonly fixEn: string;
}

export interface TemplateItem {
  readonly id: string;
  readonly rule: string | null;
  readonly gate: boolean;
}

/** What schools are asked from an instant on. */
export interface ChecklistInForce {
  /** Null for the one that the plan began with. */
  readonly since: Date | null;
  /** Every item of the published checklist template (IV.1-4). */
  readonly items: readonly TemplateItem[];
  /** Duties for each of which a school names a person (IV.2-2). */
  readonly duties: readonly string[];
}

export interface CompliancePlan extends Pick<ChecklistInForce, 'items' | 'duties'> {
  /** Names these rules and weights; facts folded under another version have to be folded anew. */
  readonly version: string;
  readonly schoolYear: string;
  /** Grades of the school year whose records are in scope (II.1-2). */
  readonly scopeGrades: readonly number[];
  readonly rules: readonly ComplianceRule[];
  /** One after another, by their instants; `items` and `duties` are those of one of them (`planAt`). */
  readonly checklists: readonly ChecklistInForce[];
}

/** A plan as its file carries it; the file says more than the engine reads. */
export interface PlanDocument {
  readonly schoolYear: string;
  readonly scopeGrades: Readonly<Record<string, readonly number[]>>;
  readonly clauses: readonly { readonly id: string; readonly textVi: string }[];
  readonly rules: readonly (Omit<ComplianceRule, 'due' | 'inForceFrom' | 'clauseText'> & {
    readonly due: string;
    readonly inForceFrom: string;
  })[];
}

/** The plan that the engine evaluates, from the plan's file and the template's items and duties; throws where the file contradicts itself. */
export function compliancePlan(input: {
  document: PlanDocument;
  version: string;
  items: readonly TemplateItem[];
  duties: readonly string[];
  /** Checklists that came into force after the plan's own, by their instants. */
  later?: readonly (ChecklistInForce & { since: Date })[];
}): CompliancePlan {
  const { document, version, items, duties, later = [] } = input;
  const clauses = new Map(document.clauses.map((clause) => [clause.id, clause.textVi]));
  const known: readonly string[] = predicateNames;
  const rules = document.rules.map((rule) => {
    if (!known.includes(rule.predicate))
      throw new Error(`Rule ${rule.id}: unknown predicate ${rule.predicate}.`);
    const clauseText = clauses.get(rule.clause);
    if (clauseText === undefined)
      throw new Error(`Rule ${rule.id} cites clause ${rule.clause}, which the plan lacks.`);
    return { ...rule, clauseText, due: new Date(rule.due), inForceFrom: new Date(rule.inForceFrom) };
  });
  for (const { id, parameters } of rules) {
    const other = parameters.validUntilDueOf;
    if (other !== undefined && !rules.some((rule) => rule.id === other)) {
      throw new Error(`Rule ${id} leans on the due of rule ${other}, which the plan lacks.`);
    }
  }
  const scopeGrades = document.scopeGrades[document.schoolYear];
  if (scopeGrades === undefined)
    throw new Error(`The plan names no grades in scope for ${document.schoolYear}.`);
  const checklists = [{ since: null, items, duties }, ...later];
  return { version, schoolYear: document.schoolYear, scopeGrades, rules, items, duties, checklists };
}

const asked = new WeakMap<CompliancePlan, Map<ChecklistInForce, CompliancePlan>>();

/** The plan with the checklist that is in force at the instant: another one counts from its own instant on, never before. */
export function planAt(plan: CompliancePlan, at: Date): CompliancePlan {
  const inForce = plan.checklists.findLast(({ since }) => since === null || since <= at);
  return inForce === undefined ? plan : withChecklist(plan, inForce);
}

/** The plan as it asks with that one of its checklists; the same object each time, as an evaluation asks for it often. */
export function withChecklist(plan: CompliancePlan, checklist: ChecklistInForce): CompliancePlan {
  const { items, duties } = checklist;
  if (plan.items === items && plan.duties === duties) return plan;
  const known = asked.get(plan) ?? new Map<ChecklistInForce, CompliancePlan>();
  asked.set(plan, known);
  const made = known.get(checklist) ?? { ...plan, items, duties };
  known.set(checklist, made);
  return made;
}
