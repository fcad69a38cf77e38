import { sql } from 'kysely';

import { hubActor } from '../../../shared/actor.js';
import type { Mailer } from '../../../shared/mail/mailer.js';
import type { OpenSession } from '../../../shared/session.js';
import { readerOf } from '../projection/tables.js';

const BATCH = 20;
const MAX_ATTEMPTS = 8;

interface Waiting {
  id: string;
  email: string;
  title: string;
  body: string;
  attempts: number;
}

/**
 * Sends what waits in the outbox. A mail is leased before it is sent, outside of any transaction, and marked after: whoever falls
 * in between leaves it to be sent again under the same id. One that fails waits twice as long each time; the eighth failure, or two
 * days, end it.
 */
export async function sendWaiting(openSession: OpenSession, mailer: Mailer): Promise<void> {
  for (;;) {
    const batch = await lease(openSession);
    for (const mail of batch) await send(openSession, mailer, mail);
    if (batch.length < BATCH) return;
  }
}

async function lease(openSession: OpenSession): Promise<Waiting[]> {
  return openSession(hubActor).write(async (em) => {
    await sql`
      update rollout.mail set state = 'GIVEN_UP', last_error = coalesce(last_error, 'nobody took it in time')
       where state = 'WAITING' and next_at < clock_timestamp() - interval '2 days'`.execute(readerOf(em));
    const { rows } = await sql<Waiting>`
      update rollout.mail set attempts = attempts + 1,
             next_at = clock_timestamp() + interval '1 minute' * power(2, attempts)
        from rollout.notification n
       where n.id = mail.notification and mail.id in (
         select id from rollout.mail where state = 'WAITING' and next_at <= clock_timestamp()
          order by next_at, id limit ${BATCH} for update skip locked)
      returning mail.id::text as id, mail.email, n.title, n.body, mail.attempts`.execute(readerOf(em));
    return rows;
  });
}

async function send(openSession: OpenSession, mailer: Mailer, mail: Waiting): Promise<void> {
  const { id, email, title, body, attempts } = mail;
  let failure: string | null = null;
  try {
    await mailer.send({ id, to: email, subject: title, text: body });
  } catch (error) {
    failure = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
  }
  await openSession(hubActor).write(async (em) => {
    const state = failure === null ? 'SENT' : attempts >= MAX_ATTEMPTS ? 'GIVEN_UP' : 'WAITING';
    await sql`
      update rollout.mail set state = ${state}, last_error = ${failure}::text,
             sent_at = case when ${state} = 'SENT' then clock_timestamp() end where id = ${id}::uuid`.execute(
      readerOf(em),
    );
  });
}
