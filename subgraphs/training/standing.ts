import type { EntityManager } from '@mikro-orm/sql';

import type { StaffGroups } from '../../shared/events/contracts.js';

/** All that is shown of a school's training, as a writer holds it. */
export interface Standing extends StaffGroups {
  school: string;
  inPlan: boolean;
  citySessions: number;
  updatedAt: Date | null;
  peopleManagers: number | null;
  peopleTeachers: number | null;
  peopleStaff: number | null;
  /** When the last row of its history was written; null where there is none. */
  lastAt: Date | null;
}

type StandingRow = Omit<Standing, 'updatedAt' | 'lastAt'> & {
  updatedAt: string | null;
  lastAt: string | null;
};

/** Locks the schools' rows (in one order, so that writers never wait for each other in a circle) and reads what they hold. */
export async function lockStandings(
  em: EntityManager,
  codes: readonly string[],
): Promise<Map<string, Standing>> {
  const list = JSON.stringify(codes);
  await em.execute(
    `select school from training.completion
      where school in (select jsonb_array_elements_text(?::jsonb)) order by school for update`,
    [list],
  );
  // A statement of its own: one that waited for the lock would still see the other tables as they were before it waited.
  const rows = await em.execute<StandingRow[]>(
    `select c.school, coalesce(k.in_plan, true) as "inPlan", c.managers, c.teachers, c.staff,
            c.city_sessions as "citySessions", c.updated_at as "updatedAt", h.managers as "peopleManagers",
            h.teachers as "peopleTeachers", h.staff as "peopleStaff",
            (select max(at) from training.completion_history t where t.school = c.school) as "lastAt"
       from training.completion c
       left join training.known_headcount h on h.school = c.school
       left join training.known_school k on k.school = c.school
      where c.school in (select jsonb_array_elements_text(?::jsonb))`,
    [list],
  );
  return new Map(
    rows.map((row) => [
      row.school,
      { ...row, updatedAt: instant(row.updatedAt), lastAt: instant(row.lastAt) },
    ]),
  );
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
