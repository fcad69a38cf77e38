import { TaskExtension } from '../../../db/entities/rollout/oversight.js';
import { isoWithOffset } from '../../../shared/calendar.js';
import { BadUserInput, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { TaskState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan } from '../plan/active.js';
import { mayRunPlan } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { requireMay, requireText } from './guard.js';

export interface ExtendTask {
  task: string;
  /** The last instant that will be in time. */
  to: Date;
  reason: string;
}

/**
 * Gives a task of the active plan more time: appended to what was granted before, the plan's own date stays. Throws BAD_USER_INPUT
 * where `to` lies within what is granted already, or the task is settled.
 */
export async function extendTask(session: Session, input: ExtendTask): Promise<void> {
  requireMay(session, mayRunPlan(session.actor), 'extend a task of the plan');
  const reason = requireText(input.reason, 'reason');
  await session.write(async (em) => {
    const { task, to } = input;
    const { id: plan, document } = await requirePlan(readerOf(em));
    const planned = document.tasks.find(({ id }) => id === task);
    // The task's row is the lock: two extensions of it go one after the other.
    const [known] = await em.execute<{ state: TaskState }[]>(
      'select state from rollout.task_progress where plan = ? and task = ? for update',
      [plan, task],
    );
    if (planned === undefined || known === undefined) throw new NotFound({ what: 'task', id: task });
    if (known.state === 'CONFIRMED' || known.state === 'CANCELLED') {
      throw new BadUserInput({
        field: 'task',
        expected: 'a task that is not confirmed or cancelled',
        got: known.state,
      });
    }
    const [last] = await em.execute<{ after: string | Date }[]>(
      'select due_after as after from rollout.task_extension where plan = ? and task = ? order by id desc limit 1',
      [plan, task],
    );
    const before = new Date(last?.after ?? planned.due);
    if (to <= before) {
      throw new BadUserInput({
        field: 'to',
        expected: `an instant later than the due in force, ${isoWithOffset(before)}`,
        got: isoWithOffset(to),
        fix:
          last === undefined
            ? 'An extension cannot shorten what the plan gives.'
            : 'An extension that lies within one granted before overlaps it: extend from there on.',
      });
    }
    const grantedAt = session.clock.now();
    const granted = { plan, task, before, after: to, reason, grantedBy: session.actor.subject, grantedAt };
    await em.insert(TaskExtension, granted);
    const data = { task, before: isoWithOffset(before), after: isoWithOffset(to), reason };
    await appendEvents(em, session.actor, grantedAt, [{ type: 'rollout.taskExtended', school: null, data }]);
  });
}
