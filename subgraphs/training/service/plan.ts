import { randomUUID } from 'node:crypto';

import { localDate } from '../../../shared/calendar.js';
import { BadUserInput, Forbidden } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import { foldForSearch } from '../../../shared/search.js';
import type { Session } from '../../../shared/session.js';
import { mayPlanTraining } from '../policy.js';
import { requireTopic } from './guard.js';
import type { SessionIdentity, SessionRow } from './session.js';

export interface PlanTraining extends SessionIdentity {
  place?: string | null | undefined;
}

const MAX_PLACE = 300;

/**
 * Announces a session of the city or the district beforehand (T3, III-3): attendance then refers to it. Refused with
 * BAD_USER_INPUT where its day has passed, a school is to hold it, or it is announced already.
 */
export async function planTraining(session: Session, input: PlanTraining): Promise<SessionRow> {
  const { actor, clock } = session;
  if (!mayPlanTraining(actor)) throw new Forbidden({ action: 'announce training', role: actor.role });
  const { organiser, heldOn } = input;
  const topic = requireTopic(input.topic);
  const place = input.place == null ? null : input.place.normalize('NFC').trim().slice(0, MAX_PLACE);
  if (organiser === 'SCHOOL') {
    throw new BadUserInput({
      field: 'organiser',
      expected: 'CITY or DISTRICT',
      got: organiser,
      fix: "A school's own conference is recorded once it has been held.",
    });
  }
  const now = clock.now();
  const today = localDate(now);
  if (heldOn < today)
    throw new BadUserInput({ field: 'heldOn', expected: `a day from today, ${today}`, got: heldOn });
  return session.write(async (em) => {
    const id = randomUUID();
    const at = now.toISOString();
    const inserted = await em.execute<unknown[]>(
      `insert into training.session (id, organiser, held_on, topic, topic_key, created_at, planned_by, planned_at, place)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id`,
      [id, organiser, heldOn, topic, foldForSearch(topic), at, actor.subject, at, place],
    );
    if (inserted.length === 0) {
      throw new BadUserInput({
        field: 'topic',
        expected: 'a session that is not announced yet',
        got: topic,
        fix: `There is one of ${heldOn} on this topic: schools record their attendance at it.`,
      });
    }
    await appendEvents(em, actor, now, [
      { type: 'training.sessionPlanned', school: null, data: { session: id, organiser, heldOn, topic } },
    ]);
    return { id, organiser, school: null, heldOn, topic };
  });
}
