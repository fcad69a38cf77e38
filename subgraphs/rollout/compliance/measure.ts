import type { SchoolFacts } from './facts.js';
import type { CompliancePlan, ComplianceRule } from './plan.js';

export type RuleState = 'MET' | 'UNMET' | 'UNKNOWN' | 'NOT_APPLICABLE';

/**
 * How far a rule is met. MET exactly where numerator = denominator > 0, UNMET where it is less, and 0/0 where there is nothing to
 * divide (UNKNOWN, NOT_APPLICABLE), so that no percentage can be made of what nobody reported.
 */
export interface Measure {
  readonly state: RuleState;
  readonly numerator: number;
  readonly denominator: number;
  /** Machine keys of what lacks, for the fix; on a MET rule a warning (no backup administrator, a headcount that differs). */
  readonly missing: readonly string[];
}

export interface MeasureInput {
  readonly facts: SchoolFacts;
  readonly plan: CompliancePlan;
  readonly rule: ComplianceRule;
  readonly at: Date;
}

/** One of several things that a rule asks for. */
export interface Part {
  readonly key: string;
  readonly has: boolean;
  /** Whether the school said anything about it at all. */
  readonly reported: boolean;
}

/** Nothing to decide on: never met, never a percentage. */
export function unknown(...missing: readonly string[]): Measure {
  return { state: 'UNKNOWN', numerator: 0, denominator: 0, missing };
}

/** The office granted that the rule does not concern the school. */
export const notApplicable: Measure = { state: 'NOT_APPLICABLE', numerator: 0, denominator: 0, missing: [] };

/** A share of a whole that is known: a denominator of 0 is UNKNOWN, and a numerator above the whole is cut to it. */
export function portion(numerator: number, denominator: number, missing: readonly string[]): Measure {
  if (denominator <= 0) return unknown(...missing);
  const counted = Math.max(0, Math.min(numerator, denominator));
  return { state: counted === denominator ? 'MET' : 'UNMET', numerator: counted, denominator, missing };
}

/** The share of the parts that are there; UNKNOWN while none of them was reported. */
export function portionOf(parts: readonly Part[]): Measure {
  const missing = parts.filter(({ has }) => !has).map(({ key }) => key);
  if (!parts.some(({ reported }) => reported)) return unknown(...missing);
  return portion(parts.length - missing.length, parts.length, missing);
}
