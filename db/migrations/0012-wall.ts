import { Migration } from '@mikro-orm/migrations';

/**
 * The second wall (db/decisions/0004): row policies that bind every request to its actor, whatever the code above them forgets. A
 * transaction without an actor sees and writes nothing behind it.
 */
export class Migration0012Wall extends Migration {
  override up(): void {
    for (const statement of [...schema, ...walls.flatMap(raised), ...history, oldest, ...grants])
      this.addSql(statement);
  }

  override down(): void {
    for (const { table } of walls) {
      for (const policy of ['seen', 'added', 'changed', 'removed'])
        this.addSql(`drop policy ${policy} on ${table}`);
      this.addSql(`alter table ${table} disable row level security`);
    }
    for (const statement of [...openHistory, 'drop function events.oldest_position()'])
      this.addSql(statement);
    this.addSql('drop schema wall cascade');
  }
}

/** What the transaction's settings (db/session.ts) say of its actor. None is the empty text or null, by whether the connection ever had one. */
const schema = [
  'create schema wall',
  `create function wall.actor_role() returns text language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('hub.role', true), ''), 'nobody') $$`,
  `create function wall.actor_subject() returns text language sql stable parallel safe
    as $$ select nullif(current_setting('hub.subject', true), '') $$`,
  `create function wall.bound_to() returns text[] language sql stable parallel safe
    as $$ select coalesce(string_to_array(nullif(current_setting('hub.schools', true), ''), ','), '{}') $$`,
  // The relay, the feed and the tools that read the whole log are 'system'; the office is not bound to schools.
  `create function wall.is_office() returns boolean language sql stable parallel safe
    as $$ select wall.actor_role() in ('district_officer', 'district_head', 'system') $$`,
  `create function wall.sees_all() returns boolean language sql stable parallel safe
    as $$ select wall.is_office() or ('*' = any(wall.bound_to()) and wall.actor_role() in ('inspector', 'reporting_tool', 'provider')) $$`,
  `create function wall.seen() returns text[] language sql stable parallel safe
    as $$ select case when wall.actor_role() in ('city_viewer', 'nobody') then '{}'::text[] else wall.bound_to() end $$`,
  `create function wall.writes_all() returns boolean language sql stable parallel safe
    as $$ select wall.is_office() or ('*' = any(wall.bound_to()) and wall.actor_role() in ('inspector', 'provider')) $$`,
  `create function wall.written() returns text[] language sql stable parallel safe
    as $$ select case when wall.actor_role() in ('school_admin', 'principal', 'inspector', 'provider') then wall.bound_to() else '{}'::text[] end $$`,
];

// In a subquery of its own each is asked once a statement, not once a row.
const office = '(select wall.is_office())';
const seen = '((select wall.sees_all()) or school = any((select wall.seen())::text[]))';
const written = '((select wall.writes_all()) or school = any((select wall.written())::text[]))';
const own = 'subject = (select wall.actor_subject())';

interface Wall {
  readonly table: string;
  readonly sees: string;
  readonly writes: string;
  /** Which rows may be locked: PostgreSQL asks the policy of changes for it; those that may be written where left out. */
  readonly locks?: string;
}

const each = (tables: readonly string[], sees: string, writes: string): Wall[] =>
  tables.map((table) => ({ table, sees, writes }));

/** Reads as its parent is read: the parent's own policies apply within. */
const withParent = (table: string, parent: string, key: string): Wall => {
  const visible = `exists (select from ${parent} parent where parent.id = ${key})`;
  return { table, sees: visible, writes: visible };
};

/** What a school keeps to itself, its own people, those assigned to it and the office. */
const privateTables = [
  'readiness.certificate',
  'readiness.communication',
  'readiness.duty_assignment',
  'readiness.evidence',
  'readiness.item_comment',
  'readiness.signature_batch',
  'readiness.working_group',
  'records.push',
  'records.recall',
  'rollout.difficulty',
  'rollout.visit',
  'schools.person',
  'training.participant',
];

/** What the district's figures are made of: everyone's figures rest on all rows, so that only writing is bounded here. */
const countedTables = [
  'readiness.checklist_response',
  'readiness.signature_history',
  'records.count_history',
  'records.grade_progress',
  'records.state_counter',
  'rollout.acknowledgement',
  'schools.school_provider',
  'training.attendance',
  'training.attendance_version',
  'training.completion',
  'training.completion_history',
];

