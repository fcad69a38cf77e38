import { Migration } from '@mikro-orm/migrations';

/** Record units with what hangs on them, and the triggers that keep their counters in the transaction that writes them. */
export class Migration0003RecordUnits extends Migration {
  override up(): void {
    for (const statement of [...tables, ...counting, ...rights]) this.addSql(statement);
  }

  override down(): void {
    for (const table of ['unit', 'push', 'recall', 'year_lock']) this.addSql(`drop table records.${table}`);
    for (const operation of operations) this.addSql(`drop function records.count_${operation.name}_units()`);
  }
}

const tables = [
  `create table records.unit (
    uuid uuid not null,
    school text not null,
    school_year text not null,
    grade int not null,
    class text not null,
    state text not null,
    at timestamptz(3) not null,
    error_code text null,
    source text not null,
    replaces uuid null,
    replaced boolean not null default false,
    primary key (uuid)
  )`,
  `create index unit_rejected_index on records.unit (school, school_year, grade, class, uuid) where state = 'REJECTED'`,
  'create unique index unit_replaces_once on records.unit (replaces) where replaces is not null',
  `create table records.push (
    subject text not null,
    key text not null,
    school text not null,
    digest text not null,
    answer jsonb not null,
    at timestamptz(3) not null,
    primary key (subject, key)
  )`,
  `create table records.recall (
    id uuid not null,
    unit uuid not null,
    school text not null,
    school_year text not null,
    grade int not null,
    from_state text not null,
    state text not null,
    reason text not null,
    requested_at timestamptz(3) not null,
    requested_by text not null,
    decision text null,
    decided_at timestamptz(3) null,
    decided_by text null,
    primary key (id)
  )`,
  'create index recall_state_index on records.recall (state, requested_at, id)',
  `create unique index recall_pending_once on records.recall (unit) where state = 'PENDING'`,
  `create table records.year_lock (
    school_year text not null,
    lock int not null,
    units int not null,
    reason text not null,
    locked_at timestamptz(3) not null,
    locked_by text not null,
    primary key (school_year, lock)
  )`,
];

const counted = 'select school, school_year, grade, state, replaced';
const operations = [
  { name: 'added', on: 'insert', referencing: 'new table as added', delta: `${counted}, 1 as n from added` },
  {
    name: 'changed',
    on: 'update',
    referencing: 'old table as removed new table as added',
    delta: `${counted}, 1 as n from added union all ${counted}, -1 from removed`,
  },
  {
    name: 'removed',
    on: 'delete',
    referencing: 'old table as removed',
    delta: `${counted}, -1 as n from removed`,
  },
];

// By statement, not by row: one update of each counter for a whole batch. Ordered by school: two imports that overlap must take
// the counters in the same order, or they deadlock. A unit that was replaced counts no more: its successor does.
const counting = operations.flatMap(({ name, on, referencing, delta }) => [
  `create function records.count_${name}_units() returns trigger language plpgsql as $$
    begin
      with delta as materialized (
        select school, school_year, grade, state, sum(n)::int as n from (${delta}) d
         where not replaced group by school, school_year, grade, state having sum(n) <> 0
      ), counters as (
        insert into records.state_counter as c (school, school_year, grade, state, count)
        select school, school_year, grade, state, n from delta order by school, school_year, grade, state
        on conflict (school, school_year, grade, state) do update set count = c.count + excluded.count
      )
      insert into records.grade_progress as g (school, school_year, grade, eligible, version, updated_at, by_units)
      select school, school_year, grade, coalesce(sum(n) filter (where state <> 'TRANSFERRED_OUT'), 0), 0, now(), true
        from delta group by school, school_year, grade order by school, school_year, grade
      on conflict (school, school_year, grade) do update set eligible = g.eligible + excluded.eligible, by_units = true;
      ${
        on === 'insert'
          ? ''
          : `delete from records.state_counter c using (select distinct school, school_year, grade from removed) r
        where c.count = 0 and c.school = r.school and c.school_year = r.school_year and c.grade = r.grade;`
      }
      return null;
    end
  $$`,
  `create trigger count_${name} after ${on} on records.unit referencing ${referencing}
    for each statement execute function records.count_${name}_units()`,
]);

// The second migration granted what stood then.
const rights = [
  'grant select, insert, update, delete on records.unit, records.push, records.recall, records.year_lock to hub_app',
];
