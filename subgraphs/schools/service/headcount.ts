import type { EntityManager } from '@mikro-orm/sql';

import { Headcount } from '../../../db/entities/schools/school.js';
import { BadUserInput } from '../../../shared/errors.js';
import type { Headcount as HeadcountFact, NewEvent } from '../../../shared/events/contracts.js';
import { requireCount } from '../../../shared/percent.js';
import type { Session } from '../../../shared/session.js';
import { append, requireOffice } from './guard.js';

/** A school's people as of a day, `YYYY-MM-DD`. */
export interface DatedHeadcount extends HeadcountFact {
  school: string;
  asOf: string;
}

/**
 * Adds a school's people as of a day (history is kept); homeroom teachers in scope are among the teachers. A day before that of
 * the headcount in force is refused: what is recorded last is what is in force.
 */
export async function recordHeadcount(session: Session, input: DatedHeadcount): Promise<void> {
  requireOffice(session, 'edit the register');
  const { school, asOf, managers, teachers, staff, homeroomInScope } = input;
  const counts = { managers, teachers, staff, homeroomInScope };
  for (const [field, value] of Object.entries(counts)) requireCount(value, field);
  if (homeroomInScope > teachers) {
    throw new BadUserInput({
      field: 'homeroomInScope',
      expected: `at most ${teachers}`,
      got: homeroomInScope,
    });
  }
  await session.write(async (em) => {
    const inForce = (await lockHeadcounts(em, [school])).get(school);
    if (inForce !== undefined && inForce.asOf > asOf) {
      throw new BadUserInput({ field: 'asOf', expected: `a day from ${inForce.asOf}`, got: asOf });
    }
    await addHeadcounts(session, em, [{ school, asOf, ...counts }]);
  });
}

/** Adds headcounts in force from now on, one event each. */
export async function addHeadcounts(
  session: Session,
  em: EntityManager,
  headcounts: readonly DatedHeadcount[],
): Promise<void> {
  const recordedAt = session.clock.now();
  await em.insertMany(
    Headcount,
    headcounts.map((headcount) => ({ ...headcount, recordedAt })),
  );
  await append(
    session,
    em,
    ...headcounts.map(({ school, ...data }): NewEvent => ({
      type: 'schools.headcountRecorded',
      school,
      data,
    })),
  );
}

/** The headcount in force of each school, whose entries are locked so that two writers come one after the other. */
export async function lockHeadcounts(
  em: EntityManager,
  codes: readonly string[],
): Promise<Map<string, DatedHeadcount>> {
  const list = JSON.stringify(codes);
  await em.execute(
    `select code from schools.school where code in (select jsonb_array_elements_text(?::jsonb)) order by code for update`,
    [list],
  );
  const rows = await em.execute<DatedHeadcount[]>(
    `select distinct on (school) school, as_of::text as "asOf", managers, teachers, staff, homeroom_in_scope as "homeroomInScope"
       from schools.headcount where school in (select jsonb_array_elements_text(?::jsonb)) order by school, as_of desc, id desc`,
    [list],
  );
  return new Map(rows.map((row) => [row.school, row]));
}
