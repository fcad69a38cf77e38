import { defineEntity, p } from '@mikro-orm/core';

/** The frozen final report of a plan and its amendments: appended, never changed. */
export const FinalReport = defineEntity({
  name: 'FinalReport',
  tableName: 'final_report',
  schema: 'rollout',
  properties: {
    plan: p.text().primary(),
    /** 1 is the report, every further one an amendment of it. */
    number: p.integer().primary(),
    planVersion: p.text(),
    asOf: p.datetime(3),
    remarks: p.text(),
    /** Canonical JSON, kept as the text that the hash was taken over. */
    content: p.text(),
    hash: p.text(),
    frozenBy: p.text(),
    frozenAt: p.datetime(3),
  },
});

/** Every version of a plan that was loaded: appended, never changed, so that history can be scored under it again. */
export const PlanVersion = defineEntity({
  name: 'PlanVersion',
  tableName: 'plan_version',
  schema: 'rollout',
  properties: {
    plan: p.text().primary(),
    version: p.text().primary(),
    document: p.json<Record<string, unknown>>(),
    checklist: p.json<Record<string, unknown>>(),
    loadedBy: p.text(),
    loadedAt: p.datetime(3),
  },
  indexes: [{ name: 'plan_version_version_index', properties: ['version'] }],
});
