import type { EntityManager } from '@mikro-orm/sql';

import { hubActor } from '../../../shared/actor.js';
import { localDate, startOfLocalDay } from '../../../shared/calendar.js';
import type { OpenSession } from '../../../shared/session.js';
import { readActivePlan, type ActivePlan } from '../plan/active.js';
import { readerOf } from '../projection/tables.js';
import { calendarOf } from '../response-clock.js';
import { readRemindable, readSchoolNames, type RemindableRow } from '../rows/reminder.js';
import { deliver, schoolRoles, type Message } from './delivery.js';
import { isWeekly, rungOn } from './ladder.js';
import { headLetter, schoolLetter, type Entry } from './text.js';

const HOUR_MS = 3_600_000;
/** Before this hour of the local day nobody is reminded. */
const FROM_HOUR = 7;

/** The day that each host has seen to, so that its many ticks cost nothing. */
const done = new WeakMap<OpenSession, string>();

/**
 * Makes the reminders of the domain clock's day, from seven o'clock on, on working days: one digest per role and school. The day is
 * entered in the transaction that makes them, so that of several processes one does it, once.
 */
export async function remindToday(openSession: OpenSession): Promise<void> {
  const session = openSession(hubActor);
  const now = session.clock.now();
  const day = localDate(now);
  if (done.get(openSession) === day || now.getTime() < startOfLocalDay(now).getTime() + FROM_HOUR * HOUR_MS)
    return;
  const isSeenTo = await session.write(async (em) => {
    const plan = await readActivePlan(readerOf(em));
    // A hub without a plan has nothing to remind of yet; it may get one today.
    if (plan === null) return false;
    if (calendarOf(plan).isWorkingDay(day)) await makeDay(em, plan, day, now);
    return true;
  });
  if (isSeenTo) done.set(openSession, day);
}

async function makeDay(em: EntityManager, plan: ActivePlan, day: string, now: Date): Promise<void> {
  const entered = await em.execute<{ day: string }[]>(
    'insert into rollout.reminder_day (day, made_at) values (?::date, ?) on conflict do nothing returning day::text as day',
    [day, now.toISOString()],
  );
  if (entered.length === 0) return;
  const rows = await readRemindable(readerOf(em), {});
  const calendar = calendarOf(plan);
  const reminded = rows.flatMap((row) => {
    const entries = entriesOf(row, (due) => rungOn(calendar, day, due));
    return entries.length === 0 ? [] : [{ ...row, entries }];
  });
  const late = isWeekly(calendar, day) ? rows.filter((row) => overdueRules(row, day).length > 0) : [];
  const names = await readSchoolNames(
    readerOf(em),
    [...reminded, ...late].map(({ school }) => school),
  );
  const nameOf = (school: string) => names.get(school) ?? school;
  const messages = reminded.flatMap(({ school, entries }) =>
    schoolRoles.flatMap((role): Message[] => {
      // The week's list is for who answers for the school; the daily rungs are also for who enters its data.
      const own = role === 'principal' ? entries : entries.filter(({ rung }) => rung !== 'WEEKLY');
      if (own.length === 0) return [];
      const letter = schoolLetter(plan, { name: nameOf(school), day, entries: own, note: null });
      return [{ role, school, kind: 'DIGEST', occasion: day, ...letter }];
    }),
  );
  const toHead = late.map((row) => ({ name: nameOf(row.school), rules: overdueRules(row, day) }));
  if (toHead.length > 0) {
    const letter = headLetter(plan, { day, late: toHead });
    messages.push({ role: 'district_head', school: null, kind: 'DIGEST', occasion: day, ...letter });
  }
  await deliver(em, hubActor, now, messages);
}

function entriesOf({ lines }: RemindableRow, rungOf: (dueDay: string) => Entry['rung']): Entry[] {
  return lines.flatMap((line) => {
    const rung = rungOf(localDate(new Date(line.due)));
    return rung === null ? [] : [{ line, rung }];
  });
}

function overdueRules({ lines }: RemindableRow, day: string): string[] {
  return lines.filter(({ due }) => localDate(new Date(due)) < day).map(({ rule }) => rule);
}
