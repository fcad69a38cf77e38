import { Migration } from '@mikro-orm/migrations';

/** What the office oversees beside compliance: visits, recommendations, documents' ends, reminders, budget. */
export class Migration0004Oversight extends Migration {
  override up(): void {
    for (const statement of [...columns, ...tables, ...rights]) this.addSql(statement);
  }

  override down(): void {
    for (const table of made) this.addSql(`drop table rollout.${table}`);
    this.addSql('alter table rollout.difficulty drop column reopened_at');
    for (const column of ['date_as_printed', 'parent', 'state', 'ended_at', 'end_reason', 'superseded_by'])
      this.addSql(`alter table rollout.document drop column ${column}`);
  }
}

const made = [
  'task_extension',
  'visit',
  'visit_finding',
  'recommendation',
  'recommendation_source',
  'budget_line',
  'district_communication',
  'notification',
  'notification_read',
  'recipient',
  'mail',
  'reminder_day',
];

const columns = [
  'alter table rollout.difficulty add column reopened_at timestamptz(3) null',
  'alter table rollout.document add column date_as_printed text null',
  'alter table rollout.document add column parent uuid null',
  `alter table rollout.document add column state text not null default 'IN_FORCE'`,
  'alter table rollout.document add column ended_at timestamptz(3) null',
  'alter table rollout.document add column end_reason text null',
  'alter table rollout.document add column superseded_by uuid null',
];

const tables = [
  `create table rollout.task_extension (
    id bigserial primary key, plan text not null, task text not null, due_before timestamptz(3) not null, due_after timestamptz(3) not null,
    reason text not null, granted_by text not null, granted_at timestamptz(3) not null)`,
  'create index task_extension_plan_task_index on rollout.task_extension (plan, task)',
  `create table rollout.visit (
    id uuid not null, school text not null, inspector text not null, planned_on date not null, done_on date null, state text not null,
    purpose text null, report text null, cancel_reason text null, planned_by text not null, created_at timestamptz(3) not null,
    updated_at timestamptz(3) not null, primary key (id))`,
  'create index visit_school_index on rollout.visit (school)',
  'create index visit_planned_index on rollout.visit (planned_on, id)',
  `create table rollout.visit_finding (
    id uuid not null, visit uuid not null, place int not null, text text not null, severity text not null, becomes text not null,
    item text null, difficulty uuid null, primary key (id))`,
  'create index visit_finding_visit_index on rollout.visit_finding (visit)',
  `create table rollout.recommendation (
    id uuid not null, direction text not null, school text null, text text not null, state text not null, author text not null,
    author_role text not null, created_at timestamptz(3) not null, sent_at timestamptz(3) null, decided_at timestamptz(3) null,
    decision_reply text null, answer text null, answered_at timestamptz(3) null, updated_at timestamptz(3) not null, primary key (id))`,
  'create index recommendation_school_index on rollout.recommendation (school)',
  `create table rollout.recommendation_source (
    recommendation uuid not null, source uuid not null, kind text not null, primary key (recommendation, source))`,
  'create index recommendation_source_source_index on rollout.recommendation_source (source)',
  `create table rollout.budget_line (
    id uuid not null, plan text not null, school text null, source text not null, activity text not null, planned bigint not null,
    spent bigint not null, note text null, version int not null, updated_by text not null, updated_at timestamptz(3) not null, primary key (id))`,
  'create index budget_line_plan_index on rollout.budget_line (plan)',
  `create table rollout.district_communication (
    id uuid not null, audiences jsonb not null, held_on date not null, description text not null, logged_by text not null,
    logged_at timestamptz(3) not null, primary key (id))`,
  `create table rollout.notification (
    id uuid not null, role text not null, school text null, kind text not null, occasion text not null, title text not null,
    body text not null, at timestamptz(3) not null, primary key (id))`,
  'create index notification_inbox_index on rollout.notification (role, school, at, id)',
  `create unique index notification_once on rollout.notification (role, coalesce(school, ''), kind, occasion)`,
  `create table rollout.notification_read (
    notification uuid not null, subject text not null, at timestamptz(3) not null, primary key (notification, subject))`,
  `create table rollout.recipient (
    subject text not null, role text not null, school text null, email text not null, updated_by text not null,
    updated_at timestamptz(3) not null, primary key (subject))`,
  'create index recipient_role_school_index on rollout.recipient (role, school)',
  `create table rollout.mail (
    id uuid not null, notification uuid not null, email text not null, state text not null, attempts int not null, last_error text null,
    next_at timestamptz(3) not null, sent_at timestamptz(3) null, primary key (id))`,
  'alter table rollout.mail add constraint mail_once unique (notification, email)',
  `create index mail_waiting on rollout.mail (next_at) where state = 'WAITING'`,
  'create table rollout.reminder_day (day date not null, made_at timestamptz(3) not null, primary key (day))',
];

// The second migration granted what stood then.
const rights = [
  `grant select, insert, update, delete on ${made.map((table) => `rollout.${table}`).join(', ')} to hub_app`,
  'grant usage on sequence rollout.task_extension_id_seq to hub_app',
];
