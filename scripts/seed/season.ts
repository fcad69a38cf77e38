import { localDate, startOfLocalDay } from '../../shared/calendar.js';
import type { SettableClock } from '../../shared/clock.js';
import type { Host } from '../host.js';
import type { Action } from './actions.js';
import { contacts } from './contacts.js';
import { readPlan, readSchools, readTemplate } from './data.js';
import { districtDoings } from './district.js';
import { oversight } from './oversight.js';
import { preparation } from './preparation.js';
import { profiles } from './profiles.js';
import { recordProgress } from './records.js';

/** When the register is filled: before the plan's first task begins. */
export const SEASON_START = new Date('2024-04-01T07:00:00+07:00');

/** From this hour on the hub looks at each day: deadlines that passed overnight, and the day's reminders. */
const MORNING_MS = 7 * 3_600_000;

interface Replay {
  host: Host;
  clock: SettableClock;
  until: Date;
  say: (line: string) => void;
}

/**
 * Plays a season of plausible, synthetic activity through the services that users call, each at its own instant and under the
 * name of who would do it; the same every time. What would happen after `until` does not.
 */
export async function replaySeason(replay: Replay): Promise<void> {
  await replay.host.atOwnPace(() => play(replay));
}

async function play({ host, clock, until, say }: Replay): Promise<void> {
  const passTimeUntil = async (instant: Date): Promise<void> => {
    // Services ask what events have told them: these have to be taken first.
    await host.settle();
    for (;;) {
      const now = clock.now();
      const today = new Date(startOfLocalDay(now).getTime() + MORNING_MS);
      const morning = today > now ? today : new Date(startOfLocalDay(now, 1).getTime() + MORNING_MS);
      if (morning > instant) return;
      clock.set(morning);
      await host.passTime();
      await host.settle();
    }
  };

  const actions = seasonActions().filter(({ at }) => at <= until);
  let week = '';
  for (const [index, action] of actions.entries()) {
    if (isNewDay(actions[index - 1], action)) await passTimeUntil(action.at);
    if (weekOf(action.at) !== week) {
      week = weekOf(action.at);
      say(`  ${localDate(action.at)}  ${Math.round((index / actions.length) * 100)} %`);
    }
    clock.set(action.at);
    const session = host.openSession(action.actor);
    await action.run(session);
    await session.end();
  }
  await passTimeUntil(until);
  clock.set(until);
  await host.passTime();
  await host.settle();
}

function seasonActions(): Action[] {
  const plan = readPlan();
  const template = readTemplate();
  const scope = { schoolYear: plan.schoolYear, grades: plan.scopeGrades[plan.schoolYear] ?? [] };
  const schools = new Map(readSchools().schools.map((school) => [school.code, school]));
  const bySchool = profiles.flatMap((profile) => {
    const school = schools.get(profile.code);
    if (school === undefined)
      throw new Error(`The season has a profile of ${profile.code}, which is no synthetic school.`);
    return [...preparation(school, profile, template), ...recordProgress(school, profile, scope)];
  });
  // A stable sort: what happens at the same instant keeps the order in which it was written down.
  const codes = profiles.map(({ code }) => code);
  return [...contacts(codes), ...districtDoings(profiles), ...oversight(), ...bySchool].toSorted(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

function isNewDay(before: Action | undefined, action: Action): boolean {
  return before === undefined || localDate(before.at) !== localDate(action.at);
}

function weekOf(instant: Date): string {
  return String(Math.floor(instant.getTime() / (7 * 86_400_000)));
}
