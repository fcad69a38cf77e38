import { defineEntity, p } from '@mikro-orm/core';

/** What the engine knows of a school, folded from its events (subgraphs/rollout/compliance). */
export const SchoolFactsRow = defineEntity({
  name: 'SchoolFactsRow',
  tableName: 'school_facts',
  schema: 'rollout',
  properties: {
    school: p.text().primary(),
    facts: p.json<Record<string, unknown>>(),
  },
});

/** What the register says of the school, for search and order: kept here, because the register is another room's. */
const entry = {
  sortKey: p.text(),
  searchKey: p.text(),
  ward: p.text(),
  isSynthetic: p.boolean(),
};

const evaluation = {
  status: p.text(),
  scoreNumerator: p.bigint('number'),
  scoreDenominator: p.bigint('number'),
  readyDeclared: p.boolean(),
  readyVerified: p.boolean(),
  /** The earliest deadline that is passed and unmet: days late are counted from it on reading. */
  lateSince: p.datetime(3).nullable(),
  /** Rule → points lost, of the rules in force that are not met: for filters, the list to phone, and the district's sums. */
  unmet: p.json<Record<string, number>>(),
  /** The whole explained evaluation. */
  result: p.json<Record<string, unknown>>(),
  /** From when the evaluation is as it stands here. */
  validFrom: p.datetime(3),
};

/** The compliance of a school now: filter, sort and page read this table alone. */
export const ComplianceRow = defineEntity({
  name: 'ComplianceRow',
  tableName: 'compliance',
  schema: 'rollout',
  properties: {
    school: p.text().primary(),
    ...entry,
    ...evaluation,
    /** The last instant for which the school was evaluated, whether or not anything differed. */
    evaluatedAt: p.datetime(3),
    /** When the evaluation could change without an event; the sweeper looks again then. */
    nextTransition: p.datetime(3).nullable().index(),
  },
});

/** Every evaluation that differed from the one before, from its instant on: what `asOf` reads. */
export const ComplianceHistory = defineEntity({
  name: 'ComplianceHistory',
  tableName: 'compliance_history',
  schema: 'rollout',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    school: p.text(),
    ...entry,
    ...evaluation,
  },
  indexes: [
    { name: 'compliance_history_school_valid_from_index', properties: ['school', 'validFrom', 'id'] },
  ],
});
