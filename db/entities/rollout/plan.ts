import { defineEntity, p } from '@mikro-orm/core';

/** The plan that is overseen: its clauses, rules and parameters as loaded from its file; one is active. */
export const Plan = defineEntity({
  name: 'Plan',
  tableName: 'plan',
  schema: 'rollout',
  properties: {
    id: p.text().primary(),
    title: p.text(),
    schoolYear: p.text(),
    /** Names the document and the checklist by their content: another version means that history is scored anew. */
    version: p.text(),
    isActive: p.boolean(),
    document: p.json<Record<string, unknown>>(),
    /** Items and duties of the checklist template that the rules ask about. */
    checklist: p.json<Record<string, unknown>>(),
    loadedAt: p.datetime(3),
  },
  indexes: [
    {
      name: 'plan_one_active',
      expression: 'create unique index "plan_one_active" on "rollout"."plan" ("is_active") where is_active',
    },
  ],
});

/** How far a task of the plan has come; what was planned stands in the plan's document and never changes. */
export const TaskProgress = defineEntity({
  name: 'TaskProgress',
  tableName: 'task_progress',
  schema: 'rollout',
  properties: {
    plan: p.text().primary(),
    task: p.text().primary(),
    state: p.text(),
    version: p.integer(),
    updatedAt: p.datetime(3),
  },
});

/** The changes of a task's state, for `asOf`: when it started and was done is read from here. */
export const TaskHistory = defineEntity({
  name: 'TaskHistory',
  tableName: 'task_history',
  schema: 'rollout',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    plan: p.text(),
    task: p.text(),
    state: p.text(),
    version: p.integer(),
    note: p.text().nullable(),
    reason: p.text().nullable(),
    changedBy: p.text(),
    at: p.datetime(3),
  },
  indexes: [{ name: 'task_history_plan_task_at_index', properties: ['plan', 'task', 'at'] }],
});

/** A school's extension of a rule's deadline: appended, never changed; the original stands in the plan. */
export const Extension = defineEntity({
  name: 'Extension',
  tableName: 'extension',
  schema: 'rollout',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    school: p.text(),
    rule: p.text(),
    before: p.datetime(3).name('due_before'),
    after: p.datetime(3).name('due_after'),
    reason: p.text(),
    grantedBy: p.text(),
    grantedAt: p.datetime(3),
  },
  indexes: [{ name: 'extension_school_rule_index', properties: ['school', 'rule'] }],
});
