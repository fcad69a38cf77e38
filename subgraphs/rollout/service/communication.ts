import { randomUUID } from 'node:crypto';

import { DistrictCommunication } from '../../../db/entities/rollout/oversight.js';
import { localDate } from '../../../shared/calendar.js';
import { BadUserInput } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { Audience } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { mayRunPlan } from '../policy.js';
import { requireMay, requireText } from './guard.js';

export interface LogDistrictCommunication {
  audiences: readonly Audience[];
  /** `YYYY-MM-DD`, not in the future. */
  heldOn: string;
  description: string;
}

/** Records how the office told people of the rollout (IV.1-2); a school's own activities are readiness's. */
export async function logDistrictCommunication(
  session: Session,
  input: LogDistrictCommunication,
): Promise<{ id: string; audiences: Audience[]; heldOn: string; description: string }> {
  const { actor, clock } = session;
  requireMay(session, mayRunPlan(actor), "log the office's communication");
  const description = requireText(input.description, 'description');
  const audiences = [...new Set(input.audiences)];
  if (audiences.length === 0)
    throw new BadUserInput({ field: 'audiences', expected: 'at least one audience' });
  const at = clock.now();
  const { heldOn } = input;
  if (heldOn > localDate(at))
    throw new BadUserInput({ field: 'heldOn', expected: 'a day that is not in the future', got: heldOn });
  return session.write(async (em) => {
    const id = randomUUID();
    const row = { id, audiences, heldOn, description };
    await em.insert(DistrictCommunication, { ...row, loggedBy: actor.subject, loggedAt: at });
    const data = { communication: id, audiences, heldOn };
    await appendEvents(em, actor, at, [{ type: 'rollout.districtCommunicated', school: null, data }]);
    return row;
  });
}
