import { localDate, startOfLocalDay } from '../../../shared/calendar.js';
import { effectiveDue } from './deadline.js';
import type { DayMark, FirstMet, SchoolFacts } from './facts.js';
import { withChecklist, type CompliancePlan, type ComplianceRule } from './plan.js';
import { measure } from './predicates.js';
import { validFromOfLasting } from './predicates/signatures.js';
import { hasPace, type Standing, type StandingsInput } from './standing.js';

/** Local days over which pace is measured (D5, AT_RISK b). */
export const paceDays = 7;

/**
 * The facts with every rule marked that was met for the first time since the last event by time alone: a certificate that was
 * approved before it became valid, a checklist that asks less. Called before an event is applied, or a revocation would hide that
 * the rule had been met.
 */
export function markMetByTime(facts: SchoolFacts, plan: CompliancePlan, at: Date): SchoolFacts {
  return markMet({ facts, plan, at, instantOf: (rule) => metByTimeAt({ facts, plan, at }, rule) });
}

/** The facts with every rule marked that an event at the instant made met for the first time. */
export function markMetByEvent(facts: SchoolFacts, plan: CompliancePlan, at: Date): SchoolFacts {
  return markMet({ facts, plan, at, instantOf: () => at });
}

/** Whether the rule was met for the first time only after its due of then; it stays so for ever (D5). */
export function isDoneLate(input: StandingsInput, { rule, met, due }: Standing): boolean {
  const marked = input.facts.firstMet[rule.id];
  if (marked !== undefined) return marked.late;
  const instant = met ? metByTimeAt(input, rule) : null;
  return instant !== null && due < instant;
}

/** The facts with the numerators of the pace rules at the end of the instant's local day, as far as they are known by now. */
export function markDay(facts: SchoolFacts, plan: CompliancePlan, at: Date): SchoolFacts {
  const moved: Record<string, readonly DayMark[]> = {};
  for (const rule of plan.rules.filter(hasPace)) {
    const marks = facts.dayMarks[rule.id] ?? [];
    const { numerator } = measure({ facts, plan, rule, at });
    if (numerator !== (marks.at(-1)?.numerator ?? 0))
      moved[rule.id] = withMark(marks, { date: localDate(at), numerator });
  }
  return Object.keys(moved).length === 0 ? facts : { ...facts, dayMarks: { ...facts.dayMarks, ...moved } };
}

/** The rule's numerator at the end of the local day `paceDays` before the instant's; 0 where nothing had been reported by then. */
export function numeratorAtPaceStart(facts: SchoolFacts, rule: ComplianceRule, at: Date): number {
  const date = paceStart(at);
  return facts.dayMarks[rule.id]?.findLast((mark) => mark.date <= date)?.numerator ?? 0;
}

function markMet(input: {
  facts: SchoolFacts;
  plan: CompliancePlan;
  at: Date;
  instantOf: (rule: ComplianceRule) => Date | null;
}): SchoolFacts {
  const { facts, plan, at, instantOf } = input;
  const marked: Record<string, FirstMet> = {};
  for (const rule of plan.rules) {
    if (facts.firstMet[rule.id] !== undefined || measure({ facts, plan, rule, at }).state !== 'MET') continue;
    const instant = instantOf(rule);
    if (instant === null) continue;
    marked[rule.id] = { at: instant.toISOString(), late: effectiveDue(facts, rule) < instant };
  }
  return Object.keys(marked).length === 0 ? facts : { ...facts, firstMet: { ...facts.firstMet, ...marked } };
}

/** Two things let a met rule be met without an event: its certificate's validity begins, or another checklist comes into force. */
function metByTimeAt(input: StandingsInput, rule: ComplianceRule): Date | null {
  const { facts, plan } = input;
  const valid =
    rule.predicate === 'ORGANISATION_CERTIFICATE' ? validFromOfLasting({ facts, plan, rule }) : null;
  const asked = metSinceChecklist(input, rule);
  return valid === null || (asked !== null && asked > valid) ? asked : valid;
}

/** Since when the checklist in force is one with which the same facts meet the rule; null where they did with every one before. */
function metSinceChecklist({ facts, plan, at }: StandingsInput, rule: ComplianceRule): Date | null {
  let since: Date | null = null;
  for (const checklist of plan.checklists.toReversed()) {
    if (checklist.since !== null && checklist.since > at) continue;
    const before = withChecklist(plan, checklist);
    if (measure({ facts, plan: before, rule, at }).state !== 'MET') return since;
    since = checklist.since;
  }
  return null;
}

/** Keeps the marks of the days that a pace from this day on can reach back to: the last one before them, and theirs. */
function withMark(marks: readonly DayMark[], mark: DayMark): DayMark[] {
  const last = marks.at(-1);
  // Events of two writers may be a moment out of order around midnight: the later day stays the later one.
  const date = last !== undefined && last.date > mark.date ? last.date : mark.date;
  const all = [...marks.filter((earlier) => earlier.date !== date), { ...mark, date }];
  const reach = paceStart(new Date(`${date}T12:00:00+07:00`));
  const from = all.findLastIndex((earlier) => earlier.date <= reach);
  return from > 0 ? all.slice(from) : all;
}

function paceStart(at: Date): string {
  return localDate(startOfLocalDay(at, -paceDays));
}
