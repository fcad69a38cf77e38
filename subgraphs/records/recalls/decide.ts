import type { EntityManager } from '@mikro-orm/sql';

import { Forbidden, InvalidTransition, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import type { Session } from '../../../shared/session.js';
import { writeAgain } from '../again.js';
import { mayDecideRecall } from '../policy.js';
import { movingUnits, moveUnits } from '../units/move.js';
import { requireIds, requireReason } from './request.js';

export interface DecideRecall {
  ids: readonly string[];
  decision: 'AGREE' | 'REFUSE';
  reason: string;
}

interface OpenRecall {
  id: string;
  unit: string;
  school: string;
  schoolYear: string;
  state: string;
}

/**
 * The office's word on recalls: all or none. An agreed unit is RECALLED for good and a new one may take its place; a refused one is
 * accepted as before. NOT_FOUND for an unknown recall, INVALID_TRANSITION for one that was decided. Gives the ids in their order.
 */
export async function decideRecall(session: Session, input: DecideRecall): Promise<string[]> {
  const { actor } = session;
  const { decision } = input;
  if (!mayDecideRecall(actor)) throw new Forbidden({ action: 'decide recalls', role: actor.role });
  const reason = requireReason(input.reason);
  const ids = requireIds(input.ids, 'ids');
  const state = decision === 'AGREE' ? 'AGREED' : 'REFUSED';
  return writeAgain(session, async (em) => {
    const told = [...(await readRecalls(em, ids, '')).values()];
    const schools = [...new Set(told.map(({ school }) => school))];
    return movingUnits(em, session, schools, async (now) => {
      const known = await readRecalls(em, ids, 'for update');
      const recalls = ids.map((id) => requirePending(id, known.get(id), state));
      const moved = decision === 'AGREE' ? 'RECALLED' : 'RECALL_REFUSED';
      await moveUnits(
        em,
        recalls.map(({ unit }) => unit),
        { state: moved, at: now, source: actor.subject },
      );
      await em.execute(
        `update records.recall set state = ?, decision = ?, decided_at = ?::timestamptz, decided_by = ?
          where id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
        [state, reason, now.toISOString(), actor.subject, JSON.stringify(ids)],
        'run',
      );
      const bySchoolYear = Map.groupBy(recalls, ({ school, schoolYear }) =>
        JSON.stringify([school, schoolYear]),
      );
      await appendEvents(
        em,
        actor,
        now,
        [...bySchoolYear.values()].flatMap(([first, ...others]) =>
          first === undefined
            ? []
            : [
                {
                  type: 'records.recallDecided' as const,
                  school: first.school,
                  data: { schoolYear: first.schoolYear, units: others.length + 1, decision, reason },
                },
              ],
        ),
      );
      return ids;
    });
  });
}

async function readRecalls(
  em: EntityManager,
  ids: readonly string[],
  lock: '' | 'for update',
): Promise<Map<string, OpenRecall>> {
  const rows = await em.execute<OpenRecall[]>(
    `select id, unit, school, school_year as "schoolYear", state from records.recall
      where id in (select jsonb_array_elements_text(?::jsonb)::uuid) order by id ${lock}`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function requirePending(id: string, recall: OpenRecall | undefined, to: string): OpenRecall {
  if (recall === undefined) throw new NotFound({ what: 'recall', id });
  if (recall.state === 'PENDING') return recall;
  throw new InvalidTransition({ what: 'recall', id, from: recall.state, to, allowed: [] });
}
