import { Migration } from '@mikro-orm/migrations';

import { appendOnly, chained, numberPending } from './0005-audit.js';

/**
 * The log by months, so that old ones leave it without a row being touched: `events.log` is what the feed holds, what left it
 * stands in `event_store.retired`, and `events.history` is both (`db/decisions`, 0003).
 */
export class Migration0009LogRetention extends Migration {
  override up(): void {
    for (const statement of [...apart, ...parents, ...months, ...numbering, ...retention, ...rights])
      this.addSql(statement);
  }

  override down(): void {
    for (const statement of together) this.addSql(statement);
  }
}

const withoutFunctions = [
  'drop trigger log_append_only on events.log',
  'drop trigger log_unnumbered on events.log',
  'drop function events.number_pending(integer)',
  'drop function events.chained(text, events.log)',
];

// The table as it was becomes the first part: nothing is copied. What was unique over all cannot be, for each part has an index of
// its own: that a position is given once is the head row's lock to keep.
const apart = [
  ...withoutFunctions,
  // What was granted on the table as it was would open this part beside the log's policies.
  'revoke all on events.log from hub_app',
  'create schema event_store',
  'alter sequence events.log_id_seq owned by none',
  'alter table events.log rename to log_first',
  'alter table events.log_first set schema event_store',
  'alter table event_store.log_first drop constraint log_pkey',
  'alter table event_store.log_first drop constraint log_key_unique',
  'alter table event_store.log_first drop constraint log_position_unique',
];

const secondIndexes = [
  'create index log_school_position_index on events.log (school, position)',
  'create index log_pending_index on events.log (id) where position is null',
  `create index log_data_index on events.log using gin (data jsonb_path_ops) where type <> 'rollout.complianceChanged'`,
];

const parents = [
  `create table events.log (like event_store.log_first including defaults, primary key (id, recorded_at))
    partition by range (recorded_at)`,
  'alter sequence events.log_id_seq owned by events.log.id',
  'create index log_position_index on events.log (position)',
  ...secondIndexes,
  ...appendOnly,
  `create table event_store.retired (like events.log including defaults including indexes) partition by range (recorded_at)`,
  // What a backup holds of the retired is entered here, where it has no part of its own.
  'create table event_store.retired_restored partition of event_store.retired default',
  `create trigger retired_unchanged before insert or update or delete on event_store.retired for each row
    execute function events.refuse_log_change()`,
  'alter table events.head add column retired bigint not null default 0',
  'create view events.history as select * from event_store.retired union all select * from events.log',
];

// Months are those of UTC, whatever zone a connection is in.
const months = [
  `create function event_store.month_of(instant timestamptz) returns timestamptz language sql immutable as $$
    select date_trunc('month', instant at time zone 'UTC') at time zone 'UTC'
  $$`,
  `create function event_store.month_after(instant timestamptz) returns timestamptz language sql immutable as $$
    select (date_trunc('month', instant at time zone 'UTC') + interval '1 month') at time zone 'UTC'
  $$`,
  // Asked of the catalogue, so that there is no second list that could differ from what is.
  `create function event_store.parts(whole regclass) returns table (part regclass, upto timestamptz) language sql stable as $$
    select c.oid::regclass, substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \\('([^']+)'\\)$re$)::timestamptz
      from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = whole order by 2
  $$`,
  `do $$
    declare
      upto timestamptz;
    begin
      select event_store.month_after(greatest(max(recorded_at), clock_timestamp())) into upto
        from event_store.log_first having count(*) > 0;
      upto := coalesce(upto, event_store.month_of(clock_timestamp()));
      execute format('alter table event_store.log_first add constraint during check (recorded_at < %L)', upto);
      execute format('alter table events.log attach partition event_store.log_first for values from (minvalue) to (%L)', upto);
    end
  $$`,
];

