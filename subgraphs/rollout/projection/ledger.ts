import { isDeepStrictEqual } from 'node:util';

import type { AnyHubEvent, EventData } from '../../../shared/events/contracts.js';
import { evaluate } from '../compliance/evaluate.js';
import type { SchoolFacts } from '../compliance/facts.js';
import { foldEvent } from '../compliance/fold.js';
import type { CompliancePlan } from '../compliance/plan.js';
import { changedCause, lineDaysLate, summarise } from '../compliance/summary.js';
import type { Evaluation } from '../stored.js';
import { registerEntry, type RegisterEntry } from './register.js';

/** A school as the projection holds it while it works: its facts, its entry in the register, and its last evaluation. */
export interface SchoolState {
  readonly school: string;
  facts: SchoolFacts;
  /** Null until the register names the school: before that it is in no list and no total. */
  entry: RegisterEntry | null;
  current: Evaluated | null;
}

export interface Evaluated {
  readonly evaluation: Evaluation;
  readonly validFrom: Date;
  readonly evaluatedAt: Date;
  readonly nextTransition: Date | null;
}

/** An evaluation that differs from the one before, from its instant on. */
export interface HistoryEntry {
  readonly school: string;
  readonly entry: RegisterEntry;
  readonly evaluation: Evaluation;
  readonly validFrom: Date;
}

export type ComplianceChange = EventData['rollout.complianceChanged'];

/** Everything that one batch does, before it is written. */
export interface Ledger {
  readonly plan: CompliancePlan;
  readonly schools: ReadonlyMap<string, SchoolState>;
  readonly touched: Set<string>;
  readonly history: HistoryEntry[];
  readonly changes: { readonly school: string; readonly at: Date; readonly data: ComplianceChange }[];
}

/** Lets time pass for a school up to the instant, that instant included: every transition on the way is evaluated where it stands. */
export function passTime(ledger: Ledger, state: SchoolState, until: Date): void {
  for (;;) {
    const next = state.current?.nextTransition ?? null;
    if (next === null || next > until) return;
    evaluateAt(ledger, state, next);
  }
}

/**
 * Takes one event of the school: first the time before it, then the event itself, evaluated at its instant. An event that comes
 * out of order (its instant lies before the last evaluation) counts from that evaluation on, for what was shown stays shown.
 */
export function takeEvent(ledger: Ledger, state: SchoolState, event: AnyHubEvent): void {
  passTime(ledger, state, event.at);
  const facts = foldEvent(state.facts, event, ledger.plan);
  const entry =
    event.type === 'schools.schoolRegistered' ? registerEntry(state.school, event.data) : state.entry;
  if (facts === state.facts && entry === state.entry) return;
  const isEntryChanged = !isDeepStrictEqual(entry, state.entry);
  state.facts = facts;
  state.entry = entry;
  ledger.touched.add(state.school);
  const evaluatedAt = state.current?.evaluatedAt ?? event.at;
  evaluateAt(ledger, state, evaluatedAt > event.at ? evaluatedAt : event.at, isEntryChanged);
}

function evaluateAt(ledger: Ledger, state: SchoolState, at: Date, isEntryChanged = false): void {
  const { school, entry, facts, current: before } = state;
  if (entry === null) return;
  const { nextTransition, ...evaluation } = evaluate(facts, ledger.plan, at);
  const isChanged = before === null || isEntryChanged || !isDeepStrictEqual(evaluation, before.evaluation);
  const validFrom = isChanged ? at : before.validFrom;
  state.current = { evaluation, validFrom, evaluatedAt: at, nextTransition };
  ledger.touched.add(school);
  if (isChanged) remember(ledger, { school, entry, evaluation, validFrom });
  // A due can pass and leave the evaluation as it was: the rule was unmet before, and another was late already.
  const data = changeBetween(before, state.current);
  if (data !== null) ledger.changes.push({ school, at, data });
}

/** Of several evaluations at one instant only the last is history: the others were never shown. */
function remember({ history }: Ledger, entry: HistoryEntry): void {
  const last = history.findLastIndex(({ school }) => school === entry.school);
  if (last >= 0 && history[last]?.validFrom.getTime() === entry.validFrom.getTime()) history.splice(last, 1);
  history.push(entry);
}

/** What the log tells of a change; null where neither the summary moved nor a due passed unmet. */
export function changeBetween(before: Evaluated | null, after: Evaluated): ComplianceChange | null {
  const was = before === null ? null : summarise(asCompliance(before));
  const is = summarise(asCompliance(after));
  const lateBefore = before === null ? [] : lateRules(before);
  const newlyLate = lateRules(after).filter((rule) => !lateBefore.includes(rule));
  if (newlyLate.length === 0 && isDeepStrictEqual(was, is)) return null;
  const cause = changedCause(before?.evaluation.lines ?? [], after.evaluation.lines);
  return { before: was, after: is, cause: cause ?? causeOf(newlyLate, after), newlyLate };
}

function asCompliance({
  evaluation,
  nextTransition,
}: Evaluated): Evaluation & { nextTransition: Date | null } {
  return { ...evaluation, nextTransition };
}

function lateRules({ evaluation, evaluatedAt }: Evaluated): string[] {
  return evaluation.lines.filter((line) => lineDaysLate(line, evaluatedAt) > 0).map(({ rule }) => rule);
}

/** Where only a due passed, the first rule that it left late explains the change. */
function causeOf(
  rules: readonly string[],
  { evaluation }: Evaluated,
): { rule: string; clause: string } | null {
  const line = evaluation.lines.find(({ rule }) => rules.includes(rule));
  return line === undefined ? null : { rule: line.rule, clause: line.clause };
}
