import { FinalReport } from '../../../db/entities/rollout/report.js';
import { isoWithOffset } from '../../../shared/calendar.js';
import { BadUserInput, InvalidTransition } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import { canonicalJson, checksum } from '../../../shared/report/canonical.js';
import type { ProgressReport } from '../../../shared/report/progress.js';
import type { Reader, Session } from '../../../shared/session.js';
import { momentOf } from '../moment.js';
import { requirePlan, type ActivePlan } from '../plan/active.js';
import { mayFreezeReport } from '../policy.js';
import { horizon, lockProjection } from '../projection/position.js';
import { passTimeForDue } from '../projection/sweep.js';
import { readerOf } from '../projection/tables.js';
import { readTaskExtensions, readTaskHistory } from '../rows/task.js';
import { tasksAt } from '../timeline.js';
import { requireMay, requireText } from './guard.js';
import { readProgressReport } from './report.js';

export interface FreezeFinalReport {
  asOf: Date;
  /** The office's words: assessment, causes, proposals (III-5, T7). */
  remarks: string;
  /** True where it amends a report that is frozen already. */
  isAmendment: boolean;
}

/** What the final report says; all of it but the remarks is computed from history. */
export interface FinalReportContent {
  readonly kind: 'FINAL';
  readonly number: number;
  readonly remarks: string;
  readonly tasks: readonly {
    id: string;
    titleVi: string;
    state: string;
    due: string;
    doneAt: string | null;
  }[];
  readonly progress: ProgressReport;
}

/**
 * Freezes the plan's final report (III-5, T7) as it is true of `asOf`: once per plan, and after that only amendments, each with a
 * number of its own; the head's. Throws INVALID_TRANSITION for a second freeze or an amendment of nothing, BAD_USER_INPUT for an
 * instant that lies ahead, or up to which the hub has not taken in everything.
 */
export async function freezeFinalReport(session: Session, input: FreezeFinalReport): Promise<void> {
  const { actor } = session;
  requireMay(session, mayFreezeReport(actor), 'freeze the final report');
  const remarks = requireText(input.remarks, 'remarks', 20_000);
  await session.write(async (em) => {
    const db = readerOf(em);
    // Also keeps a second freeze waiting until this one is done.
    await lockProjection(em);
    const plan = await requirePlan(db);
    const { at } = momentOf(session.clock, input.asOf);
    const taken = await horizon(db, session.clock.now());
    if (taken < at) {
      throw new BadUserInput({
        field: 'asOf',
        expected: `an instant not after ${isoWithOffset(taken)}, up to which all is evaluated`,
        got: isoWithOffset(at),
        fix: 'Try again in a moment.',
      });
    }
    while (await passTimeForDue(em, plan, taken));
    const [last] = await em.find(
      FinalReport,
      { plan: plan.id },
      { fields: ['number', 'hash'], orderBy: { number: 'desc' }, limit: 1 },
    );
    requireOrder(plan.id, input.isAmendment, last?.number ?? 0);
    const number = (last?.number ?? 0) + 1;
    const content = await readFinalReport(db, plan, { at, number, remarks });
    const hash = checksum(content);
    const frozenAt = session.clock.now();
    await em.insert(FinalReport, {
      plan: plan.id,
      number,
      planVersion: plan.version,
      asOf: at,
      remarks,
      content: canonicalJson(content),
      hash,
      frozenBy: actor.subject,
      frozenAt,
    });
    const data = {
      plan: plan.id,
      number,
      asOf: isoWithOffset(at),
      before: last?.hash ?? null,
      after: hash,
      reason: remarks,
    };
    await appendEvents(em, actor, frozenAt, [{ type: 'rollout.finalReportFrozen', school: null, data }]);
  });
}

/** The report's content computed from history; the same input gives the same content at any later time under the same plan. */
export async function readFinalReport(
  db: Reader,
  plan: ActivePlan,
  { at, number, remarks }: { at: Date; number: number; remarks: string },
): Promise<FinalReportContent> {
  const history = await readTaskHistory(db, plan.id, at);
  const taskExtensions = await readTaskExtensions(db, plan.id, at);
  return {
    kind: 'FINAL',
    number,
    remarks,
    tasks: tasksAt({ plan, history, extensions: [], taskExtensions, at }).map(
      ({ id, titleVi, state, due, doneAt }) => ({
        id,
        titleVi,
        state,
        due: isoWithOffset(due),
        doneAt: doneAt === null ? null : isoWithOffset(doneAt),
      }),
    ),
    progress: await readProgressReport(db, plan, { at, past: at }),
  };
}

function requireOrder(plan: string, isAmendment: boolean, last: number): void {
  if (isAmendment === last > 0) return;
  throw new InvalidTransition({
    what: 'final report of plan',
    id: plan,
    from: last > 0 ? 'FROZEN' : 'OPEN',
    to: isAmendment ? 'AMENDED' : 'FROZEN',
    allowed: last > 0 ? ['AMENDED'] : ['FROZEN'],
  });
}