/** As it was, but under its owner's rights, so that the application may no longer write a position itself; and by part. */
const numbering = [
  chained,
  numberPending
    .replace('language plpgsql', 'language plpgsql security definer set search_path = pg_catalog, pg_temp')
    .replace('where id = pending.id', 'where id = pending.id and recorded_at = pending.recorded_at'),
];

const bounded = `language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms'`;

const retention = [
  // A table of its own that is attached when it is ready: writers go on, as they would not beside \`create … partition of\`.
  `create function events.prepare_log(until timestamptz) returns integer ${bounded} as $$
    declare
      made integer := 0;
      last timestamptz;
      next timestamptz;
      name text;
    begin
      select max(upto) into last from event_store.parts('events.log');
      if last >= until then
        return 0;
      end if;
      perform pg_advisory_xact_lock(hashtext('hub-log-months'));
      loop
        select coalesce(max(upto), event_store.month_of(clock_timestamp())) into last from event_store.parts('events.log');
        exit when last >= until;
        next := event_store.month_after(last);
        name := 'log_' || to_char(last at time zone 'UTC', 'YYYY_MM');
        execute format('create table event_store.%I (like events.log including defaults including indexes)', name);
        execute format('alter table event_store.%I add constraint during check (recorded_at >= %L and recorded_at < %L)', name, last, next);
        execute format('alter table events.log attach partition event_store.%I for values from (%L) to (%L)', name, last, next);
        made := made + 1;
      end loop;
      return made;
    end
  $$`,
  // The head row first, as whoever numbers does. The check that each part has spares reading it when it is attached again.
  `create function events.retire_log(before timestamptz) returns text ${bounded} as $$
    declare
      oldest record;
      since text;
      pending boolean;
      last bigint;
    begin
      perform 1 from events.head where id = 1 for update;
      select * into oldest from event_store.parts('events.log') where upto <= least(before, clock_timestamp()) limit 1;
      if not found then
        return null;
      end if;
      lock table only events.log in access exclusive mode;
      execute format('select exists (select from %s where position is null), coalesce(max(position), 0) from %1$s', oldest.part)
        into pending, last;
      if pending then
        return null;
      end if;
      select case when bound is null then 'minvalue' else format('%L', bound) end into since
        from (select greatest(max(upto), (select max(recorded_at) + interval '1 ms' from event_store.retired_restored)) as bound
                from event_store.parts('event_store.retired')) as held;
      execute format('alter table events.log detach partition %s', oldest.part);
      execute format('alter table event_store.retired attach partition %s for values from (%s) to (%L)', oldest.part, since, oldest.upto);
      update events.head set retired = greatest(retired, last) where id = 1;
      return oldest.part::text;
    end
  $$`,
  `select events.prepare_log(clock_timestamp() + interval '3 months')`,
];

const definers = [
  'events.number_pending(integer)',
  'events.prepare_log(timestamptz)',
  'events.retire_log(timestamptz)',
].join(', ');

const rights = [
  `revoke execute on function ${definers} from public`,
  `grant execute on function ${definers} to hub_app`,
  'grant select, insert on events.log to hub_app',
  'grant select on events.history to hub_app',
];

const together = [
  'drop view events.history',
  'drop function events.prepare_log(timestamptz)',
  'drop function events.retire_log(timestamptz)',
  ...withoutFunctions,
  'create table event_store.log (like events.log including defaults)',
  'insert into event_store.log select * from event_store.retired',
  'insert into event_store.log select * from events.log',
  'alter sequence events.log_id_seq owned by none',
  'drop table events.log',
  'alter table event_store.log set schema events',
  'drop schema event_store cascade',
  'alter sequence events.log_id_seq owned by events.log.id',
  'alter table events.log add constraint log_pkey primary key (id)',
  'alter table events.log add constraint log_key_unique unique (key)',
  'alter table events.log add constraint log_position_unique unique (position)',
  ...secondIndexes,
  'alter table events.head drop column retired',
  chained,
  numberPending,
  ...appendOnly,
  'grant select, insert, update (position, hash) on events.log to hub_app',
];
