import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * The append-only log: what all rooms tell each other. `position` is given by the relay once the row is committed. It stands in parts
 * by month of `recordedAt`, which is why that instant belongs to the key; what left it is read in `events.history`.
 */
export const EventLog = defineEntity({
  name: 'EventLog',
  tableName: 'log',
  schema: 'events',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    key: p.uuid(),
    position: p.bigint('number').nullable(),
    type: p.text(),
    school: p.text().nullable(),
    at: p.datetime(3),
    recordedAt: p.datetime(3).primary().defaultRaw('clock_timestamp()'),
    actorSubject: p.text(),
    actorRole: p.text(),
    data: p.json<Record<string, unknown>>(),
    /** Chains the event to the one before it, given together with the position; see `verifyChain`. */
    hash: p.text().nullable(),
  },
  indexes: [
    { name: 'log_position_index', properties: ['position'] },
    { name: 'log_school_position_index', properties: ['school', 'position'] },
    {
      name: 'log_pending_index',
      expression: 'create index "log_pending_index" on "events"."log" ("id") where position is null',
    },
    {
      name: 'log_data_index',
      expression: `create index "log_data_index" on "events"."log" using gin ("data" jsonb_path_ops) where type <> 'rollout.complianceChanged'`,
    },
  ],
});
export type EventLog = InferEntity<typeof EventLog>;

/**
 * The last position and hash given out, and the last position that has left the log: one row, locked by the relay while it numbers
 * a batch.
 */
export const EventHead = defineEntity({
  name: 'EventHead',
  tableName: 'head',
  schema: 'events',
  properties: {
    id: p.integer().primary(),
    position: p.bigint('number'),
    hash: p.text().default('0'.repeat(64)),
    retired: p.bigint('number').defaultRaw('0'),
  },
});

/** Where the domain's clock was set when a demo was first filled; without a row the hub runs on real time. */
export const DomainClock = defineEntity({
  name: 'DomainClock',
  tableName: 'domain_clock',
  schema: 'events',
  properties: {
    id: p.integer().primary(),
    startsAt: p.datetime(3),
    anchoredAt: p.datetime(3),
  },
});

/** How far each consumer of the log has come, written in the transaction of what it made of the events. */
export const EventConsumer = defineEntity({
  name: 'EventConsumer',
  tableName: 'consumer',
  schema: 'events',
  properties: {
    name: p.text().primary(),
    position: p.bigint('number'),
  },
});
