import { Arg, Ctx, Query, Resolver } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import { intervalEnds } from '../../../shared/intervals.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { toDistrictCompletion, trainingGroups } from '../completion.js';
import type { TrainingContext } from '../context.js';
import { aggregatedSchools, mayReadAggregates } from '../policy.js';
import { sumCompletionsOverTime } from '../rows/completion.js';
import { TrainingInterval, TrainingPoint } from '../types/history.js';

@Resolver(() => TrainingPoint)
export class TrainingHistoryResolver {
  @Query(() => [TrainingPoint], {
    description:
      "Đường kết quả tập huấn: what was known at the end of each day or week, by time; a school's people see their own schools. LIMIT_EXCEEDED above 400 points.",
  })
  async trainingHistory(
    @Arg('interval', () => TrainingInterval, {
      defaultValue: TrainingInterval.WEEK,
      description: 'Khoảng thời gian giữa hai điểm.',
    })
    interval: TrainingInterval,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: 'Từ thời điểm; 12 weeks (WEEK) or 30 days (DAY) before `to` when left out.',
    })
    from: Date | null,
    @Arg('to', () => DateTimeScalar, {
      nullable: true,
      description: 'Đến thời điểm; now when left out or in the future.',
    })
    to: Date | null,
    @Ctx() { actor, clock, session }: TrainingContext,
  ): Promise<TrainingPoint[]> {
    if (!mayReadAggregates(actor))
      throw new Forbidden({ action: "read the district's training over time", role: actor.role });
    const own = aggregatedSchools(actor);
    const instants = intervalEnds(interval, { from, to }, clock.now());
    const rows = await session.read('training', (db) =>
      sumCompletionsOverTime(db, { instants, own: own ?? [] }),
    );
    return instants.map((at, index) => {
      const then = rows.filter(({ n }) => n === index + 1);
      const { managers, teachers, staff, total, schools, schoolsUnreported } = toDistrictCompletion(then, {
        groups: trainingGroups,
        isOwn: own !== null,
      });
      return { at, managers, teachers, staff, total, schools, schoolsUnreported };
    });
  }
}
