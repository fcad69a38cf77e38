import type { EntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';

import { hubActor } from '../../../shared/actor.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { HubEvent } from '../../../shared/events/contracts.js';
import { compilePlan, planVersion, type ActivePlan } from '../plan/active.js';
import { afterPublishing } from '../plan/checklist.js';
import { putActivePlan, readKeptPlan } from '../plan/version.js';
import { rebuildSchools } from './rebuild.js';
import { readerOf } from './tables.js';

/**
 * Takes a newly published questionnaire into the plan, as another version of it that counts from its instant on: what was shown
 * before stays. Every school is looked at again at that instant, as for any other instant at which time alone changes something;
 * gives the plan to go on with.
 */
export async function followChecklist(
  em: EntityManager,
  plan: ActivePlan,
  event: HubEvent<'readiness.templatePublished'>,
): Promise<ActivePlan> {
  const db = readerOf(em);
  const kept = await readKeptPlan(db);
  if (kept === null) return plan;
  const checklist = afterPublishing(kept.checklist, event.data, event.at);
  if (checklist === kept.checklist) return plan;
  const { id, document } = kept;
  const version = planVersion(document, checklist);
  const since = new Date(checklist.later?.at(-1)?.since ?? event.at);
  await putActivePlan(db, {
    id,
    version,
    document,
    checklist,
    loadedBy: event.actor.subject,
    loadedAt: event.at,
  });
  const next = compilePlan(document, checklist, version);
  await lookAgainAt(em, next, { since, upTo: event.position });
  await appendEvents(em, hubActor, event.at, [
    { type: 'rollout.planLoaded', school: null, data: { plan: id, before: kept.version, after: version } },
  ]);
  return next;
}

/** The sweeper comes by at the instant. A school that was evaluated beyond it, by an event of a later instant, is folded anew. */
async function lookAgainAt(
  em: EntityManager,
  plan: ActivePlan,
  { since, upTo }: { since: Date; upTo: number },
): Promise<void> {
  const db = readerOf(em);
  const instant = sql`${since.toISOString()}::timestamptz`;
  const { rows } = await sql<{ school: string; evaluatedAt: string }>`
    select school, evaluated_at as "evaluatedAt" from rollout.compliance where evaluated_at >= ${instant} order by school`.execute(
    db,
  );
  const reached = new Map(rows.map(({ school, evaluatedAt }) => [school, new Date(evaluatedAt)]));
  await rebuildSchools(em, plan, { reached, upTo });
  await sql`
    update rollout.compliance set next_transition = least(next_transition, ${instant})
     where evaluated_at < ${instant} and status <> 'EXCLUDED'`.execute(db);
}
