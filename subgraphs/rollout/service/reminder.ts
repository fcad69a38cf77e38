import { localDate } from '../../../shared/calendar.js';
import type { ComplianceStatus } from '../../../shared/events/contracts.js';
import type { Reader, Session } from '../../../shared/session.js';
import { requirePlan, requireRule, type ActivePlan } from '../plan/active.js';
import { mayRemind } from '../policy.js';
import { readerOf } from '../projection/tables.js';
import { deliver, schoolRoles, type Message } from '../reminders/delivery.js';
import { schoolLetter } from '../reminders/text.js';
import { readRecipients } from '../rows/notification.js';
import { readRemindable, readRemindedOn, readSchoolNames } from '../rows/reminder.js';
import { optionalText, requireMay } from './guard.js';

export interface SendReminders {
  filter: {
    status?: readonly ComplianceStatus[] | null | undefined;
    rule?: string | null | undefined;
    ward?: readonly string[] | null | undefined;
    school?: readonly string[] | null | undefined;
  };
  dryRun: boolean;
  note?: string | null | undefined;
}

export interface PreparedReminder {
  school: string;
  role: string;
  title: string;
  body: string;
  emails: string[];
  /** Whether this role of the school was reminded by the office today already: nothing is sent again. */
  alreadySent: boolean;
}

export interface SentReminders {
  day: string;
  sent: number;
  reminders: PreparedReminder[];
}

/**
 * Reminds the schools that the filter lets through of all that they lack, the principal and the admin of each, once a day however often
 * it is called; a dry run shows who would get what and sends nothing.
 */
export async function sendReminders(session: Session, input: SendReminders): Promise<SentReminders> {
  requireMay(session, mayRemind(session.actor), 'send reminders');
  const note = optionalText(input.note, 'note');
  const now = session.clock.now();
  const day = localDate(now);
  if (input.dryRun) {
    const reminders = await session.read('rollout', (db) => prepare(db, { ...input, note, day }));
    return { day, sent: 0, reminders };
  }
  return session.write(async (em) => {
    const reminders = await prepare(readerOf(em), { ...input, note, day });
    const messages = reminders
      .filter(({ alreadySent }) => !alreadySent)
      .map(({ school, role, title, body }): Message => ({
        school,
        role,
        title,
        body,
        kind: 'REMINDER',
        occasion: day,
      }));
    return { day, sent: await deliver(em, session.actor, now, messages), reminders };
  });
}

async function prepare(
  db: Reader,
  { filter, note, day }: { filter: SendReminders['filter']; note: string | null; day: string },
): Promise<PreparedReminder[]> {
  const plan: ActivePlan = await requirePlan(db);
  if (filter.rule != null) requireRule(plan, filter.rule);
  const rows = await readRemindable(db, filter);
  const names = await readSchoolNames(
    db,
    rows.map(({ school }) => school),
  );
  const addresses = await readRecipients(db, { school: null, subject: null });
  const sent = await readRemindedOn(db, day);
  return rows.flatMap(({ school, lines }) => {
    const entries = lines.map((line) => ({ line, rung: null }));
    const letter = schoolLetter(plan, { name: names.get(school) ?? school, day, entries, note });
    return schoolRoles.map((role) => ({
      school,
      role,
      ...letter,
      emails: addresses.filter((row) => row.school === school && row.role === role).map(({ email }) => email),
      alreadySent: sent.has(`${role} ${school}`),
    }));
  });
}
