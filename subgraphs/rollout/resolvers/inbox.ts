import { Ctx, Query, Resolver } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import { toCompliance } from '../explain.js';
import { hasInbox, listedSchools, mayReadDifficulty, mayRunPlan } from '../policy.js';
import { listCompliance } from '../rows/compliance.js';
import { readUnresolved } from '../rows/difficulty.js';
import { Inbox } from '../types/inbox.js';
import { readTasks } from './plan.js';

const LISTED = 100;

@Resolver(() => Inbox)
export class InboxResolver {
  @Query(() => Inbox, {
    description: 'Việc cần xử lý. What waits for the caller, within the schools it answers for.',
  })
  async inbox(@Ctx() context: RolloutContext): Promise<Inbox> {
    const { actor, session, clock, loaders } = context;
    if (!hasInbox(actor)) throw new Forbidden({ action: 'have an inbox', role: actor.role });
    const codes = listedSchools(actor);
    const at = clock.now();
    const open = await session.read('rollout', (db) => readUnresolved(db, codes));
    const difficulties = open.filter((row) => mayReadDifficulty(actor, row));
    const late = await session.read('rollout', (db) =>
      listCompliance(db, {
        filter: { status: ['LATE'], codes },
        order: { field: 'DAYS_LATE', direction: 'DESC' },
        page: { first: LISTED, after: null },
        asOf: null,
      }),
    );
    const tasks = mayRunPlan(actor) ? await readTasks(context, await loaders.plan(), at) : [];
    return {
      asOf: at,
      difficultyCount: difficulties.length,
      difficulties: difficulties.slice(0, LISTED).map((row) => toDifficulty(row, at)),
      lateSchoolCount: late.totalCount,
      lateSchools: late.rows.slice(0, LISTED).map((row) => toCompliance(row, at)),
      overdueTasks: tasks.filter(({ isOverdue }) => isOverdue),
    };
  }
}
