import { Migration } from '@mikro-orm/migrations';

/** The relay's numbering of committed events, and the application role that may append to the log but never rewrite it. */
export class Migration0002LogAndRole extends Migration {
  override up(): void {
    for (const statement of [...numbering, ...role]) this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop function events.number_pending(integer)');
    this.addSql('delete from events.head');
    // The role is the cluster's and may serve other databases: only what it was granted here goes.
    this.addSql('drop owned by hub_app');
  }
}

const schemas = ['events', 'schools', 'readiness', 'training', 'records', 'rollout'];

const numbering = [
  'insert into events.head (id, position) values (1, 0)',
  // The head row is locked first: two relays (an old leader that does not know yet) then number one after the other.
  `create function events.number_pending(batch integer) returns integer language plpgsql as $$
    declare
      start bigint;
      done integer;
    begin
      select position into start from events.head where id = 1 for update;
      update events.log set position = start + numbered.n
        from (
          select id, row_number() over (order by id) as n
            from (select id from events.log where position is null order by id limit batch) as pending
        ) as numbered
        where log.id = numbered.id;
      get diagnostics done = row_count;
      if done > 0 then
        update events.head set position = start + done where id = 1;
      end if;
      return done;
    end
  $$`,
];

const role = [
  // Roles belong to the whole server: another database's migration may have made it, even at this moment.
  `do $$ begin
    create role hub_app nologin;
  exception when duplicate_object or unique_violation then null;
  end $$`,
  // Without superuser rights the owner can act as the application only as its member.
  "do $$ begin execute format('grant hub_app to %I', current_user); exception when others then null; end $$",
  `grant usage on schema ${schemas.join(', ')} to hub_app`,
  ...schemas.map(
    (schema) => `grant select, insert, update, delete on all tables in schema ${schema} to hub_app`,
  ),
  ...schemas.map((schema) => `grant usage on all sequences in schema ${schema} to hub_app`),
  'revoke update, delete on events.log from hub_app',
  'grant update (position) on events.log to hub_app',
  'revoke insert, delete on events.head from hub_app',
];
