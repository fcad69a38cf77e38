import type { Actor } from '../../shared/actor.js';
import { toRatio } from '../../shared/subgraph/types.js';
import { daysLate, lineDaysLate } from './compliance/summary.js';
import { clauseText, type ActivePlan } from './plan/active.js';
import { mayReadRule } from './policy.js';
import type { ComplianceRow, UnmetRow } from './rows/compliance.js';
import { reviveLine, type StoredEvaluation, type StoredRisk } from './stored.js';
import type {
  ComplianceLine,
  ComplianceRisk,
  SchoolCompliance,
  UnmetRequirement,
} from './types/compliance.js';

/** A school's compliance as the graph shows it at an instant. */
export function toCompliance(row: ComplianceRow, at: Date): SchoolCompliance {
  const { result } = row;
  return {
    school: { code: row.school },
    status: row.status,
    score: toRatio({ numerator: row.scoreNumerator, denominator: row.scoreDenominator }),
    readyDeclared: row.readyDeclared,
    readyVerified: row.readyVerified,
    daysLate: daysLate(row.lateSince === null ? null : new Date(row.lateSince), at),
    lastUpdateAt: result.lastUpdateAt === null ? null : new Date(result.lastUpdateAt),
    asOf: at,
    evaluatedAt: new Date(row.validFrom),
    stored: result,
  };
}

/** The lines of an evaluation with the plan's words, as far as the actor may see the rules; most points lost first. */
export function linesFor(
  actor: Actor,
  plan: ActivePlan,
  { lines }: StoredEvaluation,
  at: Date,
): ComplianceLine[] {
  return lines.flatMap((stored) => {
    const rule = plan.rules.get(stored.rule);
    if (rule === undefined || !mayReadRule(actor, rule.predicate)) return [];
    const line = reviveLine(stored);
    const { pointsLost, missing, atRiskBecause, ...same } = line;
    return [
      {
        ...same,
        titleVi: rule.titleVi,
        titleEn: rule.titleEn,
        clauseText: clauseText(plan, line.clause),
        pointsLost: pointsLost.numerator / pointsLost.denominator,
        daysLate: lineDaysLate(line, at),
        missing: [...missing],
        atRiskBecause: [...atRiskBecause],
        fixVi: rule.fixVi,
        fixEn: rule.fixEn,
        fix: rule.fixVi,
      },
    ];
  });
}

/** The risks of an evaluation, as far as the actor may see what they are about. */
export function risksFor(actor: Actor, plan: ActivePlan, { risks }: StoredEvaluation): ComplianceRisk[] {
  const isVisible = (rule: string | null) => {
    const predicate = rule === null ? undefined : plan.rules.get(rule)?.predicate;
    return actor.role !== 'provider' || (predicate !== undefined && mayReadRule(actor, predicate));
  };
  return risks.map(toRisk).filter(({ rule }) => isVisible(rule));
}

/** A line of the list to phone. */
export function toUnmet(plan: ActivePlan, { school, line: stored }: UnmetRow, at: Date): UnmetRequirement {
  const line = reviveLine(stored);
  const rule = plan.rules.get(line.rule);
  return {
    school: { code: school },
    rule: line.rule,
    clause: line.clause,
    clauseText: clauseText(plan, line.clause),
    state: line.state,
    numerator: line.numerator,
    denominator: line.denominator,
    due: line.due,
    daysLate: lineDaysLate(line, at),
    missing: [...line.missing],
    fixVi: rule?.fixVi ?? '',
    fixEn: rule?.fixEn ?? '',
  };
}

const nothing = {
  rule: null,
  since: null,
  until: null,
  subject: null,
  remaining: null,
  daysLeft: null,
  gained: null,
};

function toRisk(risk: StoredRisk): ComplianceRisk {
  const { cause } = risk;
  switch (cause) {
    case 'GATE_DUE_SOON':
      return { ...nothing, cause, rule: risk.rule, until: new Date(risk.due) };
    case 'PACE':
      return {
        ...nothing,
        cause,
        rule: risk.rule,
        remaining: risk.remaining,
        daysLeft: risk.daysLeft,
        gained: risk.gained,
      };
    case 'BLOCKER':
      return { ...nothing, cause, subject: risk.difficulty };
    case 'CERTIFICATE_EXPIRES':
      return { ...nothing, cause, rule: risk.rule, subject: risk.certificate, until: new Date(risk.validTo) };
    case 'STALE':
      return { ...nothing, cause, since: new Date(risk.since) };
    case 'RETURNED_UNTOUCHED':
      return { ...nothing, cause, rule: risk.rule, subject: risk.item, since: new Date(risk.since) };
    default: {
      const never: never = cause;
      return never;
    }
  }
}
