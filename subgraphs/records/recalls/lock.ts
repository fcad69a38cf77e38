import type { EntityManager } from '@mikro-orm/sql';

import { YearLock } from '../../../db/entities/records/unit.js';
import { BadUserInput, Forbidden, InvalidTransition } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import { recordStates } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { writeAgain } from '../again.js';
import { stepsFrom } from '../lifecycle.js';
import { mayLockYear } from '../policy.js';
import { movingUnits } from '../units/move.js';
import { readYear } from '../year.js';
import { requireReason } from './request.js';

/** A lock as it was made. */
export interface LockedYear {
  schoolYear: string;
  /** 1 holds what is accepted, 2 closes the year. */
  lock: 1 | 2;
  units: number;
  lockedAt: Date;
}

const lockable = recordStates.filter((state) => stepsFrom(state, 'LOCK').includes('LOCKED'));

/**
 * Locks the accepted units of a school year ("chốt"), for good. After the first lock what is not accepted yet, late completers
 * (DEFERRED) above all, may still be completed; the second locks those and closes the year. Refused with BAD_USER_INPUT while
 * recalls wait at the second, INVALID_TRANSITION where the year is closed.
 */
export async function lockSchoolYear(
  session: Session,
  input: { schoolYear: string; reason: string },
): Promise<LockedYear> {
  const { actor } = session;
  const { schoolYear } = input;
  if (!mayLockYear(actor)) throw new Forbidden({ action: 'lock a school year', role: actor.role });
  const reason = requireReason(input.reason);
  return writeAgain(session, async (em) => {
    // Two heads at once lock one after the other; reports hold their school first and never this row.
    await em.execute('select 1 from records.scope_year where school_year = ? for update', [schoolYear]);
    const { locks } = await readYear(em, schoolYear);
    if (locks >= 2) {
      throw new InvalidTransition({
        what: 'school year',
        id: schoolYear,
        from: 'CLOSED',
        to: 'LOCKED',
        allowed: [],
      });
    }
    const lock = locks === 0 ? 1 : 2;
    return movingUnits(em, session, await schoolsByUnits(em, schoolYear), async (now) => {
      if (lock === 2) await requireNoneWaiting(em, schoolYear);
      const { affectedRows: units } = await em.execute<{ affectedRows: number }>(
        `update records.unit set state = 'LOCKED', at = ?::timestamptz, source = ?
          where school_year = ? and state in (select jsonb_array_elements_text(?::jsonb))`,
        [now.toISOString(), actor.subject, schoolYear, JSON.stringify(lockable)],
        'run',
      );
      await em.insert(YearLock, { schoolYear, lock, units, reason, lockedAt: now, lockedBy: actor.subject });
      const data = { schoolYear, lock, units, reason } as const;
      await appendEvents(em, actor, now, [{ type: 'records.yearLocked', school: null, data }]);
      return { schoolYear, lock, units, lockedAt: now };
    });
  });
}

async function schoolsByUnits(em: EntityManager, schoolYear: string): Promise<string[]> {
  const rows = await em.execute<{ school: string }[]>(
    'select distinct school from records.grade_progress where by_units and school_year = ? order by school',
    [schoolYear],
  );
  return rows.map(({ school }) => school);
}

async function requireNoneWaiting(em: EntityManager, schoolYear: string): Promise<void> {
  const [row] = await em.execute<{ waiting: number }[]>(
    `select count(*)::int as waiting from records.recall where state = 'PENDING' and school_year = ?`,
    [schoolYear],
  );
  if (row === undefined || row.waiting === 0) return;
  throw new BadUserInput({
    field: 'schoolYear',
    expected: 'no recall that waits for the office',
    got: row.waiting,
    fix: `Decide the ${row.waiting} pending recall(s) of ${schoolYear} first (decideRecall).`,
  });
}
