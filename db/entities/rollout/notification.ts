import { defineEntity, p } from '@mikro-orm/core';

/** A message in the inbox of a role, and of its school where the role has one. */
export const Notification = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    role: p.text(),
    school: p.text().nullable(),
    kind: p.text(),
    /** What it is of, so that it is delivered once: a day's digest, an event. */
    occasion: p.text(),
    title: p.text(),
    body: p.text(),
    at: p.datetime(3),
  },
  indexes: [
    { name: 'notification_inbox_index', properties: ['role', 'school', 'at', 'id'] },
    {
      name: 'notification_once',
      expression: `create unique index "notification_once" on "rollout"."notification" ("role", coalesce("school", ''), "kind", "occasion")`,
    },
  ],
});

/** Who has read a message: an inbox of a role may have several readers. */
export const NotificationRead = defineEntity({
  name: 'NotificationRead',
  tableName: 'notification_read',
  schema: 'rollout',
  properties: {
    notification: p.uuid().primary(),
    subject: p.text().primary(),
    at: p.datetime(3),
  },
});

/** Where a person's messages go by e-mail. */
export const Recipient = defineEntity({
  name: 'Recipient',
  tableName: 'recipient',
  schema: 'rollout',
  properties: {
    subject: p.text().primary(),
    role: p.text(),
    school: p.text().nullable(),
    email: p.text(),
    updatedBy: p.text(),
    updatedAt: p.datetime(3),
  },
  indexes: [{ name: 'recipient_role_school_index', properties: ['role', 'school'] }],
});

/** An e-mail that waits to be sent, was sent, or was given up. */
export const Mail = defineEntity({
  name: 'Mail',
  tableName: 'mail',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    notification: p.uuid(),
    email: p.text(),
    state: p.text(),
    attempts: p.integer(),
    lastError: p.text().nullable(),
    /** By real time, as are all tries: the server is of the real world, whatever the domain's clock says. */
    nextAt: p.datetime(3),
    sentAt: p.datetime(3).nullable(),
  },
  indexes: [
    {
      name: 'mail_waiting',
      expression: `create index "mail_waiting" on "rollout"."mail" ("next_at") where state = 'WAITING'`,
    },
  ],
  uniques: [{ name: 'mail_once', properties: ['notification', 'email'] }],
});

/** The days whose reminders have been made: whoever enters the day makes them, everyone else finds it entered. */
export const ReminderDay = defineEntity({
  name: 'ReminderDay',
  tableName: 'reminder_day',
  schema: 'rollout',
  properties: {
    day: p.date().primary(),
    madeAt: p.datetime(3),
  },
});
