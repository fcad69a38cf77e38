import type { EntityManager } from '@mikro-orm/sql';

import { hubActor } from '../../../shared/actor.js';
import type { ConsumerDefinition } from '../../../shared/events/consumer.js';
import type { EventOf } from '../../../shared/events/contracts.js';
import type { Mailer } from '../../../shared/mail/mailer.js';
import { readActivePlan } from '../plan/active.js';
import { readerOf } from '../projection/tables.js';
import { remindToday } from './day.js';
import { deliver, schoolRoles, type Message } from './delivery.js';
import { sendWaiting } from './outbox.js';
import { returnedLetter } from './text.js';

/** Older than this, real time, and a hub that reads its log from the beginning sends no mail for it. */
const FRESH_MS = 24 * 3_600_000;

/** Tells a school at once of what it got back, makes each working day's digests, and sends by e-mail where `mailer` gives a server. */
export function reminderConsumer(mailer: () => Mailer | null): ConsumerDefinition<'readiness.itemReturned'> {
  return {
    name: 'rollout.reminders',
    takes: ['readiness.itemReturned'],
    handle: tellReturned,
    onIdle: async (openSession) => {
      await remindToday(openSession);
      const server = mailer();
      if (server !== null) await sendWaiting(openSession, server);
    },
  };
}

async function tellReturned(
  em: EntityManager,
  returned: readonly EventOf<'readiness.itemReturned'>[],
): Promise<void> {
  const plan = await readActivePlan(readerOf(em));
  for (const { id, school, at, recordedAt, data } of returned) {
    const letter = returnedLetter(plan, data);
    const messages = schoolRoles.map((role): Message => ({
      role,
      school,
      kind: 'RETURNED',
      occasion: id,
      ...letter,
    }));
    await deliver(em, hubActor, at, messages, { byMail: Date.now() - recordedAt.getTime() < FRESH_MS });
  }
}
