import { Migration } from '@mikro-orm/migrations';

/** The final report, the versions of the plan, and the log as an audit trail: numbering an event also chains it to the one before by a hash, and neither changes afterwards. */
export class Migration0005Audit extends Migration {
  override up(): void {
    for (const statement of [...columns, ...numbering, ...guards, ...finalReport, ...planVersions])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table rollout.plan_version');
    this.addSql('drop table rollout.final_report');
    this.addSql('drop trigger log_append_only on events.log');
    this.addSql('drop trigger log_unnumbered on events.log');
    this.addSql('drop function events.refuse_log_change()');
    this.addSql(numberingOf('update events.log set position = start + done where id = pending.id;', ''));
    this.addSql('drop function events.chained(text, events.log)');
    this.addSql('drop index events.log_data_index');
    this.addSql('alter table events.head drop column hash');
    this.addSql('alter table events.log drop column hash');
  }
}

const genesis = '0'.repeat(64);

const columns = [
  'alter table events.log add column hash text null',
  `alter table events.head add column hash text not null default '${genesis}'`,
  // Answers "what happened to this certificate" without reading the whole log; the read model's own events are the bulk and name no object.
  `create index log_data_index on events.log using gin (data jsonb_path_ops) where type <> 'rollout.complianceChanged'`,
];

function numberingOf(change: string, headChange: string): string {
  return `create or replace function events.number_pending(batch integer) returns integer language plpgsql as $$
    declare
      start bigint;
      last text;
      done integer := 0;
      pending events.log;
    begin
      select position${headChange === '' ? '' : ', hash'} into start${headChange === '' ? '' : ', last'} from events.head where id = 1 for update;
      for pending in select * from events.log where position is null order by id limit batch loop
        done := done + 1;
        ${change}
      end loop;
      if done > 0 then
        update events.head set position = start + done${headChange} where id = 1;
      end if;
      return done;
    end
  $$`;
}

/** The text that is hashed: jsonb writes the same content the same way whatever order it came in, and instants are written in UTC. */
export const chained = `create function events.chained(previous text, entry events.log) returns text language sql stable as $$
    select encode(sha256(convert_to(previous || jsonb_build_array(
      entry.position, entry.key, entry.type, entry.school,
      to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      to_char(entry.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      entry.actor_subject, entry.actor_role, entry.data)::text, 'UTF8')), 'hex')
  $$`;

/** Numbers what is committed and chains it. */
export const numberPending = numberingOf(
  `pending.position := start + done;
        last := events.chained(last, pending);
        update events.log set position = pending.position, hash = last where id = pending.id;`,
  ', hash = last',
);

const numbering = [
  chained,
  numberPending,
  // What was numbered before there was a chain joins it in its order.
  `do $$
    declare
      last text := '${genesis}';
      entry events.log;
    begin
      for entry in select * from events.log where position is not null order by position loop
        last := events.chained(last, entry);
        update events.log set hash = last where id = entry.id;
      end loop;
      update events.head set hash = last where id = 1;
    end
  $$`,
];

/** Keep the log append-only, for the tables' owner too. */
export const appendOnly = [
  `create trigger log_unnumbered before insert on events.log for each row
    when (new.position is not null or new.hash is not null) execute function events.refuse_log_change()`,
  `create trigger log_append_only before update on events.log for each row
    when (old.position is not null or old.hash is not null or new.position is null or new.hash is null
      or (old.id, old.key, old.type, old.school, old.at, old.recorded_at, old.actor_subject, old.actor_role, old.data)
         is distinct from (new.id, new.key, new.type, new.school, new.at, new.recorded_at, new.actor_subject, new.actor_role, new.data))
    execute function events.refuse_log_change()`,
];

const guards = [
  'grant update (hash) on events.log to hub_app',
  `create function events.refuse_log_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the event log is append-only: entry % keeps what it says', new.key using errcode = 'restrict_violation';
    end
  $$`,
  ...appendOnly,
];

const finalReport = [
  `create table rollout.final_report (
    plan text not null, number int not null, plan_version text not null, as_of timestamptz(3) not null, remarks text not null,
    content text not null, hash text not null, frozen_by text not null, frozen_at timestamptz(3) not null,
    primary key (plan, number))`,
  'grant select, insert on rollout.final_report to hub_app',
];

const planVersions = [
  `create table rollout.plan_version (
    plan text not null, version text not null, document jsonb not null, checklist jsonb not null, loaded_by text not null,
    loaded_at timestamptz(3) not null, primary key (plan, version))`,
  'create index plan_version_version_index on rollout.plan_version (version)',
  `insert into rollout.plan_version (plan, version, document, checklist, loaded_by, loaded_at)
    select id, version, document, checklist, 'hub', loaded_at from rollout.plan`,
  'grant select, insert on rollout.plan_version to hub_app',
];
