import { sql } from 'kysely';

import { Forbidden } from '../../../shared/errors.js';
import type { Session } from '../../../shared/session.js';
import { maySetScope } from '../policy.js';

/** A counter that is not what the units add up to; `state` is null for the grade's `eligible`. */
export interface CounterDifference {
  school: string;
  schoolYear: string;
  grade: number;
  state: string | null;
  counter: number;
  recount: number;
}

/**
 * Recounts every unit and names the counters that differ, in one snapshot: none, unless something wrote past the triggers. The
 * office's alone, and the one reader that scans units.
 */
export async function reconcileCounters(session: Session): Promise<CounterDifference[]> {
  const { actor } = session;
  if (!maySetScope(actor)) throw new Forbidden({ action: 'recount record units', role: actor.role });
  return session.read('records', async (db) => {
    const { rows } = await sql<CounterDifference>`
      with recounted as (
        select school, school_year, grade, state, count(*)::int as n from records.unit where not replaced
         group by school, school_year, grade, state
      ), counted as (
        select c.school, c.school_year, c.grade, c.state, c.count as n from records.state_counter c
          join records.grade_progress g using (school, school_year, grade) where g.by_units
      ), compared as (
        select school, school_year, grade, state, coalesce(c.n, 0) as counter, coalesce(r.n, 0) as recount
          from counted c full join recounted r using (school, school_year, grade, state)
        union all
        select school, school_year, grade, null, coalesce(g.eligible, 0), coalesce(r.n, 0)
          from (select * from records.grade_progress where by_units) g
          full join (
            select school, school_year, grade, sum(n)::int as n from recounted where state <> 'TRANSFERRED_OUT'
             group by school, school_year, grade
          ) r using (school, school_year, grade)
      )
      select school, school_year as "schoolYear", grade, state, counter, recount from compared
       where counter <> recount order by school, school_year, grade, state`.execute(db);
    return rows;
  });
}
