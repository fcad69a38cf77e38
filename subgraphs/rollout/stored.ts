import type { Compliance, ComplianceLine, Risk } from './compliance/result.js';

/** A value as JSON keeps it: instants are ISO strings. */
type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Member)[]
    ? readonly Json<Member>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Json<Value[Key]> }
      : Value;

/** An evaluation without its next transition: what is kept, compared and shown, and stays true until the next one differs. */
export type Evaluation = Omit<Compliance, 'nextTransition'>;

/** An evaluation as the tables keep it. */
export type StoredEvaluation = Json<Evaluation>;
export type StoredLine = Json<ComplianceLine>;
export type StoredRisk = Json<Risk>;

/** The evaluation read back from its stored form, equal to what was stored. */
export function revive(stored: StoredEvaluation): Evaluation {
  return {
    ...stored,
    lateSince: date(stored.lateSince),
    lastUpdateAt: date(stored.lastUpdateAt),
    lines: stored.lines.map(reviveLine),
    risks: stored.risks.map(reviveRisk),
  };
}

/** A stored line with its instants. */
export function reviveLine(line: StoredLine): ComplianceLine {
  return { ...line, due: new Date(line.due), originalDue: new Date(line.originalDue) };
}

function reviveRisk(risk: StoredRisk): Risk {
  switch (risk.cause) {
    case 'GATE_DUE_SOON':
      return { ...risk, due: new Date(risk.due) };
    case 'CERTIFICATE_EXPIRES':
      return { ...risk, validTo: new Date(risk.validTo) };
    case 'STALE':
    case 'RETURNED_UNTOUCHED':
      return { ...risk, since: new Date(risk.since) };
    case 'PACE':
    case 'BLOCKER':
      return risk;
    default: {
      const never: never = risk;
      return never;
    }
  }
}

function date(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
