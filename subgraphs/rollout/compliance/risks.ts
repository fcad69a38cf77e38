import { localDaysBetween, startOfLocalDay } from '../../../shared/calendar.js';
import { certificateHorizon, planStart } from './deadline.js';
import type { SchoolFacts } from './facts.js';
import { numeratorAtPaceStart, paceDays } from './milestones.js';
import type { CompliancePlan } from './plan.js';
import { approvedCertificates } from './predicates/signatures.js';
import type { Risk } from './result.js';
import { hasPace, type Standing } from './standing.js';

const dayMs = 86_400_000;
const gateWarningMs = 3 * dayMs;
const staleMs = 7 * dayMs;
const untouchedMs = 3 * dayMs;

export interface RiskInput {
  readonly facts: SchoolFacts;
  readonly plan: CompliancePlan;
  readonly standings: readonly Standing[];
  readonly at: Date;
}

/** Every risk at the instant: the five causes of AT_RISK (D5 a to e) and the unscored returned items, each group by its id. */
export function risksOf(input: RiskInput): Risk[] {
  return [
    ...gatesDueSoon(input),
    ...slowPaces(input),
    ...blockers(input),
    ...expiringCertificates(input),
    ...staleness(input),
    ...untouchedReturns(input),
  ];
}

/** Whether the risk makes a school AT_RISK; a returned item that nobody touches is shown only. */
export function makesAtRisk(risk: Risk): boolean {
  return risk.cause !== 'RETURNED_UNTOUCHED';
}

/** When the warning about a gate begins: three days before its due. */
export function gateWarningFrom({ due }: Standing): Date {
  return new Date(due.getTime() - gateWarningMs);
}

/** When a pace can first be judged: the rule has been in force for seven local days. */
export function paceJudgedFrom({ rule }: Standing): Date {
  return startOfLocalDay(rule.inForceFrom, paceDays);
}

/** When the data become stale: seven days after the last report, or after the plan began to ask; null once all is met. */
export function staleFrom({ facts, plan, standings }: Omit<RiskInput, 'at'>): Date | null {
  const start = planStart(plan);
  if (start === null || !standings.some(({ applicable, met }) => applicable && !met)) return null;
  const reported = facts.lastUpdateAt === null ? start.getTime() : Date.parse(facts.lastUpdateAt);
  return new Date(Math.max(reported, start.getTime()) + staleMs);
}

/** When each returned item will have been untouched for three days, by item id. */
export function untouchedFrom({
  items,
}: SchoolFacts): { item: string; rule: string | null; since: Date; from: Date }[] {
  return Object.entries(items)
    .filter(([, { state }]) => state === 'RETURNED')
    .map(([item, { rule, since }]) => {
      const returnedAt = new Date(since);
      return { item, rule, since: returnedAt, from: new Date(returnedAt.getTime() + untouchedMs) };
    })
    .toSorted((a, b) => (a.item < b.item ? -1 : 1));
}

function gatesDueSoon({ standings, at }: RiskInput): Risk[] {
  return standings
    .filter((standing) => standing.rule.gate && isOpen(standing, at) && gateWarningFrom(standing) <= at)
    .map(({ rule, due }) => ({ cause: 'GATE_DUE_SOON', rule: rule.id, due }));
}

function slowPaces({ facts, standings, at }: RiskInput): Risk[] {
  return standings.flatMap((standing): Risk[] => {
    const { rule, state, numerator, denominator, due } = standing;
    if (!hasPace(rule) || state !== 'UNMET' || !isOpen(standing, at) || at < paceJudgedFrom(standing))
      return [];
    const remaining = denominator - numerator;
    const daysLeft = localDaysBetween(at, due) + 1;
    const gained = numerator - numeratorAtPaceStart(facts, rule, at);
    // remaining / daysLeft > 1.5 × gained / 7, without a division.
    const isTooSlow = remaining * 2 * paceDays > 3 * gained * daysLeft;
    return isTooSlow ? [{ cause: 'PACE', rule: rule.id, remaining, daysLeft, gained }] : [];
  });
}

function blockers({ facts }: RiskInput): Risk[] {
  return Object.entries(facts.difficulties)
    .filter(([, { severity, state }]) => severity === 'BLOCKER' && state !== 'RESOLVED' && state !== 'CLOSED')
    .map(([difficulty]) => difficulty)
    .toSorted()
    .map((difficulty) => ({ cause: 'BLOCKER', difficulty }));
}

/** A certificate that expires too early is no risk once another one that lasts is approved. */
function expiringCertificates({ facts, plan, standings }: RiskInput): Risk[] {
  return standings.flatMap(({ rule, applicable }): Risk[] => {
    if (rule.predicate !== 'ORGANISATION_CERTIFICATE' || !applicable) return [];
    const horizon = certificateHorizon(facts, plan, rule);
    const approved = approvedCertificates(facts).map(({ id, validTo }) => ({
      id,
      validTo: new Date(validTo),
    }));
    if (approved.some(({ validTo }) => validTo >= horizon)) return [];
    return approved.map(({ id, validTo }) => ({
      cause: 'CERTIFICATE_EXPIRES',
      rule: rule.id,
      certificate: id,
      validTo,
    }));
  });
}

function staleness(input: RiskInput): Risk[] {
  const from = staleFrom(input);
  return from !== null && from <= input.at ? [{ cause: 'STALE', since: from }] : [];
}

function untouchedReturns({ facts, at }: RiskInput): Risk[] {
  return untouchedFrom(facts)
    .filter(({ from }) => from <= at)
    .map(({ item, rule, since }) => ({ cause: 'RETURNED_UNTOUCHED', item, rule, since }));
}

/** Not met, and still in time. */
function isOpen({ applicable, met, due }: Standing, at: Date): boolean {
  return applicable && !met && at <= due;
}
