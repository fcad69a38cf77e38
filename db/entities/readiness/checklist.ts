import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A published questionnaire: its items stand in `document` and never change; a new one is a new version. */
export const ChecklistTemplate = defineEntity({
  name: 'ChecklistTemplate',
  tableName: 'checklist_template',
  schema: 'readiness',
  properties: {
    id: p.text().primary(),
    version: p.integer().primary(),
    publishedOn: p.date(),
    loadedAt: p.datetime(3),
    document: p.json<Record<string, unknown>>(),
  },
});

/** What one school answered to one item; absent means not started. */
export const ChecklistResponse = defineEntity({
  name: 'ChecklistResponse',
  tableName: 'checklist_response',
  schema: 'readiness',
  properties: {
    school: p.text().primary(),
    item: p.text().primary(),
    state: p.text(),
    value: p.json<Record<string, unknown>>().nullable(),
    version: p.integer(),
    declaredBy: p.text().nullable(),
    declaredByRole: p.text().nullable(),
    submittedBy: p.text().nullable(),
    submittedAt: p.datetime(3).nullable(),
    verifiedBy: p.text().nullable(),
    verifiedAt: p.datetime(3).nullable(),
    note: p.text().nullable(),
    returnReason: p.text().nullable(),
    updatedAt: p.datetime(3),
  },
});
export type ChecklistResponse = InferEntity<typeof ChecklistResponse>;

/** What office and school say to each other about one item; nothing in it is changed or deleted. */
export const ItemComment = defineEntity({
  name: 'ItemComment',
  tableName: 'item_comment',
  schema: 'readiness',
  properties: {
    id: p.uuid().primary(),
    school: p.text(),
    item: p.text(),
    text: p.text(),
    followUp: p.boolean(),
    author: p.text(),
    authorRole: p.text(),
    at: p.datetime(3),
  },
  indexes: [{ name: 'item_comment_school_index', properties: ['school', 'item', 'at'] }],
});

/** A questionnaire that the office works on before its head publishes it. */
export const TemplateDraft = defineEntity({
  name: 'TemplateDraft',
  tableName: 'template_draft',
  schema: 'readiness',
  properties: {
    id: p.text().primary(),
    revision: p.integer(),
    document: p.json<Record<string, unknown>>(),
    editedBy: p.text(),
    editedAt: p.datetime(3),
  },
});
