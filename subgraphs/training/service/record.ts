import { BadUserInput, Forbidden, NotFound } from '../../../shared/errors.js';
import type { SessionOrganiser, StaffGroups } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayRecordTraining } from '../policy.js';
import { lockStandings } from '../standing.js';
import { requireHeld, requireNewlyTrained, requireRoom, requireTopic } from './guard.js';
import { openTrainingSession, requireIdentity, requireSession, type SessionIdentity } from './session.js';
import { readAttendance, writeAttendance, type AttendanceSource } from './totals.js';

export interface RecordTraining {
  school: string;
  /** An announced session; otherwise organiser, day and topic say which. */
  session?: string | null | undefined;
  organiser?: SessionOrganiser | null | undefined;
  /** `YYYY-MM-DD`. */
  heldOn?: string | null | undefined;
  topic?: string | null | undefined;
  /** People trained for the first time: each once over all sessions. */
  newlyTrained: StaffGroups;
}

/** A session as one school has recorded it. */
export interface RecordedTraining extends SessionIdentity {
  id: string;
  newlyTrained: StaffGroups;
  source: AttendanceSource;
  version: number;
  recordedAt: Date;
}

/**
 * Records a school's attendance at a session by counts (III-3, IV.2-5): refused with BAD_USER_INPUT where it lies in the future,
 * is recorded already, trains nobody (the city's sessions may) or more people than the headcount leaves; NOT_FOUND for an unknown
 * school or session.
 */
export async function recordTraining(session: Session, input: RecordTraining): Promise<RecordedTraining> {
  const { actor, clock } = session;
  const { school, newlyTrained } = input;
  if (!mayRecordTraining(actor, school)) {
    throw new Forbidden({ action: 'record training', role: actor.role, school });
  }
  const now = clock.now();
  const given = input.session == null ? requireIdentity(input) : null;
  const identity = given === null ? null : { ...given, topic: requireTopic(given.topic) };
  if (identity !== null) requireAttendable(identity, newlyTrained, now);
  return session.write(async (em) => {
    const standing = (await lockStandings(em, [school])).get(school);
    if (standing === undefined) throw new NotFound({ what: 'school', id: school });
    requireRoom(standing, newlyTrained);
    const held =
      identity === null
        ? await requireSession(em, school, input.session ?? '')
        : await openTrainingSession(em, school, identity, now);
    requireAttendable(held, newlyTrained, now);
    if ((await readAttendance(em, held.id, school)) !== null) {
      throw new BadUserInput({
        field: 'topic',
        expected: `a session that school ${school} has not recorded yet`,
        got: held.topic,
        fix: `The one of ${held.heldOn} on this topic is recorded: correct it, or put people trained later to the session that trained them.`,
      });
    }
    const after = { newlyTrained, source: 'COUNTS', version: 1 } as const;
    await writeAttendance(session, em, standing, { held, before: null, after, reason: null });
    const { id, organiser, heldOn, topic } = held;
    return { id, organiser, heldOn, topic, ...after, recordedAt: now };
  });
}

function requireAttendable({ heldOn, organiser }: SessionIdentity, trained: StaffGroups, now: Date): void {
  requireHeld(heldOn, now);
  requireNewlyTrained(trained, organiser);
}
