import { Migration } from '@mikro-orm/migrations';

/** Where writes with an idempotency key are kept, each subject's for itself. */
export class Migration0013Once extends Migration {
  override up(): void {
    this.addSql(`create table events.once_written (
      subject text not null, key text not null, part text not null, digest text not null, result text null, at timestamptz(3) not null,
      primary key (subject, key, part))`);
    this.addSql('grant select, insert, update, delete on events.once_written to hub_app');
    this.addSql('alter table events.once_written enable row level security');
    const own = 'subject = (select wall.actor_subject())';
    this.addSql(`create policy own on events.once_written to hub_app using (${own}) with check (${own})`);
  }

  override down(): void {
    this.addSql('drop table events.once_written');
  }
}
