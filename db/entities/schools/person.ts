import { defineEntity, p } from '@mikro-orm/core';

/** Whom to phone at a school; `subject` is the person's own in the tokens, or a name that the school gave the entry. */
export const Person = defineEntity({
  name: 'Person',
  tableName: 'person',
  schema: 'schools',
  properties: {
    school: p.text().primary(),
    subject: p.text().primary(),
    name: p.text(),
    role: p.text(),
    phone: p.text().nullable(),
    updatedAt: p.datetime(3),
  },
});
