import { defineEntity, p } from '@mikro-orm/core';

/** More time for a task of the plan: appended, never changed; the date as planned stands in the plan. */
export const TaskExtension = defineEntity({
  name: 'TaskExtension',
  tableName: 'task_extension',
  schema: 'rollout',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    plan: p.text(),
    task: p.text(),
    before: p.datetime(3).name('due_before'),
    after: p.datetime(3).name('due_after'),
    reason: p.text(),
    grantedBy: p.text(),
    grantedAt: p.datetime(3),
  },
  indexes: [{ name: 'task_extension_plan_task_index', properties: ['plan', 'task'] }],
});

/** A visit of the office to a school: inspection, supervision, support (IV.1-1). */
export const Visit = defineEntity({
  name: 'Visit',
  tableName: 'visit',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    school: p.text().index(),
    inspector: p.text(),
    plannedOn: p.date(),
    doneOn: p.date().nullable(),
    state: p.text(),
    purpose: p.text().nullable(),
    report: p.text().nullable(),
    cancelReason: p.text().nullable(),
    plannedBy: p.text(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  indexes: [{ name: 'visit_planned_index', properties: ['plannedOn', 'id'] }],
});

/** What a visit found, and what became of it. */
export const VisitFinding = defineEntity({
  name: 'VisitFinding',
  tableName: 'visit_finding',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    visit: p.uuid().index(),
    /** Counts the findings of a visit from 1. */
    place: p.integer(),
    text: p.text(),
    severity: p.text(),
    becomes: p.text(),
    item: p.text().nullable(),
    difficulty: p.uuid().nullable(),
  },
});

/** What a school asks of the office (IV.2-6), or the office of the city department (IV.1-5). */
export const Recommendation = defineEntity({
  name: 'Recommendation',
  tableName: 'recommendation',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    direction: p.text(),
    school: p.text().nullable().index(),
    text: p.text(),
    state: p.text(),
    author: p.text(),
    authorRole: p.text(),
    createdAt: p.datetime(3),
    sentAt: p.datetime(3).nullable(),
    decidedAt: p.datetime(3).nullable(),
    decisionReply: p.text().nullable(),
    answer: p.text().nullable(),
    answeredAt: p.datetime(3).nullable(),
    updatedAt: p.datetime(3),
  },
});

/** What a recommendation rests on: a difficulty, or the recommendation that it passes on. */
export const RecommendationSource = defineEntity({
  name: 'RecommendationSource',
  tableName: 'recommendation_source',
  schema: 'rollout',
  properties: {
    recommendation: p.uuid().primary(),
    source: p.uuid().primary().index(),
    kind: p.text(),
  },
});

/** A line of the rollout's budget in whole đồng (V); without a school it is the district's own. */
export const BudgetLine = defineEntity({
  name: 'BudgetLine',
  tableName: 'budget_line',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    plan: p.text().index(),
    school: p.text().nullable(),
    source: p.text(),
    activity: p.text(),
    planned: p.bigint('number'),
    spent: p.bigint('number'),
    note: p.text().nullable(),
    version: p.integer(),
    updatedBy: p.text(),
    updatedAt: p.datetime(3),
  },
});

/** The office's own working group (T2, III-1): a row for each decision on it, appended; the last one holds. */
export const OfficeWorkingGroup = defineEntity({
  name: 'OfficeWorkingGroup',
  tableName: 'office_working_group',
  schema: 'rollout',
  properties: {
    plan: p.text().primary(),
    version: p.integer().primary(),
    decisionNumber: p.text(),
    decisionDate: p.date(),
    members: p.json<{ name: string; organisation: string; role: string }[]>(),
    setBy: p.text(),
    setAt: p.datetime(3),
  },
});

/** How the office itself told people of the rollout (IV.1-2). */
export const DistrictCommunication = defineEntity({
  name: 'DistrictCommunication',
  tableName: 'district_communication',
  schema: 'rollout',
  properties: {
    id: p.uuid().primary(),
    audiences: p.json<string[]>(),
    heldOn: p.date(),
    description: p.text(),
    loggedBy: p.text(),
    loggedAt: p.datetime(3),
  },
});
