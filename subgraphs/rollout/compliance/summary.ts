import { localDaysBetween } from '../../../shared/calendar.js';
import type { ComplianceSummary } from '../../../shared/events/contracts.js';
import type { Compliance, ComplianceLine } from './result.js';

/** What an event tells of a compliance; `unmet` holds the rules in force that are not met or unknown, most points lost first. */
export function summarise(compliance: Compliance): ComplianceSummary {
  const { status, score, readyDeclared, readyVerified, lines } = compliance;
  const unmet = lines.filter((line) => line.inForce && isMissed(line)).map(({ rule }) => rule);
  return { status, score, readyDeclared, readyVerified, unmet };
}

/**
 * The rule that explains a change: the first whose state changed, else the first whose counts did, in the order of the lines
 * after. A rule that became met comes so before one that merely moved (the self-review moves with every item). Null where no
 * rule that stands on both sides changed: only time, a risk or the register moved.
 */
export function changedCause(
  before: readonly ComplianceLine[],
  after: readonly ComplianceLine[],
): { rule: string; clause: string } | null {
  const earlier = new Map(before.map((line) => [line.rule, line]));
  const changed = after.filter((line) => {
    const was = earlier.get(line.rule);
    if (was === undefined) return false;
    return (
      was.state !== line.state || was.numerator !== line.numerator || was.denominator !== line.denominator
    );
  });
  const cause = changed.find((line) => earlier.get(line.rule)?.state !== line.state) ?? changed[0];
  return cause === undefined ? null : { rule: cause.rule, clause: cause.clause };
}

/** Whole local days (Asia/Ho_Chi_Minh) since the passed due, at least 1 once it is passed; 0 where nothing is late. */
export function daysLate(lateSince: Date | null, at: Date): number {
  if (lateSince === null || at <= lateSince) return 0;
  return Math.max(1, localDaysBetween(lateSince, at));
}

/** The days late of one rule, as `daysLate` counts them; 0 where it is met, in time or not the school's. */
export function lineDaysLate(line: ComplianceLine, at: Date): number {
  return isMissed(line) ? daysLate(line.due, at) : 0;
}

function isMissed({ state }: ComplianceLine): boolean {
  return state === 'UNMET' || state === 'UNKNOWN';
}
