import { TaskHistory } from '../../../db/entities/rollout/plan.js';
import { BadUserInput, InvalidTransition, NotFound, VersionConflict } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { TaskState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan } from '../plan/active.js';
import { mayConfirmTask, mayRunPlan } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { optionalText, requireMay } from './guard.js';

export interface UpdateTaskProgress {
  task: string;
  state: TaskState;
  expectedVersion: number;
  note?: string | null | undefined;
  /** Why a task is cancelled, or taken up again after it was done. */
  reason?: string | null | undefined;
}

/** Where a task may go from where it stands (domain D3). */
const transitions: Readonly<Record<TaskState, readonly TaskState[]>> = {
  PLANNED: ['IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['DONE', 'CANCELLED'],
  DONE: ['CONFIRMED', 'IN_PROGRESS'],
  CONFIRMED: [],
  CANCELLED: [],
};

/**
 * Moves a task of the active plan on; CONFIRMED is the head's. Throws INVALID_TRANSITION where the state machine lacks the way,
 * VERSION_CONFLICT where someone else moved it first, BAD_USER_INPUT where a reason is owed.
 */
export async function updateTaskProgress(session: Session, input: UpdateTaskProgress): Promise<void> {
  const { actor } = session;
  requireMay(session, mayRunPlan(actor), 'move a task of the plan');
  requireMay(session, input.state !== 'CONFIRMED' || mayConfirmTask(actor), 'confirm a task of the plan');
  const note = optionalText(input.note, 'note');
  const reason = optionalText(input.reason, 'reason');
  await session.write(async (em) => {
    const plan = (await requirePlan(readerOf(em))).id;
    const { task, state: to } = input;
    const [known] = await em.execute<{ state: TaskState; version: number }[]>(
      'select state, version from rollout.task_progress where plan = ? and task = ? for update',
      [plan, task],
    );
    if (known === undefined) throw new NotFound({ what: 'task', id: task });
    requireVersion(task, input.expectedVersion, known.version);
    requireTransition(task, known.state, to);
    requireReason(known.state, to, reason);
    const at = session.clock.now();
    const version = known.version + 1;
    await em.execute(
      'update rollout.task_progress set state = ?, version = ?, updated_at = ? where plan = ? and task = ?',
      [to, version, at.toISOString(), plan, task],
      'run',
    );
    await em.insert(TaskHistory, {
      plan,
      task,
      state: to,
      version,
      note,
      reason,
      changedBy: actor.subject,
      at,
    });
    const data = { task, before: known.state, after: to, reason };
    await appendEvents(em, actor, at, [{ type: 'rollout.taskProgressed', school: null, data }]);
  });
}

function requireVersion(task: string, expectedVersion: number, currentVersion: number): void {
  if (expectedVersion !== currentVersion) {
    throw new VersionConflict({ what: 'task', id: task, expectedVersion, currentVersion });
  }
}

function requireTransition(task: string, from: TaskState, to: TaskState): void {
  const allowed = transitions[from];
  if (!allowed.includes(to)) throw new InvalidTransition({ what: 'task', id: task, from, to, allowed });
}

function requireReason(from: TaskState, to: TaskState, reason: string | null): void {
  const isOwed = to === 'CANCELLED' || (from === 'DONE' && to === 'IN_PROGRESS');
  if (isOwed && reason === null) {
    throw new BadUserInput({ field: 'reason', expected: 'why the task is cancelled or taken up again' });
  }
}
