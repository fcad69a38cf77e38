import type { EntityManager } from '@mikro-orm/sql';

import {
  CompletionHistory,
  TrainingHeadcount,
  TrainingSchool,
} from '../../db/entities/training/completion.js';
import type { ConsumerDefinition } from '../../shared/events/consumer.js';
import type { EventOf } from '../../shared/events/contracts.js';
import { lockStandings, type Standing } from './standing.js';

/** What training keeps of the register: each school's headcount, and whether it counts in the district. */
export const trainingConsumers: ConsumerDefinition[] = [headcountConsumer()];

type RegisterEvent = EventOf<'schools.schoolRegistered' | 'schools.headcountRecorded'>;

function headcountConsumer(): ConsumerDefinition<RegisterEvent['type']> {
  return {
    name: 'training.headcount',
    takes: ['schools.schoolRegistered', 'schools.headcountRecorded'],
    handle: keepRegister,
  };
}

async function keepRegister(em: EntityManager, events: readonly RegisterEvent[]): Promise<void> {
  const told = events.flatMap((event) => (event.school === null ? [] : [{ event, school: event.school }]));
  if (told.length === 0) return;
  const codes = [...new Set(told.map(({ school }) => school))].toSorted();
  await em.execute(
    `insert into training.completion (school, managers, teachers, staff, city_sessions)
     select school, 0, 0, 0, 0 from jsonb_array_elements_text(?::jsonb) as told (school) on conflict do nothing`,
    [JSON.stringify(codes)],
    'run',
  );
  const standings = await lockStandings(em, codes);
  const history = [];
  for (const { event, school } of told) {
    const before = standings.get(school);
    if (before === undefined) continue;
    const after = toldBy(before, event);
    if (before.lastAt !== null && isSame(before, after)) continue;
    // Behind what was recorded since: the event tells of the past, but it is shown from now on.
    const at = before.lastAt !== null && before.lastAt > event.at ? before.lastAt : event.at;
    standings.set(school, { ...after, lastAt: at });
    const { lastAt: _lastAt, ...shown } = after;
    history.push({ ...shown, at, session: null });
  }
  await keep(em, [...standings.values()]);
  if (history.length > 0) await em.insertMany(CompletionHistory, history);
}

function toldBy(standing: Standing, event: RegisterEvent): Standing {
  if (event.type === 'schools.headcountRecorded') {
    const { managers, teachers, staff } = event.data;
    return { ...standing, peopleManagers: managers, peopleTeachers: teachers, peopleStaff: staff };
  }
  // I.1: the plan is about active schools with primary grades.
  return { ...standing, inPlan: event.data.status === 'ACTIVE' && event.data.hasPrimary };
}

function isSame(a: Standing, b: Standing): boolean {
  return (
    a.inPlan === b.inPlan &&
    a.peopleManagers === b.peopleManagers &&
    a.peopleTeachers === b.peopleTeachers &&
    a.peopleStaff === b.peopleStaff
  );
}

async function keep(em: EntityManager, standings: readonly Standing[]): Promise<void> {
  const schools = standings.map(({ school, inPlan }) => ({ school, inPlan }));
  const headcounts = standings.flatMap(({ school, peopleManagers, peopleTeachers, peopleStaff }) =>
    peopleManagers === null
      ? []
      : [{ school, managers: peopleManagers, teachers: peopleTeachers ?? 0, staff: peopleStaff ?? 0 }],
  );
  await em.upsertMany(TrainingSchool, schools);
  if (headcounts.length > 0) await em.upsertMany(TrainingHeadcount, headcounts);
}
