import type { EntityManager } from '@mikro-orm/sql';

import { Extension } from '../../../db/entities/rollout/plan.js';
import { isoWithOffset } from '../../../shared/calendar.js';
import { BadUserInput } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { Session } from '../../../shared/session.js';
import { requirePlan, requireRule } from '../plan/active.js';
import { mayRunPlan } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { requireMay, requireSchool, requireText } from './guard.js';

export interface ExtendDeadline {
  school: string;
  rule: string;
  /** The last instant that will be in time. */
  to: Date;
  reason: string;
}

export interface GrantedExtension {
  school: string;
  rule: string;
  before: Date;
  after: Date;
  reason: string;
  grantedAt: Date;
}

/**
 * Extends a rule's deadline for one school: appended to those granted before, the plan's own stays. Throws BAD_USER_INPUT unless
 * `to` is later than the deadline in force, or where the plan does not concern the school.
 */
export async function extendDeadline(session: Session, input: ExtendDeadline): Promise<GrantedExtension> {
  requireMay(session, mayRunPlan(session.actor), 'extend a deadline', input.school);
  const reason = requireText(input.reason, 'reason');
  return session.write(async (em) => {
    const { school, rule, to } = input;
    const plan = await requirePlan(readerOf(em));
    const { due } = requireRule(plan, rule);
    const { status, hasPrimary } = await requireSchool(em, school);
    if (status !== 'ACTIVE' || !hasPrimary) {
      throw new BadUserInput({ field: 'school', expected: 'a school that the plan concerns', got: school });
    }
    await lockExtensions(em, school, rule);
    const before = (await lastExtension(em, school, rule)) ?? new Date(due);
    if (to <= before) {
      throw new BadUserInput({
        field: 'to',
        expected: `an instant later than the deadline in force, ${isoWithOffset(before)}`,
        got: isoWithOffset(to),
      });
    }
    const grantedAt = session.clock.now();
    const granted = { school, rule, before, after: to, reason, grantedAt };
    await em.insert(Extension, { ...granted, grantedBy: session.actor.subject });
    const data = { rule, before: isoWithOffset(before), after: isoWithOffset(to), reason };
    await appendEvents(em, session.actor, grantedAt, [{ type: 'rollout.deadlineExtended', school, data }]);
    return granted;
  });
}

/** Two officers who extend the same deadline go one after the other: there may be no row yet that they could lock. */
async function lockExtensions(em: EntityManager, school: string, rule: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtext(?))', [`rollout.extension ${school} ${rule}`]);
}

async function lastExtension(em: EntityManager, school: string, rule: string): Promise<Date | null> {
  const [row] = await em.execute<{ after: string | Date }[]>(
    'select due_after as after from rollout.extension where school = ? and rule = ? order by id desc limit 1',
    [school, rule],
  );
  return row === undefined ? null : new Date(row.after);
}
