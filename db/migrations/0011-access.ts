import { Migration } from '@mikro-orm/migrations';

/** Who was let in by whom, and whose tokens and sessions were withdrawn. */
export class Migration0011Access extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table schools.access_withdrawal');
    this.addSql('drop table schools.access_grant');
  }
}

const statements = [
  `create table schools.access_grant (
    id uuid not null, kind text not null, name text not null, email text null, role text not null, schools text not null,
    secret_hash text not null, granted_by text not null, granted_at timestamptz(3) not null, expires_at timestamptz(3) not null,
    accepted_at timestamptz(3) null, ended_at timestamptz(3) null, ended_by text null, end_reason text null, primary key (id))`,
  'alter table schools.access_grant add constraint access_grant_secret_hash_unique unique (secret_hash)',
  'create index access_grant_email_index on schools.access_grant (email)',
  'create index access_grant_listed_index on schools.access_grant (granted_at, id)',
  `create table schools.access_withdrawal (
    subject text not null, before timestamptz(3) not null, withdrawn_by text not null, reason text not null, primary key (subject))`,
  'grant select, insert, update on schools.access_grant, schools.access_withdrawal to hub_app',
];
