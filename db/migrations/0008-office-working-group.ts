import { Migration } from '@mikro-orm/migrations';

/** The office's own working group (T2, III-1): every decision on it stays, the last one holds. */
export class Migration0008OfficeWorkingGroup extends Migration {
  override up(): void {
    this.addSql(`create table rollout.office_working_group (
      plan text not null, version int not null, decision_number text not null, decision_date date not null, members jsonb not null,
      set_by text not null, set_at timestamptz(3) not null, primary key (plan, version))`);
    this.addSql('grant select, insert on rollout.office_working_group to hub_app');
  }

  override down(): void {
    this.addSql('drop table rollout.office_working_group');
  }
}
