import type { EntityManager } from '@mikro-orm/sql';

import type { RecordState } from '../../../shared/events/contracts.js';
import type { Session } from '../../../shared/session.js';
import { lockSchools, readStandings } from '../standing.js';
import { settleGrades } from './grades.js';

/**
 * Holds the schools (in one order), lets `work` move their units, and settles the grades whose counts moved: history and events in
 * the same transaction.
 */
export async function movingUnits<Result>(
  em: EntityManager,
  { actor, clock }: Pick<Session, 'actor' | 'clock'>,
  schools: readonly string[],
  work: (now: Date) => Promise<Result>,
): Promise<Result> {
  const inPlan = await lockSchools(em, schools);
  const before = await readStandings(em, [...inPlan.keys()]);
  const now = clock.now();
  const result = await work(now);
  await settleGrades(em, actor, now, { before, inPlan });
  return result;
}

/** Gives units a new state; the caller has checked that D3 lets them have it. */
export async function moveUnits(
  em: EntityManager,
  uuids: readonly string[],
  to: { state: RecordState; at: Date; source: string },
): Promise<void> {
  await em.execute(
    `update records.unit set state = ?, at = ?::timestamptz, source = ?, error_code = null
      where uuid in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
    [to.state, to.at.toISOString(), to.source, JSON.stringify(uuids)],
    'run',
  );
}
