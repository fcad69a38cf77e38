import { Migration } from '@mikro-orm/migrations';

/** Webhooks, and the events that wait to be delivered to them. */
export class Migration0010Webhooks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop table rollout.webhook_delivery');
    this.addSql('drop table rollout.webhook');
  }
}

const statements = [
  `create table rollout.webhook (
    id uuid not null, url text not null, types jsonb null, school text null, secret text not null, old_secret text null,
    old_secret_until timestamptz(3) null, registrant jsonb not null, state text not null, reason text null, position bigint not null,
    registered_at timestamptz(3) not null, delivered_at timestamptz(3) null, failed_at timestamptz(3) null, failure text null,
    leased_by uuid null, leased_until timestamptz(3) null, primary key (id))`,
  `create table rollout.webhook_delivery (
    webhook uuid not null, position bigint not null, school text null, attempts int not null, next_at timestamptz(3) not null,
    failing_since timestamptz(3) null, primary key (webhook, position))`,
  'create index webhook_delivery_lane_index on rollout.webhook_delivery (webhook, school, position)',
  'grant select, insert, update, delete on rollout.webhook, rollout.webhook_delivery to hub_app',
];
