import { defineEntity, p } from '@mikro-orm/core';

import type { Actor } from '../../../shared/actor.js';

/** Where a tool that holds no socket is told of events, with the cursor up to which its events were laid out for it. */
export const Webhook = defineEntity({
  name: 'Webhook',
  tableName: 'webhook',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    url: p.text(),
    /** Types of events that are wanted; null for all. */
    types: p.json<string[]>().nullable(),
    school: p.text().nullable(),
    /** What requests are signed with: needed as it is for each of them, shown once, never read into the graph. */
    secret: p.text(),
    /** The one before, with which requests are signed as well while receivers change over. */
    oldSecret: p.text().nullable(),
    oldSecretUntil: p.datetime(3).nullable(),
    /** Whose rights decide what is delivered. */
    registrant: p.json<Actor>(),
    state: p.text(),
    reason: p.text().nullable(),
    position: p.bigint('number'),
    registeredAt: p.datetime(3),
    /** By real time, as are all tries: the receiver is of the real world, whatever the domain's clock says. */
    deliveredAt: p.datetime(3).nullable(),
    failedAt: p.datetime(3).nullable(),
    failure: p.text().nullable(),
    /** The process that delivers, until it has not been heard of for a while. */
    leasedBy: p.uuid().nullable(),
    leasedUntil: p.datetime(3).nullable(),
  },
});

/** An event that waits to be delivered; it goes once its receiver has taken it. */
export const WebhookDelivery = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'webhook_delivery',
  schema: 'rollout',
  properties: {
    webhook: p.uuid().primary(),
    position: p.bigint('number').primary(),
    school: p.text().nullable(),
    attempts: p.integer(),
    nextAt: p.datetime(3),
    failingSince: p.datetime(3).nullable(),
  },
  indexes: [{ name: 'webhook_delivery_lane_index', properties: ['webhook', 'school', 'position'] }],
});
