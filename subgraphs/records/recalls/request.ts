import { randomUUID } from 'node:crypto';

import { RecordRecall } from '../../../db/entities/records/unit.js';
import {
  BadUserInput,
  Forbidden,
  InvalidTransition,
  LimitExceeded,
  NotFound,
} from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { Session } from '../../../shared/session.js';
import { writeAgain } from '../again.js';
import { stepsFrom } from '../lifecycle.js';
import { mayRequestRecall } from '../policy.js';
import type { StoredUnit } from '../units/check.js';
import { movingUnits, moveUnits } from '../units/move.js';
import { readUnits } from '../units/tables.js';

export const MAX_RECALLS = 5000;
const MAX_REASON = 1000;

export interface RequestRecall {
  school: string;
  uuids: readonly string[];
  reason: string;
}

/**
 * Asks the office to take accepted units back (D3): all or none. NOT_FOUND for a unit that is not the school's, INVALID_TRANSITION
 * for one that is not accepted or is locked. Gives the ids of the recalls.
 */
export async function requestRecall(session: Session, input: RequestRecall): Promise<string[]> {
  const { actor } = session;
  const { school } = input;
  if (!mayRequestRecall(actor, school))
    throw new Forbidden({ action: 'request a recall', role: actor.role, school });
  const reason = requireReason(input.reason);
  const uuids = requireIds(input.uuids, 'uuids');
  return writeAgain(session, (em) =>
    movingUnits(em, session, [school], async (now) => {
      const units = await readUnits(em, uuids);
      const found = uuids.map((uuid) => requireRecallable(uuid, units.get(uuid), school));
      await moveUnits(em, uuids, { state: 'RECALL_PENDING', at: now, source: actor.subject });
      const recalls = found.map(({ uuid, schoolYear, grade, state }) => ({
        id: randomUUID(),
        unit: uuid,
        school,
        schoolYear,
        grade,
        fromState: state,
        state: 'PENDING' as const,
        reason,
        requestedAt: now,
        requestedBy: actor.subject,
        decision: null,
        decidedAt: null,
        decidedBy: null,
      }));
      await em.insertMany(RecordRecall, recalls);
      const byYear = Map.groupBy(recalls, ({ schoolYear }) => schoolYear);
      await appendEvents(
        em,
        actor,
        now,
        [...byYear].map(([schoolYear, { length: count }]) => ({
          type: 'records.recallRequested' as const,
          school,
          data: { schoolYear, units: count, reason },
        })),
      );
      return recalls.map(({ id }) => id);
    }),
  );
}

/** The reason without the space around it; refuses one that is empty or too long. */
export function requireReason(text: string): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= MAX_REASON) return reason;
  throw new BadUserInput({
    field: 'reason',
    expected: `a reason of 1 to ${MAX_REASON} characters`,
    got: reason.length,
  });
}

/** The ids, each once and in the form of a UUID; refuses none and more than `MAX_RECALLS`. */
export function requireIds(ids: readonly string[], field: string): string[] {
  if (ids.length === 0) throw new BadUserInput({ field, expected: 'at least one', got: 0 });
  if (ids.length > MAX_RECALLS)
    throw new LimitExceeded({ limit: field, value: MAX_RECALLS, got: ids.length });
  const wrong = ids.find((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  if (wrong !== undefined) throw new BadUserInput({ field, expected: 'UUIDs in lower case', got: wrong });
  return [...new Set(ids)];
}

function requireRecallable(
  uuid: string,
  unit: StoredUnit | undefined,
  school: string,
): StoredUnit & { uuid: string } {
  // Another school's unit is told apart from none by nothing: whose it is would be a fact about that school.
  if (unit === undefined || unit.school !== school) throw new NotFound({ what: 'record unit', id: uuid });
  if (stepsFrom(unit.state, 'RECALL').includes('RECALL_PENDING')) return { uuid, ...unit };
  const allowed = (['REPORT', 'DECISION', 'LOCK'] as const).flatMap((by) => stepsFrom(unit.state, by));
  throw new InvalidTransition({
    what: 'record unit',
    id: uuid,
    from: unit.state,
    to: 'RECALL_PENDING',
    allowed,
  });
}
