import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import type { SchoolFacts } from './facts.js';
import { compare, dividedBy, share, sum, toRatio, zero, type Fraction } from './fraction.js';
import { isDoneLate } from './milestones.js';
import { planAt, type CompliancePlan } from './plan.js';
import { readiness } from './readiness.js';
import type { Compliance, ComplianceLine, Risk, RiskCause } from './result.js';
import { makesAtRisk, risksOf, type RiskInput } from './risks.js';
import { standings, type Standing } from './standing.js';
import { nextTransition } from './transition.js';

/** The school's compliance at the instant, by the definitions of domain D5 as readings.md takes them; the same input gives the same result. */
export function evaluate(facts: SchoolFacts, whole: CompliancePlan, at: Date): Compliance {
  const lastUpdateAt = facts.lastUpdateAt === null ? null : new Date(facts.lastUpdateAt);
  if (isExcluded(facts)) return { ...excluded, lastUpdateAt };

  const plan = planAt(whole, at);
  const current = standings({ facts, plan, at });
  const input = { facts, plan, standings: current, at };
  const risks = risksOf(input);
  return {
    status: statusOf(facts, current, risks),
    score: scoreOf(current),
    ...readiness(input),
    lateSince: earliestOverdue(current),
    lines: linesOf(input, risks),
    risks,
    lastUpdateAt,
    nextTransition: nextTransition(input),
  };
}

const excluded = {
  status: 'EXCLUDED',
  score: { numerator: 0, denominator: 0 },
  readyDeclared: false,
  readyVerified: false,
  lateSince: null,
  lines: [],
  risks: [],
  nextTransition: null,
} as const;

function isExcluded({ register }: SchoolFacts): boolean {
  return register !== null && (register.status !== 'ACTIVE' || !register.hasPrimary);
}

/** LATE > AT_RISK > UNKNOWN > COMPLIANT. A COMPLIANT school may have unmet rules: their due is still to come. */
function statusOf(
  facts: SchoolFacts,
  current: readonly Standing[],
  risks: readonly Risk[],
): ComplianceStatus {
  if (current.some(({ overdue }) => overdue)) return 'LATE';
  if (risks.some(makesAtRisk)) return 'AT_RISK';
  const counting = current.filter(counts);
  if (facts.register === null || counting.length === 0) return 'UNKNOWN';
  return counting.some(({ state }) => state === 'UNKNOWN') ? 'UNKNOWN' : 'COMPLIANT';
}

/** Σ weight × share / Σ weight over the rules in force and applicable. */
function scoreOf(current: readonly Standing[]): Compliance['score'] {
  const counting = current.filter(counts);
  const weights = counting.reduce((total, { rule }) => total + rule.weight, 0);
  if (weights === 0) return { numerator: 0, denominator: 0 };
  return toRatio(dividedBy(sum(counting.map(pointsWon)), weights));
}

function pointsWon({ rule, numerator, denominator }: Standing): Fraction {
  return denominator === 0 ? zero : share(rule.weight, numerator, denominator);
}

function pointsLost(standing: Standing): Fraction {
  const { rule, state, numerator, denominator } = standing;
  if (!counts(standing)) return zero;
  return state === 'UNKNOWN'
    ? share(rule.weight, 1, 1)
    : share(rule.weight, denominator - numerator, denominator);
}

function counts({ inForce, applicable }: Standing): boolean {
  return inForce && applicable;
}

function earliestOverdue(current: readonly Standing[]): Date | null {
  const dues = current.filter(({ overdue }) => overdue).map(({ due }) => due.getTime());
  return dues.length === 0 ? null : new Date(Math.min(...dues));
}

function linesOf(
  { facts, plan, standings: current, at }: RiskInput,
  risks: readonly Risk[],
): ComplianceLine[] {
  return current
    .map((standing) => ({ standing, lost: pointsLost(standing) }))
    .toSorted((a, b) => compare(b.lost, a.lost) || (a.standing.rule.id < b.standing.rule.id ? -1 : 1))
    .map(({ standing, lost }) => ({
      rule: standing.rule.id,
      clause: standing.rule.clause,
      gate: standing.rule.gate,
      state: standing.state,
      inForce: standing.inForce,
      numerator: standing.numerator,
      denominator: standing.denominator,
      weight: standing.rule.weight,
      pointsLost: toRatio(lost),
      due: standing.due,
      originalDue: standing.rule.due,
      doneLate: isDoneLate({ facts, plan, at }, standing),
      missing: standing.missing,
      atRiskBecause: causesFor(standing.rule.id, risks),
    }));
}

function causesFor(rule: string, risks: readonly Risk[]): RiskCause[] {
  const causes = risks
    .filter((risk) => makesAtRisk(risk) && 'rule' in risk && risk.rule === rule)
    .map(({ cause }) => cause);
  return [...new Set(causes)];
}
