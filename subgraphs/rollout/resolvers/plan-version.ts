import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import type { RolloutContext } from '../context.js';
import { requirePlan } from '../plan/active.js';
import { readPlanVersions } from '../plan/version.js';
import { mayReadOverview } from '../policy.js';
import { publishPlan } from '../service/plan.js';
import { LoadPlanInput, LoadPlanPayload, PlanVersion } from '../types/plan-version.js';
import { toPlan } from './plan.js';

@Resolver(() => PlanVersion)
export class PlanVersionResolver {
  @Query(() => [PlanVersion], {
    description: 'Các phiên bản kế hoạch that were loaded; hand one to `complianceHistory(version)`.',
  })
  async planVersions(@Ctx() { actor, session }: RolloutContext): Promise<PlanVersion[]> {
    if (!mayReadOverview(actor))
      throw new Forbidden({ action: 'read the plan’s versions', role: actor.role });
    const rows = await session.read('rollout', readPlanVersions);
    return rows.map((row) => ({ ...row, loadedAt: new Date(row.loadedAt) }));
  }

  @Mutation(() => LoadPlanPayload, {
    description:
      'Nạp kế hoạch. Makes it the active one and scores all history under it; the version before is kept. BAD_USER_INPUT names every fault by its path. The head’s.',
  })
  async loadPlan(
    @Arg('input', () => LoadPlanInput, { description: 'Kế hoạch cần nạp.' }) input: LoadPlanInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<LoadPlanPayload> {
    await publishPlan(session, input);
    return { plan: toPlan(await session.read('rollout', requirePlan)) };
  }
}