/** The register, the plan and what the hub itself concludes. */
const districtTables = [
  'readiness.checklist_template',
  'readiness.known_headcount',
  'readiness.known_school',
  'readiness.template_draft',
  'records.known_certificate',
  'records.known_enrolment',
  'records.known_school',
  'records.scope_year',
  'records.year_lock',
  'rollout.compliance',
  'rollout.compliance_history',
  'rollout.district_communication',
  'rollout.document',
  'rollout.extension',
  'rollout.final_report',
  'rollout.office_working_group',
  'rollout.plan',
  'rollout.plan_version',
  'rollout.reminder_day',
  'rollout.school_facts',
  'rollout.task_extension',
  'rollout.task_history',
  'rollout.task_progress',
  'schools.district',
  'schools.enrolment',
  'schools.headcount',
  'schools.organisation',
  'schools.provider_commitment',
  'schools.school',
  'schools.school_year',
  'schools.service_provider',
  'schools.status_change',
  'schools.ward',
  'training.known_headcount',
  'training.known_school',
];

/** Not here: records.unit, into which files of units go by COPY, which PostgreSQL refuses on a table with policies. */
const walls: readonly Wall[] = [
  ...each(privateTables, seen, written),
  ...each(countedTables, 'true', written),
  // A school's change locks what it rests on, its own entry in a register or a document that it acknowledges.
  ...each(districtTables, 'true', office).map((wall) => ({ ...wall, locks: 'true' })),
  ...each(['rollout.budget_line'], `school is null or ${seen}`, office),
  ...each(['rollout.recommendation'], `school is null or ${seen}`, written),
  // A session of the city or the district is entered by the first school that tells of it.
  ...each(
    ['training.session'],
    'true',
    `${written} or (school is null and (select wall.actor_role()) in ('school_admin', 'principal'))`,
  ),
  ...each(
    ['rollout.mail', 'rollout.webhook', 'rollout.webhook_delivery', 'schools.access_grant'],
    office,
    office,
  ),
  // Everyone may withdraw what was issued to oneself.
  ...each(['schools.access_withdrawal'], `${office} or ${own}`, `${office} or ${own}`),
  ...each(
    ['rollout.notification'],
    `${office} or (role = (select wall.actor_role()) and (school is null or ${seen}))`,
    office,
  ),
  ...each(['rollout.notification_read'], `${office} or ${own}`, own),
  ...each(
    ['rollout.recipient'],
    `${office} or ${own} or school = any((select wall.seen())::text[])`,
    `${office} or ${own}`,
  ),
  // The city department learns of each school that something moved; what it may read of that is decided above.
  ...each(
    ['events.log'],
    `school is null or ${seen} or (select wall.actor_role()) = 'city_viewer'`,
    `((select wall.actor_role()) <> 'nobody' and school is null) or ${written}`,
  ),
  withParent('rollout.difficulty_reply', 'rollout.difficulty', 'difficulty'),
  withParent('rollout.visit_finding', 'rollout.visit', 'visit'),
  withParent('rollout.recommendation_source', 'rollout.recommendation', 'recommendation'),
];

function raised({ table, sees, writes, locks = writes }: Wall): string[] {
  return [
    `alter table ${table} enable row level security`,
    `create policy seen on ${table} for select to hub_app using (${sees})`,
    `create policy added on ${table} for insert to hub_app with check (${writes})`,
    `create policy changed on ${table} for update to hub_app using (${locks}) with check (${writes})`,
    `create policy removed on ${table} for delete to hub_app using (${writes})`,
  ];
}

// What left the feed is read by the same rules as what it holds: the view asks as whoever reads it, not as its owner.
const history = [
  'grant usage on schema event_store to hub_app',
  'grant select on event_store.retired to hub_app',
  'alter table event_store.retired enable row level security',
  `create policy seen on event_store.retired for select to hub_app
    using (school is null or ${seen} or (select wall.actor_role()) = 'city_viewer')`,
  'alter view events.history set (security_invoker = true)',
];

const openHistory = [
  'alter view events.history set (security_invoker = false)',
  'drop policy seen on event_store.retired',
  'alter table event_store.retired disable row level security',
  'revoke select on event_store.retired from hub_app',
  'revoke usage on schema event_store from hub_app',
];

/** Where the feed begins, for those too who may not see its first entry: a cursor is good or not for everyone alike. */
const oldest = `create function events.oldest_position() returns double precision language sql stable security definer
  set search_path = pg_catalog as $$
    select coalesce((select min(position) from events.log where position > head.retired), 0)::float8 from events.head where id = 1
  $$`;

const grants = ['grant usage on schema wall to hub_app'];
