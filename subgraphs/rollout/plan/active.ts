import { sql } from 'kysely';

import { NotFound } from '../../../shared/errors.js';
import { checksum } from '../../../shared/report/canonical.js';
import type { Reader } from '../../../shared/session.js';
import { compliancePlan, type CompliancePlan } from '../compliance/plan.js';
import type { KeptChecklist, PlanClause, PlanDocument, PlanRule } from './document.js';

/** The plan that is overseen, as its file says it and as the engine evaluates it. */
export interface ActivePlan {
  readonly id: string;
  /** Names document and checklist by their content. */
  readonly version: string;
  readonly document: PlanDocument;
  readonly compliance: CompliancePlan;
  readonly rules: ReadonlyMap<string, PlanRule>;
  readonly clauses: ReadonlyMap<string, PlanClause>;
  /** The code of the overseen area, under which the graph knows it as District. */
  readonly districtCode: string;
}

// A version names its content, so a compiled plan is good for as long as the process lives; two are enough for a change of plan.
const compiled = new Map<string, ActivePlan>();
const KEPT = 2;

/** The version of a plan: the same for the same document and checklist, and for no other. */
export function planVersion(document: PlanDocument, checklist: KeptChecklist): string {
  return checksum([document, checklist]).slice(0, 16);
}

/** The plan made ready for the engine; throws where the file contradicts itself. */
export function compilePlan(document: PlanDocument, checklist: KeptChecklist, version: string): ActivePlan {
  const { items, duties } = checklist;
  const later = (checklist.later ?? []).map((next) => ({ ...next, since: new Date(next.since) }));
  return {
    id: document.id,
    version,
    document,
    compliance: compliancePlan({ document, version, items, duties, later }),
    rules: new Map(document.rules.map((rule) => [rule.id, rule])),
    clauses: new Map(document.clauses.map((clause) => [clause.id, clause])),
    districtCode: document.unit.districtCode ?? document.unit.code,
  };
}

/** The active plan, or null before one is loaded; one statement, which carries the document only where this process has not read it yet. */
export async function readActivePlan(db: Reader): Promise<ActivePlan | null> {
  // Held for the time of the read: another request may push a plan out of the cache meanwhile.
  const known = new Map(compiled);
  const versions = [...known.keys()];
  const { rows } = await sql<{
    version: string;
    document: PlanDocument | null;
    checklist: KeptChecklist | null;
  }>`
    select version,
           case when version = any(${versions}) then null else document end as document,
           case when version = any(${versions}) then null else checklist end as checklist
      from rollout.plan where is_active`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const kept = known.get(row.version);
  if (kept !== undefined) return kept;
  const plan = compilePlan(row.document as PlanDocument, row.checklist as KeptChecklist, row.version);
  compiled.set(row.version, plan);
  for (const version of [...compiled.keys()].slice(0, -KEPT)) compiled.delete(version);
  return plan;
}

/** The active plan; NOT_FOUND before one is loaded. */
export async function requirePlan(db: Reader): Promise<ActivePlan> {
  const plan = await readActivePlan(db);
  if (plan === null) throw new NotFound({ what: 'plan', id: 'that is active' });
  return plan;
}

/** The plan's rule of that id; NOT_FOUND where it has none. */
export function requireRule(plan: ActivePlan, rule: string): PlanRule {
  const found = plan.rules.get(rule);
  if (found === undefined) throw new NotFound({ what: 'rule', id: rule });
  return found;
}

/** The text of a clause; empty where the plan does not have it. */
export function clauseText(plan: ActivePlan, clause: string): string {
  return plan.clauses.get(clause)?.textVi ?? '';
}
