import { BadUserInput, Forbidden, NotFound, VersionConflict } from '../../../shared/errors.js';
import type { StaffGroups } from '../../../shared/events/contracts.js';
import { requireCount } from '../../../shared/percent.js';
import type { Session } from '../../../shared/session.js';
import { mayRecordTraining } from '../policy.js';
import { lockStandings } from '../standing.js';
import { groups, requireRoom } from './guard.js';
import { requireSession } from './session.js';
import { attended, difference, readAttendance, writeAttendance } from './totals.js';

export interface CorrectTraining {
  session: string;
  school: string;
  newlyTrained: StaffGroups;
  reason: string;
  expectedVersion: number;
}

const MAX_REASON = 1000;

/**
 * Sets a school's counts at a recorded session right; what stood before stays in its history. All may become 0, for a session
 * recorded by mistake: then the school did not attend it, also not the city's (III-3). A list is not corrected by counts: BAD_USER_INPUT. A stale version is VERSION_CONFLICT; the same counts
 * again change nothing.
 */
export async function correctTraining(session: Session, input: CorrectTraining): Promise<void> {
  const { actor } = session;
  const { school, newlyTrained, expectedVersion } = input;
  if (!mayRecordTraining(actor, school)) {
    throw new Forbidden({ action: 'correct training', role: actor.role, school });
  }
  const reason = requireReason(input.reason);
  for (const group of groups) requireCount(newlyTrained[group], `newlyTrained.${group}`);
  await session.write(async (em) => {
    const standing = (await lockStandings(em, [school])).get(school);
    if (standing === undefined) throw new NotFound({ what: 'school', id: school });
    const held = await requireSession(em, school, input.session);
    const before = await readAttendance(em, held.id, school);
    if (before === null)
      throw new NotFound({ what: `attendance of school ${school} at session`, id: held.id });
    if (before.version !== expectedVersion) {
      throw new VersionConflict({
        what: 'Attendance',
        id: held.id,
        expectedVersion,
        currentVersion: before.version,
      });
    }
    if (before.source === 'LIST') {
      throw new BadUserInput({
        field: 'session',
        expected: 'a session recorded by counts',
        got: held.id,
        fix: 'Its people are known one by one: import the list of those who are missing.',
      });
    }
    const added = difference(newlyTrained, before.newlyTrained);
    const after = { newlyTrained, source: 'COUNTS', version: before.version + 1 } as const;
    const isSame = groups.every((group) => added[group] === 0) && attended(after) === attended(before);
    if (isSame) return;
    requireRoom(standing, added, newlyTrained);
    await writeAttendance(session, em, standing, { held, before, after, reason });
  });
}

function requireReason(text: string): string {
  const reason = text.normalize('NFC').trim();
  if (reason.length >= 1 && reason.length <= MAX_REASON) return reason;
  throw new BadUserInput({ field: 'reason', expected: `1 to ${MAX_REASON} characters` });
}
