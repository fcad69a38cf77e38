import { Account, Credential, Passkey } from './accounts/account.js';
import { Attempt, BrowserSession, RateLimit, Verification } from './accounts/session.js';
import { DomainClock, EventConsumer, EventHead, EventLog } from './events/log.js';
import { OnceWritten } from './events/once.js';
import { ChecklistResponse, ChecklistTemplate, ItemComment, TemplateDraft } from './readiness/checklist.js';
import { Evidence, EvidenceKey } from './readiness/evidence.js';
import { Certificate, Communication, DutyAssignment, WorkingGroup } from './readiness/organisation.js';
import { KnownHeadcount, KnownSchool, SignatureBatch, SignatureHistory } from './readiness/signatures.js';
import { CountHistory, GradeProgress, StateCounter } from './records/count.js';
import { KnownCertificate, KnownEnrolment, RecordsSchool, ScopeYear } from './records/known.js';
import { RecordPush, RecordRecall, RecordUnit, YearLock } from './records/unit.js';
import { ComplianceHistory, ComplianceRow, SchoolFactsRow } from './rollout/compliance.js';
import { Difficulty, DifficultyReply } from './rollout/difficulty.js';
import { Acknowledgement, Document } from './rollout/document.js';
import { Mail, Notification, NotificationRead, Recipient, ReminderDay } from './rollout/notification.js';
import {
  BudgetLine,
  DistrictCommunication,
  OfficeWorkingGroup,
  Recommendation,
  RecommendationSource,
  TaskExtension,
  Visit,
  VisitFinding,
} from './rollout/oversight.js';
import { Extension, Plan, TaskHistory, TaskProgress } from './rollout/plan.js';
import { FinalReport, PlanVersion } from './rollout/report.js';
import { Webhook, WebhookDelivery } from './rollout/webhook.js';
import { AccessGrant, AccessWithdrawal } from './schools/access.js';
import { District, Organisation, SchoolYear, Ward } from './schools/organisation.js';
import { Person } from './schools/person.js';
import { ProviderCommitment, SchoolProvider, ServiceProvider } from './schools/provider.js';
import { Enrolment, Headcount, School, StatusChange } from './schools/school.js';
import { Completion, CompletionHistory, TrainingHeadcount, TrainingSchool } from './training/completion.js';
import {
  Attendance,
  AttendanceVersion,
  Participant,
  PersonKey,
  TrainingSession,
} from './training/session.js';

/** Every table of the hub, named one by one: discovery by folder would miss what a bundler or a test leaves out. */
export const entities = [
  EventLog,
  EventHead,
  DomainClock,
  EventConsumer,
  OnceWritten,
  Organisation,
  District,
  Ward,
  SchoolYear,
  School,
  Headcount,
  Enrolment,
  ServiceProvider,
  SchoolProvider,
  ProviderCommitment,
  Person,
  StatusChange,
  AccessGrant,
  AccessWithdrawal,
  ChecklistTemplate,
  ChecklistResponse,
  WorkingGroup,
  DutyAssignment,
  Communication,
  Certificate,
  KnownHeadcount,
  KnownSchool,
  SignatureHistory,
  SignatureBatch,
  ItemComment,
  TemplateDraft,
  Evidence,
  EvidenceKey,
  TrainingSession,
  Attendance,
  AttendanceVersion,
  Participant,
  PersonKey,
  Completion,
  CompletionHistory,
  TrainingHeadcount,
  TrainingSchool,
  GradeProgress,
  StateCounter,
  CountHistory,
  ScopeYear,
  RecordsSchool,
  KnownEnrolment,
  KnownCertificate,
  RecordUnit,
  RecordPush,
  RecordRecall,
  YearLock,
  Plan,
  TaskProgress,
  TaskHistory,
  Extension,
  SchoolFactsRow,
  ComplianceRow,
  ComplianceHistory,
  Difficulty,
  DifficultyReply,
  Document,
  Acknowledgement,
  TaskExtension,
  Visit,
  VisitFinding,
  Recommendation,
  RecommendationSource,
  BudgetLine,
  DistrictCommunication,
  OfficeWorkingGroup,
  Notification,
  NotificationRead,
  Recipient,
  Mail,
  ReminderDay,
  Webhook,
  WebhookDelivery,
  FinalReport,
  PlanVersion,
  Account,
  Credential,
  Passkey,
  BrowserSession,
  Verification,
  RateLimit,
  Attempt,
];
