import { retireLog } from '../../shared/events/retention.js';
import type { TestDatabase } from './database.js';
import { asOwner } from './owner.js';

/** All that was written so far becomes a month of the past: the part that is written into ends now, and another one follows it. */
export async function turnMonth(database: TestDatabase): Promise<void> {
  await asOwner(database, turned);
}

/** Lets the month turn and takes it out of the log, as the leader does where nothing is kept longer. */
export async function retireAll(database: TestDatabase): Promise<string[]> {
  await turnMonth(database);
  const connection = await database.openLogConnection();
  try {
    return await retireLog(connection, { keepDays: 0, now: new Date() });
  } finally {
    await connection.close();
  }
}

const turned = `do $$
  declare
    present record;
    since text;
    turn timestamptz;
    follower text;
  begin
    lock table events.log in access exclusive mode;
    -- Instants of the log are rounded to the millisecond.
    turn := date_trunc('milliseconds', clock_timestamp()) + interval '2 ms';
    select * into present from event_store.parts('events.log') where upto > turn limit 1;
    select case when max(upto) is null then 'minvalue' else format('%L', max(upto)) end into since
      from (select * from event_store.parts('events.log') union select * from event_store.parts('event_store.retired')) part
     where upto <= turn;
    follower := 'log_turned_' || (extract(epoch from turn) * 1000)::bigint;
    execute format('alter table events.log detach partition %s', present.part);
    execute format('alter table %s drop constraint during', present.part);
    execute format('alter table %s add constraint during check (recorded_at < %L)', present.part, turn);
    execute format('alter table events.log attach partition %s for values from (%s) to (%L)', present.part, since, turn);
    execute format('create table event_store.%I (like events.log including defaults including indexes)', follower);
    execute format('alter table event_store.%I add constraint during check (recorded_at < %L)', follower, present.upto);
    execute format('alter table events.log attach partition event_store.%I for values from (%L) to (%L)', follower, turn, present.upto);
    perform pg_sleep(0.003);
  end
$$`;
