import { Migration } from '@mikro-orm/migrations';

/** Who signs in through a browser, by what, and which browsers are signed in. */
export class Migration0006Accounts extends Migration {
  override up(): void {
    for (const statement of [...tables, ...rights]) this.addSql(statement);
  }

  override down(): void {
    for (const table of made) this.addSql(`drop table accounts.${table}`);
    this.addSql('drop schema accounts');
  }
}

const made = ['account', 'credential', 'passkey', 'session', 'verification', 'rate_limit', 'attempt'];

const tables = [
  'create schema if not exists accounts',
  `create table accounts.account (
    id text not null, subject text not null, name text not null, email text not null, email_verified boolean not null, image text null,
    role text not null, schools text not null, created_at timestamptz(3) not null, updated_at timestamptz(3) not null, primary key (id))`,
  'alter table accounts.account add constraint account_subject_unique unique (subject)',
  'alter table accounts.account add constraint account_email_unique unique (email)',
  `create table accounts.credential (
    id text not null, user_id text not null, provider_id text not null, account_id text not null, password text null,
    access_token text null, refresh_token text null, id_token text null, access_token_expires_at timestamptz(3) null,
    refresh_token_expires_at timestamptz(3) null, scope text null, created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
    primary key (id))`,
  'create index credential_user_id_index on accounts.credential (user_id)',
  `create table accounts.passkey (
    id text not null, name text null, public_key text not null, user_id text not null, credential_id text not null, counter int not null,
    device_type text not null, backed_up boolean not null, transports text null, aaguid text null, created_at timestamptz(3) null,
    primary key (id))`,
  'create index passkey_user_id_index on accounts.passkey (user_id)',
  'alter table accounts.passkey add constraint passkey_credential_id_unique unique (credential_id)',
  `create table accounts.session (
    id text not null, user_id text not null, token text not null, expires_at timestamptz(3) not null, ip_address text null,
    user_agent text null, created_at timestamptz(3) not null, updated_at timestamptz(3) not null, primary key (id))`,
  'create index session_user_id_index on accounts.session (user_id)',
  'alter table accounts.session add constraint session_token_unique unique (token)',
  'create index session_expires_at_index on accounts.session (expires_at)',
  `create table accounts.verification (
    id text not null, identifier text not null, value text not null, expires_at timestamptz(3) not null,
    created_at timestamptz(3) not null, updated_at timestamptz(3) not null, primary key (id))`,
  'create index verification_identifier_index on accounts.verification (identifier)',
  `create table accounts.rate_limit (
    id text not null, key text not null, count int not null, last_request double precision not null, primary key (id))`,
  'alter table accounts.rate_limit add constraint rate_limit_key_unique unique (key)',
  `create table accounts.attempt (
    id text not null, key text not null, failures int not null, since double precision not null, primary key (id))`,
  'alter table accounts.attempt add constraint attempt_key_unique unique (key)',
];

const rights = [
  'grant usage on schema accounts to hub_app',
  `grant select, insert, update, delete on ${made.map((table) => `accounts.${table}`).join(', ')} to hub_app`,
];
