import type { EntityManager } from '@mikro-orm/sql';

import { TaskHistory, TaskProgress } from '../../../db/entities/rollout/plan.js';
import { BadUserInput } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { EventData } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { compilePlan, planVersion, requirePlan } from '../plan/active.js';
import { checkPlan, isQuestionnaire } from '../plan/check.js';
import { checklistOf, newest } from '../plan/checklist.js';
import type { PlanChecklist, PlanDocument } from '../plan/document.js';
import { putActivePlan, readKeptPlan, type KeptPlan } from '../plan/version.js';
import { mayPublishPlan, mayRunPlan } from '../policy.js';
import { lockProjection } from '../projection/position.js';
import { rebuild } from '../projection/rebuild.js';
import { readerOf } from '../projection/tables.js';
import { requireMay } from './guard.js';

/**
 * Makes the plan of that file the active one, with what schools are asked: a whole questionnaire, or only the items and duties that
 * the rules need; left out, the active plan's stays. Other rooms learn their part (organisations, wards, grades in scope, the
 * questionnaire) from the event. Throws BAD_USER_INPUT naming every fault of the file by its path. The same plan again changes
 * nothing; another version scores all history anew.
 */
export async function loadPlan(session: Session, planFile: unknown, checklistFile?: unknown): Promise<void> {
  requireMay(session, mayRunPlan(session.actor), 'load a plan');
  await session.write(async (em) => {
    const db = readerOf(em);
    // A checklist that readiness publishes meanwhile is followed after this, or was before: never half.
    await lockProjection(em);
    const active = await readKeptPlan(db);
    const { document, ...asked } = checkPlan(planFile, checklistFile ?? keptOf(active));
    const now = session.clock.now();
    const checklist =
      checklistFile == null && active !== null
        ? active.checklist
        : checklistOf(active?.checklist ?? null, asked, now);
    const version = planVersion(document, checklist);
    if (active?.id === document.id && active.version === version) return;
    await putActivePlan(db, {
      id: document.id,
      version,
      document,
      checklist,
      loadedBy: session.actor.subject,
      loadedAt: now,
    });
    await planTasks(em, session, document);
    await rebuild(em, compilePlan(document, checklist, version), now);
    const { organisations, unit, wards, scopeGrades } = document;
    const data: EventData['rollout.planLoaded'] = {
      plan: document.id,
      before: active?.version ?? null,
      after: version,
      surroundings: { organisations, unit, wards, scopeGrades },
      ...(asked.template === null ? {} : { checklist: asked.template }),
    };
    await appendEvents(em, session.actor, now, [{ type: 'rollout.planLoaded', school: null, data }]);
  });
}

/** As `loadPlan`, through the graph: the head's (domain D4, "publish"). A checklist may also stand in the file itself. */
export async function publishPlan(
  session: Session,
  { document, checklist }: { document: unknown; checklist?: unknown },
): Promise<void> {
  requireMay(session, mayPublishPlan(session.actor), 'publish a plan');
  const file = splitPlanFile(document);
  const given = checklist ?? file.checklist;
  if (given != null && !isQuestionnaire(given)) {
    throw new BadUserInput({
      field: 'checklist.id',
      expected: 'a whole questionnaire: id, version, publishedOn, sections, duties and items',
      fix: 'Leave the checklist out to keep the one in force.',
    });
  }
  await loadPlan(session, file.document, given);
}

/** Folds the log anew under the plan that is overseen: what was changed past it is as its events have it. The office's; NOT_FOUND before a plan. */
export async function rebuildCompliance(session: Session): Promise<void> {
  requireMay(session, mayRunPlan(session.actor), 'fold all compliance anew');
  await session.write(async (em) => {
    await rebuild(em, await requirePlan(readerOf(em)), session.clock.now());
  });
}

/** A plan's file that carries its checklist, as the two that it is. */
export function splitPlanFile(file: unknown): { document: unknown; checklist: unknown } {
  if (typeof file !== 'object' || file === null) return { document: file, checklist: undefined };
  const { checklist, ...document } = file as Record<string, unknown>;
  return { document, checklist };
}

/** What the plan that is overseen asks now; nothing before there is one. */
function keptOf(active: KeptPlan | null): PlanChecklist {
  if (active === null) return { items: [], duties: [] };
  const { items, duties } = newest(active.checklist);
  return { items, duties };
}

/** Every task that the plan has not had before is planned; one that is already under way stays so. */
async function planTasks(
  em: EntityManager,
  session: Session,
  { id: plan, tasks }: PlanDocument,
): Promise<void> {
  const known = await em.find(TaskProgress, { plan }, { fields: ['task'] });
  const fresh = tasks.filter(({ id }) => !known.some(({ task }) => task === id));
  if (fresh.length === 0) return;
  const at = session.clock.now();
  const rows = fresh.map(({ id: task }) => ({ plan, task, state: 'PLANNED', version: 0 }));
  await em.insertMany(
    TaskProgress,
    rows.map((row) => ({ ...row, updatedAt: at })),
  );
  const changedBy = session.actor.subject;
  await em.insertMany(
    TaskHistory,
    rows.map((row) => ({ ...row, note: null, reason: null, changedBy, at })),
  );
}
