import { sql } from 'kysely';

import { Forbidden } from '../../../shared/errors.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from '../../../shared/events/read.js';
import { canonicalJson } from '../../../shared/report/canonical.js';
import type { Reader, Session } from '../../../shared/session.js';
import { evaluate } from '../compliance/evaluate.js';
import { emptyFacts, type SchoolFacts } from '../compliance/facts.js';
import { foldEvent } from '../compliance/fold.js';
import { readActivePlan, type ActivePlan } from '../plan/active.js';
import { mayRunPlan } from '../policy.js';
import type { StoredEvaluation } from '../stored.js';
import { COMPLIANCE_CONSUMER, concernsCompliance } from './position.js';

const SCHOOLS = 200;

/** A school whose kept compliance is not what its events come to. */
export interface ComplianceDifference {
  readonly school: string;
  readonly what: 'facts' | 'evaluation';
  /** Short enough for a line: the facts that differ by name, or status and score. */
  readonly kept: string;
  readonly anew: string;
}

export interface ComplianceReconciled {
  readonly schools: number;
  readonly differences: readonly ComplianceDifference[];
}

interface Kept {
  school: string;
  facts: SchoolFacts;
  result: StoredEvaluation | null;
  evaluatedAt: string | null;
}

/**
 * Folds every school's events anew, up to where the projection has come, and holds what it keeps against them: none differs, unless
 * something wrote past it. In one snapshot, the office's alone; `loadPlan` of a changed plan or `rebuild` sets right what does.
 */
export async function reconcileCompliance(session: Session): Promise<ComplianceReconciled> {
  const { actor } = session;
  if (!mayRunPlan(actor)) throw new Forbidden({ action: 'fold all compliance anew', role: actor.role });
  return session.read('rollout', async (db) => {
    const plan = await readActivePlan(db);
    const differences: ComplianceDifference[] = [];
    let schools = 0;
    for (let after = ''; plan !== null;) {
      const batch = await readKept(db, after);
      if (batch.length === 0) break;
      after = batch.at(-1)?.school ?? after;
      schools += batch.length;
      const folded = await foldAnew(
        db,
        plan,
        batch.map(({ school }) => school),
      );
      for (const kept of batch) differences.push(...differencesOf(plan, kept, folded.get(kept.school)));
    }
    return { schools, differences };
  });
}

async function readKept(db: Reader, after: string): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select f.school, f.facts, c.result, c.evaluated_at as "evaluatedAt"
      from rollout.school_facts f left join rollout.compliance c on c.school = f.school
     where f.school > ${after} order by f.school limit ${SCHOOLS}`.execute(db);
  return rows;
}

async function foldAnew(
  db: Reader,
  { compliance }: ActivePlan,
  schools: readonly string[],
): Promise<Map<string, SchoolFacts>> {
  const folded = new Map(schools.map((school) => [school, emptyFacts(school)]));
  const { rows } = await sql<EventRow>`
    select ${sql.raw(EVENT_COLUMNS)} from events.history where school = any(${[...schools]}) and type <> 'rollout.complianceChanged'
       and position <= coalesce((select position from events.consumer where name = ${COMPLIANCE_CONSUMER}), 0)
     order by position`.execute(db);
  for (const event of rows.map(toEvent)) {
    const facts = concernsCompliance(event) ? folded.get(event.school) : undefined;
    if (facts !== undefined) folded.set(facts.code, foldEvent(facts, event, compliance));
  }
  return folded;
}

function differencesOf(plan: ActivePlan, kept: Kept, anew: SchoolFacts | undefined): ComplianceDifference[] {
  const { school, facts, result, evaluatedAt } = kept;
  if (anew === undefined) return [];
  const fields = Object.keys(anew) as (keyof SchoolFacts)[];
  const moved = fields.filter((field) => canonicalJson(facts[field] ?? null) !== canonicalJson(anew[field]));
  if (moved.length > 0) {
    return [{ school, what: 'facts', kept: `other ${moved.join(', ')}`, anew: 'them' }];
  }
  if (result === null || evaluatedAt === null) return [];
  const { nextTransition: _when, ...evaluation } = evaluate(anew, plan.compliance, new Date(evaluatedAt));
  if (canonicalJson(evaluation) === canonicalJson(result)) return [];
  const shown = ({ status, score }: Pick<StoredEvaluation, 'status' | 'score'>) =>
    `${status} with ${score.numerator}/${score.denominator}`;
  return [{ school, what: 'evaluation', kept: shown(result), anew: shown(evaluation) }];
}
