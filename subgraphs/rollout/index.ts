import type { ConsumerDefinition } from '../../shared/events/consumer.js';
import type { SubgraphDefinition } from '../../shared/subgraph/build.js';
import { rolloutLoaders, type RolloutLoaders } from './loaders.js';
import { complianceConsumer } from './projection/consumer.js';
import { resolveDistrict, resolveSchool } from './references.js';
import { reminderConsumer } from './reminders/consumer.js';
import { mailServer } from './reminders/server.js';
import { AuditResolver } from './resolvers/audit.js';
import { BudgetResolver } from './resolvers/budget.js';
import { ChangeResolver } from './resolvers/change.js';
import { CommunicationResolver } from './resolvers/communication.js';
import { ComparisonResolver } from './resolvers/comparison.js';
import { ComplianceResolver } from './resolvers/compliance.js';
import { DifficultyResolver } from './resolvers/difficulty.js';
import {
  ComplianceHistoryResolver,
  DistrictOverviewResolver,
  DistrictResolver,
} from './resolvers/district.js';
import { DocumentResolver } from './resolvers/document.js';
import { FinalReportResolver } from './resolvers/final-report.js';
import { InboxDutiesResolver } from './resolvers/inbox-duties.js';
import { InboxResolver } from './resolvers/inbox.js';
import { ComplianceLiveResolver, DifficultyLiveResolver } from './resolvers/live.js';
import { NotificationLiveResolver, NotificationResolver } from './resolvers/notification.js';
import { OfficeWorkingGroupResolver } from './resolvers/office-group.js';
import { PlanVersionResolver } from './resolvers/plan-version.js';
import { PlanResolver } from './resolvers/plan.js';
import { RecommendationResolver, SchoolRecommendationResolver } from './resolvers/recommendation.js';
import { ReminderResolver } from './resolvers/reminder.js';
import { ReportResolver } from './resolvers/report.js';
import { SchoolResolver } from './resolvers/school.js';
import {
  SchoolVisitResolver,
  VisitFindingResolver,
  VisitPlanResolver,
  VisitResolver,
} from './resolvers/visit.js';
import { WebhookResolver } from './resolvers/webhook.js';
import { webhookConsumer } from './webhooks/consumer.js';
import { sendingFromEnv } from './webhooks/surroundings.js';

/** The plan, its tasks, every school's compliance with reasons and history, documents, deadlines, difficulties, visits, recommendations, reminders, budget, and the log. */
export const rollout: SubgraphDefinition<RolloutLoaders> = {
  name: 'rollout',
  resolvers: [
    SchoolResolver,
    DistrictResolver,
    DistrictOverviewResolver,
    ComplianceResolver,
    ComplianceHistoryResolver,
    PlanResolver,
    DocumentResolver,
    DifficultyResolver,
    InboxResolver,
    ChangeResolver,
    AuditResolver,
    ReportResolver,
    FinalReportResolver,
    PlanVersionResolver,
    ComparisonResolver,
    ComplianceLiveResolver,
    DifficultyLiveResolver,
    VisitResolver,
    VisitFindingResolver,
    VisitPlanResolver,
    SchoolVisitResolver,
    RecommendationResolver,
    SchoolRecommendationResolver,
    NotificationResolver,
    NotificationLiveResolver,
    ReminderResolver,
    BudgetResolver,
    InboxDutiesResolver,
    CommunicationResolver,
    OfficeWorkingGroupResolver,
    WebhookResolver,
  ],
  references: { School: resolveSchool, District: resolveDistrict },
  loaders: rolloutLoaders,
};

/** What the subgraph keeps of the event log: compliance, and reminders, which both also let time pass; and what webhooks are told. */
export const rolloutConsumers: readonly ConsumerDefinition[] = [
  complianceConsumer,
  reminderConsumer(mailServer),
  webhookConsumer({ sending: sendingFromEnv }),
];

export { extendDeadline, type ExtendDeadline } from './service/deadline.js';
export {
  replyDifficulty,
  reportDifficulty,
  resolveDifficulty,
  type DifficultyCategory,
  type ReportDifficulty,
} from './service/difficulty.js';
export { logDistrictCommunication, type LogDistrictCommunication } from './service/communication.js';
export { setBudgetLine, type SetBudgetLine } from './service/budget.js';
export {
  reconcileCompliance,
  type ComplianceDifference,
  type ComplianceReconciled,
} from './projection/reconcile.js';
export { rebuildCompliance } from './service/plan.js';
export { reminderConsumer } from './reminders/consumer.js';
export { webhookConsumer, type WebhookOptions } from './webhooks/consumer.js';
export { setRecipient, type SetRecipient } from './service/notification.js';
export {
  answerRecommendation,
  decideRecommendation,
  forwardRecommendations,
  sendRecommendation,
  type SendRecommendation,
} from './service/recommendation.js';
export { sendReminders, type SendReminders } from './service/reminder.js';
export { extendTask, type ExtendTask } from './service/task-extension.js';
export { cancelVisit, planVisit, recordVisit, type PlanVisit, type RecordVisit } from './service/visit.js';
export { acknowledgeDocument, publishDocument, type PublishDocument } from './service/document.js';
export type { TaskState } from '../../shared/events/contracts.js';
export { loadPlan, splitPlanFile } from './service/plan.js';
export { updateTaskProgress, type UpdateTaskProgress } from './service/task.js';
