import type { Template } from '../../checklist.js';
import type { Audience } from './readiness.js';

/** What the rollout tells. See `contracts.ts` for what holds of all events. */
export interface RolloutEvents {
  'rollout.taskProgressed': { task: string; before: TaskState; after: TaskState; reason: string | null };
  'rollout.deadlineExtended': { rule: string; before: string; after: string; reason: string };
  'rollout.documentPublished': { document: string; kind: DocumentKind };
  'rollout.documentAcknowledged': { document: string; kind: DocumentKind };
  'rollout.difficultyChanged': {
    difficulty: string;
    severity: DifficultySeverity;
    before: DifficultyState | null;
    after: DifficultyState;
  };
  /** The office gave a task of the plan more time; the plan's own date stays. Instants with offset. */
  'rollout.taskExtended': { task: string; before: string; after: string; reason: string };
  'rollout.visitChanged': {
    visit: string;
    before: VisitState | null;
    after: VisitState;
    /** Calendar days as `YYYY-MM-DD`. */
    plannedOn: string;
    doneOn: string | null;
    reason: string | null;
  };
  /** An inspector found what contradicts a checklist item: readiness takes the item up again for this reason. */
  'rollout.findingRaised': { visit: string; finding: string; item: string; reason: string };
  'rollout.recommendationChanged': {
    recommendation: string;
    direction: RecommendationDirection;
    before: RecommendationState | null;
    after: RecommendationState;
  };
  /** A document is no longer in force; `supersededBy` names the one that took its place. */
  'rollout.documentWithdrawn': {
    document: string;
    kind: DocumentKind;
    supersededBy: string | null;
    reason: string;
  };
  /** A message lies in the inbox of a role, and of its school where it is a school's; what it says stays out of the log. */
  'rollout.notified': { notification: string; kind: NotificationKind; role: string };
  /** Where a role's messages are sent by e-mail changed; the address stays out of the log. */
  'rollout.recipientSet': { role: string; hasEmail: boolean };
  /** Whole đồng. */
  'rollout.budgetLineSet': {
    line: string;
    source: BudgetSource;
    before: { planned: number; spent: number } | null;
    after: { planned: number; spent: number };
  };
  /** The office told people of the district of the rollout (IV.1-2). */
  'rollout.districtCommunicated': { communication: string; audiences: readonly Audience[]; heldOn: string };
  /** The office's own working group was set up or changed by a decision (T2); who is in it stays out of the log. */
  'rollout.officeWorkingGroupSet': {
    decisionNumber: string;
    decisionDate: string;
    headNamed: boolean;
    members: number;
    version: number;
  };
  /** A tool that is told of events by HTTP: `before` null where it is registered, `after` null where it is removed. */
  'rollout.webhookChanged': {
    webhook: string;
    host: string;
    before: WebhookState | null;
    after: WebhookState | null;
    reason: string | null;
  };
  /** The final report, or an amendment of it: `before` and `after` are the hashes of their contents. */
  'rollout.finalReportFrozen': {
    plan: string;
    number: number;
    asOf: string;
    before: string | null;
    after: string;
    reason: string;
  };
  /** Another plan, or another version of it, is the one that is overseen from here on. */
  'rollout.planLoaded': {
    plan: string;
    before: string | null;
    after: string;
    /** What other rooms keep of the plan; absent where it stays as it was: a checklist followed into a version of the plan. */
    surroundings?: PlanSurroundings;
    /** The questionnaire that came with the plan; absent where the one in force stays. */
    checklist?: Template;
  };
  'rollout.complianceChanged': {
    before: ComplianceSummary | null;
    after: ComplianceSummary;
    /** The first rule whose line changed, with its clause; null where only time or a risk signal moved. */
    cause: { rule: string; clause: string } | null;
    /** Rules whose due has passed unmet since the change before. */
    newlyLate: readonly string[];
  };
}

/** Where a plan applies: the organisations from the ministry down to the unit that oversees, its wards, and the grades in scope by school year. */
export interface PlanSurroundings {
  organisations: readonly {
    code: string;
    nameVi: string;
    nameEn: string;
    level: string;
    parent: string | null;
  }[];
  /** Wards hang on the unit; one that is no district's office stands for the district itself. */
  unit: {
    code: string;
    nameVi?: string;
    districtCode?: string | null | undefined;
    districtNameVi?: string | null | undefined;
  };
  wards: readonly { code: string; name: string }[];
  scopeGrades: Readonly<Record<string, readonly number[]>>;
}

export type TaskState = 'PLANNED' | 'IN_PROGRESS' | 'DONE' | 'CONFIRMED' | 'CANCELLED';
export type DocumentKind = 'GUIDANCE' | 'PLAN' | 'DECISION' | 'OTHER';
export type DifficultySeverity = 'MINOR' | 'MAJOR' | 'BLOCKER';
export type DifficultyState =
  | 'OPEN'
  | 'ACKNOWLEDGED'
  | 'IN_PROGRESS'
  | 'RESOLVED'
  | 'CLOSED'
  | 'ESCALATED_TO_CITY'
  | 'REOPENED';

export type VisitState = 'PLANNED' | 'DONE' | 'REPORTED' | 'CANCELLED';
export type RecommendationDirection = 'SCHOOL_TO_DISTRICT' | 'DISTRICT_TO_CITY';
export type RecommendationState = 'DRAFT' | 'SENT' | 'ACCEPTED' | 'DECLINED' | 'FORWARDED' | 'ANSWERED';
export type NotificationKind = 'DIGEST' | 'REMINDER' | 'RETURNED' | 'WEBHOOK_DISABLED';
export type WebhookState = 'ACTIVE' | 'DISABLED';
export type BudgetSource = 'STATE_BUDGET' | 'OTHER_LAWFUL';

export type ComplianceStatus = 'COMPLIANT' | 'AT_RISK' | 'LATE' | 'UNKNOWN' | 'EXCLUDED';

export interface ComplianceSummary {
  status: ComplianceStatus;
  /** Unrounded score as whole numbers; denominator 0 where no rule is in force yet. */
  score: { numerator: number; denominator: number };
  readyDeclared: boolean;
  readyVerified: boolean;
  /** Rules not met, worst first. */
  unmet: readonly string[];
}
