import { StatusChange } from '../../../db/entities/schools/school.js';
import { InvalidTransition } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import type { SchoolStatus } from '../types/enums.js';
import { append, lockSchool, registered, requireOffice, requireText } from './guard.js';
import { writeEntries } from './register.js';

export interface ChangeStatus {
  school: string;
  reason: string;
}

export interface ChangedStatus {
  before: `${SchoolStatus}`;
  after: `${SchoolStatus}`;
  reason: string;
  at: Date;
}

/** Closes a school (it leaves every total, its history stays); INVALID_TRANSITION where it is closed already. */
export async function closeSchool(session: Session, input: ChangeStatus): Promise<ChangedStatus> {
  return changeStatus(session, input, 'CLOSED');
}

/** Reopens a closed school; INVALID_TRANSITION where it is active already. */
export async function reopenSchool(session: Session, input: ChangeStatus): Promise<ChangedStatus> {
  return changeStatus(session, input, 'ACTIVE');
}

async function changeStatus(
  session: Session,
  { school: code, ...input }: ChangeStatus,
  after: `${SchoolStatus}`,
): Promise<ChangedStatus> {
  requireOffice(session, after === 'CLOSED' ? 'close a school' : 'reopen a school', code);
  const reason = requireText(input.reason, 'reason', 1000);
  const at = session.clock.now();
  return session.write(async (em) => {
    const school = await lockSchool(em, code);
    const before = school.status;
    if (before === after) {
      const allowed = before === 'CLOSED' ? ['ACTIVE'] : ['CLOSED'];
      throw new InvalidTransition({ what: 'School', id: code, from: before, to: after, allowed });
    }
    const changed = { ...school, status: after };
    await writeEntries(em, [changed]);
    await em.insert(StatusChange, {
      school: code,
      statusBefore: before,
      statusAfter: after,
      reason,
      changedBy: session.actor.subject,
      at,
    });
    await append(session, em, registered(changed, reason));
    return { before, after, reason, at };
  });
}
