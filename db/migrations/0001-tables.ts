import { Migration } from '@mikro-orm/migrations';

/** Every table of the hub, one PostgreSQL schema per subgraph and one for the event log. */
export class Migration0001Tables extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }

  override down(): void {
    for (const schema of schemas.toReversed()) this.addSql(`drop schema if exists ${schema} cascade`);
  }
}

const schemas = ['events', 'schools', 'readiness', 'training', 'records', 'rollout'];

const statements = [
  `create schema if not exists events`,
  `create schema if not exists schools`,
  `create schema if not exists readiness`,
  `create schema if not exists training`,
  `create schema if not exists records`,
  `create schema if not exists rollout`,
  `create table events.domain_clock (
    id serial primary key,
    starts_at timestamptz(3) not null,
    anchored_at timestamptz(3) not null
  )`,
  `create table events.consumer (
    name text not null,
    position bigint not null,
    primary key (name)
  )`,
  `create table events.head (
    id serial primary key,
    position bigint not null
  )`,
  `create table events.log (
    id bigserial primary key,
    key uuid not null,
    position bigint null,
    type text not null,
    school text null,
    at timestamptz(3) not null,
    recorded_at timestamptz(3) not null default clock_timestamp(),
    actor_subject text not null,
    actor_role text not null,
    data jsonb not null
  )`,
  `alter table events.log add constraint log_key_unique unique (key)`,
  `alter table events.log add constraint log_position_unique unique (position)`,
  `create index log_school_position_index on events.log (school, position)`,
  `create index log_pending_index on events.log (id) where position is null`,
  `create table schools.district (
    code text not null,
    name text not null,
    unit text not null,
    primary key (code)
  )`,
  `create table schools.enrolment (
    school text not null,
    school_year text not null,
    grade int not null,
    classes int not null,
    pupils int not null,
    primary key (school, school_year, grade)
  )`,
  `create table schools.headcount (
    id bigserial primary key,
    school text not null,
    as_of date not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    homeroom_in_scope int not null,
    recorded_at timestamptz(3) not null
  )`,
  `create index headcount_school_index on schools.headcount (school)`,
  `create table schools.organisation (
    code text not null,
    name text not null,
    name_en text not null,
    level text not null,
    parent text null,
    primary key (code)
  )`,
  `create table schools.person (
    school text not null,
    subject text not null,
    name text not null,
    role text not null,
    phone text null,
    updated_at timestamptz(3) not null,
    primary key (school, subject)
  )`,
  `create table schools.provider_commitment (
    id uuid not null,
    provider text not null,
    kind text not null,
    number text not null,
    signed_on date not null,
    valid_to date null,
    note text null,
    recorded_by text not null,
    recorded_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create index provider_commitment_provider_index on schools.provider_commitment (provider)`,
  `create table schools.status_change (
    id bigserial primary key,
    school text not null,
    status_before text not null,
    status_after text not null,
    reason text not null,
    changed_by text not null,
    at timestamptz(3) not null
  )`,
  `create index status_change_school_index on schools.status_change (school)`,
  `create table schools.school (
    code text not null,
    name text not null,
    search_key text not null,
    sort_key text not null,
    kind text not null,
    ownership text not null,
    ward text not null,
    status text not null,
    has_primary boolean not null,
    is_synthetic boolean not null,
    primary key (code)
  )`,
  `create table schools.school_provider (
    school text not null,
    provider text not null,
    primary key (school, provider)
  )`,
  `create table schools.school_year (
    id text not null,
    scope_grades jsonb not null,
    primary key (id)
  )`,
  `create table schools.service_provider (
    code text not null,
    name text not null,
    services jsonb not null,
    licence text null,
    is_synthetic boolean not null,
    primary key (code)
  )`,
  `create table schools.ward (
    code text not null,
    name text not null,
    organisation text not null,
    primary key (code)
  )`,
  `create table readiness.certificate (
    id uuid not null,
    school text not null,
    serial text not null,
    issuer text not null,
    kind text not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    state text not null,
    reason text null,
    declared_by text not null,
    declared_at timestamptz(3) not null,
    decided_by text null,
    version int not null,
    updated_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create index certificate_school_index on readiness.certificate (school)`,
  `create unique index certificate_one_approved on readiness.certificate (school) where state = 'APPROVED'`,
  `create unique index certificate_serial_once on readiness.certificate (issuer, serial) where state <> 'REJECTED'`,
  `create table readiness.checklist_response (
    school text not null,
    item text not null,
    state text not null,
    value jsonb null,
    version int not null,
    declared_by text null,
    declared_by_role text null,
    submitted_by text null,
    submitted_at timestamptz(3) null,
    verified_by text null,
    verified_at timestamptz(3) null,
    note text null,
    return_reason text null,
    updated_at timestamptz(3) not null,
    primary key (school, item)
  )`,
  `create table readiness.checklist_template (
    id text not null,
    version int not null,
    published_on date not null,
    loaded_at timestamptz(3) not null,
    document jsonb not null,
    primary key (id, version)
  )`,
  `create table readiness.communication (
    id uuid not null,
    school text not null,
    audiences jsonb not null,
    held_on date not null,
    description text not null,
    created_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create index communication_school_index on readiness.communication (school)`,
  `create table readiness.duty_assignment (
    school text not null,
    duty text not null,
    person text not null,
    updated_at timestamptz(3) not null,
    primary key (school, duty)
  )`,
  `create table readiness.evidence (
    id uuid not null,
    school text not null,
    kind text not null,
    reference text not null,
    file_name text not null,
    declared_size int not null,
    note text null,
    state text not null,
    version int null,
    mime text null,
    size int null,
    sha256 text null,
    uploaded_by text not null,
    uploaded_by_role text not null,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    token_hash text not null,
    token_used_at timestamptz(3) null,
    stored_at timestamptz(3) null,
    primary key (id)
  )`,
  `create index evidence_school_index on readiness.evidence (school, kind, reference)`,
  `create unique index evidence_version_once on readiness.evidence (school, kind, reference, version) where version is not null`,
  `create index evidence_pending on readiness.evidence (expires_at) where state = 'PENDING'`,
  `create table readiness.evidence_key (
    id int not null,
    secret text not null,
    made_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create table readiness.item_comment (
    id uuid not null,
    school text not null,
    item text not null,
    text text not null,
    follow_up boolean not null,
    author text not null,
    author_role text not null,
    at timestamptz(3) not null,
    primary key (id)
  )`,
  `create index item_comment_school_index on readiness.item_comment (school, item, at)`,
  `create table readiness.known_headcount (
    school text not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    homeroom_in_scope int not null,
    primary key (school)
  )`,
  `create table readiness.known_school (
    code text not null,
    ward text not null,
    status text not null,
    has_primary boolean not null,
    primary key (code)
  )`,
  `create table readiness.signature_batch (
    id uuid not null,
    school text not null,
    signers text not null,
    count int not null,
    issuer text not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    declared_by text not null,
    declared_at timestamptz(3) not null,
    superseded_at timestamptz(3) null,
    primary key (id)
  )`,
  `create index signature_batch_school_index on readiness.signature_batch (school, signers)`,
  `create table readiness.signature_history (
    id bigserial primary key,
    school text not null,
    at timestamptz(3) not null,
    managers_signed int null,
    managers_declared int null,
    managers_headcount int null,
    teachers_signed int null,
    teachers_declared int null,
    teachers_headcount int null
  )`,
  `create index signature_history_school_index on readiness.signature_history (school, at, id)`,
  `create table readiness.template_draft (
    id text not null,
    revision int not null,
    document jsonb not null,
    edited_by text not null,
    edited_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create table readiness.working_group (
    school text not null,
    decision_number text not null,
    decision_date date not null,
    members jsonb not null,
    version int not null,
    updated_at timestamptz(3) not null,
    primary key (school)
  )`,
  `create table training.attendance (
    session uuid not null,
    school text not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    source text not null,
    version int not null,
    recorded_at timestamptz(3) not null,
    primary key (session, school)
  )`,
  `create table training.attendance_version (
    session uuid not null,
    school text not null,
    version int not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    source text not null,
    reason text null,
    recorded_by text not null,
    recorded_at timestamptz(3) not null,
    primary key (session, school, version)
  )`,
  `create table training.participant (
    session uuid not null,
    school text not null,
    person text not null,
    staff_group text not null,
    is_counted boolean not null,
    recorded_at timestamptz(3) not null,
    primary key (session, school, person)
  )`,
  `create unique index participant_counted_once on training.participant (school, person) where is_counted`,
  `create table training.person_key (
    id int not null,
    secret text not null,
    primary key (id)
  )`,
  `create index attendance_school_index on training.attendance (school)`,
  `create table training.completion (
    school text not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    city_sessions int not null,
    updated_at timestamptz(3) null,
    primary key (school)
  )`,
  `create table training.completion_history (
    id bigserial primary key,
    school text not null,
    at timestamptz(3) not null,
    session uuid null,
    in_plan boolean not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    city_sessions int not null,
    updated_at timestamptz(3) null,
    people_managers int null,
    people_teachers int null,
    people_staff int null
  )`,
  `create index completion_history_school_at_index on training.completion_history (school, at, id)`,
  `create table training.known_headcount (
    school text not null,
    managers int not null,
    teachers int not null,
    staff int not null,
    primary key (school)
  )`,
  `create table training.known_school (
    school text not null,
    in_plan boolean not null,
    primary key (school)
  )`,
  `create table training.session (
    id uuid not null,
    organiser text not null,
    school text null,
    held_on date not null,
    topic text not null,
    topic_key text not null,
    created_at timestamptz(3) not null,
    planned_by text null,
    planned_at timestamptz(3) null,
    place text null,
    primary key (id)
  )`,
  `create index session_school_index on training.session (school)`,
  `create unique index session_once on training.session (organiser, held_on, topic_key, coalesce(school, ''))`,
  `create table records.count_history (
    id bigserial primary key,
    school text not null,
    school_year text not null,
    grade int not null,
    at timestamptz(3) not null,
    in_plan boolean not null,
    pupils int not null,
    eligible int null,
    by_state jsonb null,
    version int not null,
    updated_at timestamptz(3) null
  )`,
  `create index count_history_grade_at_index on records.count_history (school_year, school, grade, at, id)`,
  `create table records.grade_progress (
    school text not null,
    school_year text not null,
    grade int not null,
    eligible int not null,
    version int not null,
    updated_at timestamptz(3) not null,
    by_units boolean not null default false,
    unstarted int not null default 0,
    primary key (school, school_year, grade)
  )`,
  `create table records.known_certificate (
    school text not null,
    certificate text not null,
    state text not null,
    valid_from timestamptz(3) not null,
    valid_to timestamptz(3) not null,
    primary key (school, certificate)
  )`,
  `create table records.known_enrolment (
    school text not null,
    school_year text not null,
    grade int not null,
    pupils int not null,
    primary key (school, school_year, grade)
  )`,
  `create table records.known_school (
    school text not null,
    in_plan boolean not null,
    primary key (school)
  )`,
  `create table records.scope_year (
    school_year text not null,
    grades jsonb not null,
    homeroom_required boolean not null default false,
    primary key (school_year)
  )`,
  `create table records.state_counter (
    school text not null,
    school_year text not null,
    grade int not null,
    state text not null,
    count int not null,
    primary key (school, school_year, grade, state)
  )`,
  `create table rollout.acknowledgement (
    document uuid not null,
    school text not null,
    acknowledged_by text not null,
    acknowledged_at timestamptz(3) not null,
    primary key (document, school)
  )`,
  `create table rollout.compliance_history (
    id bigserial primary key,
    school text not null,
    sort_key text not null,
    search_key text not null,
    ward text not null,
    is_synthetic boolean not null,
    status text not null,
    score_numerator bigint not null,
    score_denominator bigint not null,
    ready_declared boolean not null,
    ready_verified boolean not null,
    late_since timestamptz(3) null,
    unmet jsonb not null,
    result jsonb not null,
    valid_from timestamptz(3) not null
  )`,
  `create index compliance_history_school_valid_from_index on rollout.compliance_history (school, valid_from, id)`,
  `create table rollout.compliance (
    school text not null,
    sort_key text not null,
    search_key text not null,
    ward text not null,
    is_synthetic boolean not null,
    status text not null,
    score_numerator bigint not null,
    score_denominator bigint not null,
    ready_declared boolean not null,
    ready_verified boolean not null,
    late_since timestamptz(3) null,
    unmet jsonb not null,
    result jsonb not null,
    valid_from timestamptz(3) not null,
    evaluated_at timestamptz(3) not null,
    next_transition timestamptz(3) null,
    primary key (school)
  )`,
  `create index compliance_next_transition_index on rollout.compliance (next_transition)`,
  `create table rollout.difficulty (
    id uuid not null,
    school text not null,
    category text not null,
    severity text not null,
    description text not null,
    state text not null,
    reported_by text not null,
    reported_at timestamptz(3) not null,
    acknowledged_at timestamptz(3) null,
    resolved_at timestamptz(3) null,
    closed_at timestamptz(3) null,
    resolution text null,
    version int not null,
    updated_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create index difficulty_school_index on rollout.difficulty (school)`,
  `create table rollout.difficulty_reply (
    id bigserial primary key,
    difficulty uuid not null,
    message text not null,
    state text not null,
    author text not null,
    author_role text not null,
    at timestamptz(3) not null
  )`,
  `create index difficulty_reply_difficulty_index on rollout.difficulty_reply (difficulty)`,
  `create table rollout.document (
    id uuid not null,
    kind text not null,
    number text null,
    title text not null,
    issuer text not null,
    issued_on date not null,
    clauses jsonb not null,
    published_by text not null,
    published_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create table rollout.extension (
    id bigserial primary key,
    school text not null,
    rule text not null,
    due_before timestamptz(3) not null,
    due_after timestamptz(3) not null,
    reason text not null,
    granted_by text not null,
    granted_at timestamptz(3) not null
  )`,
  `create index extension_school_rule_index on rollout.extension (school, rule)`,
  `create table rollout.plan (
    id text not null,
    title text not null,
    school_year text not null,
    version text not null,
    is_active boolean not null,
    document jsonb not null,
    checklist jsonb not null,
    loaded_at timestamptz(3) not null,
    primary key (id)
  )`,
  `create unique index plan_one_active on rollout.plan (is_active) where is_active`,
  `create table rollout.school_facts (
    school text not null,
    facts jsonb not null,
    primary key (school)
  )`,
  `create table rollout.task_history (
    id bigserial primary key,
    plan text not null,
    task text not null,
    state text not null,
    version int not null,
    note text null,
    reason text null,
    changed_by text not null,
    at timestamptz(3) not null
  )`,
  `create index task_history_plan_task_at_index on rollout.task_history (plan, task, at)`,
  `create table rollout.task_progress (
    plan text not null,
    task text not null,
    state text not null,
    version int not null,
    updated_at timestamptz(3) not null,
    primary key (plan, task)
  )`,
];
