import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Forbidden } from '../../../shared/errors.js';
import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import { toDistrictCompletion, trainingGroups } from '../completion.js';
import type { TrainingContext } from '../context.js';
import { aggregatedSchools, mayReadAggregates, mayReadTraining } from '../policy.js';
import { loadCompletion, loadSessions } from '../references.js';
import { sumCompletions } from '../rows/completion.js';
import { School, TrainingCompletion, TrainingGroup, TrainingSession } from '../types/training.js';

@Resolver(() => School)
export class TrainingSchoolResolver {
  @FieldResolver(() => TrainingCompletion, {
    nullable: true,
    description: "Kết quả tập huấn của trường; null where it is not the caller's to see.",
  })
  async training(
    @Root() { code }: School,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Tại thời điểm. What was shown then, against the headcount known then; now when left out.',
    })
    asOf: Date | null,
    @Ctx() context: TrainingContext,
  ): Promise<TrainingCompletion | null> {
    return mayReadTraining(context.actor, code) ? loadCompletion(code, context, asOf ?? null) : null;
  }
}

@Resolver(() => TrainingCompletion)
export class TrainingCompletionResolver {
  @Query(() => TrainingCompletion, {
    description:
      "Kết quả tập huấn toàn quận. All schools in the plan together; a school's people see their own beside the anonymous average.",
  })
  async trainingCompletion(
    @Arg('group', () => TrainingGroup, {
      nullable: true,
      description: 'Nhóm đối tượng; all three when left out.',
    })
    group: TrainingGroup | null,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Tại thời điểm. What was shown then; now when left out.',
    })
    asOf: Date | null,
    @Ctx() { actor, session }: TrainingContext,
  ): Promise<TrainingCompletion> {
    if (!mayReadAggregates(actor))
      throw new Forbidden({ action: "read the district's training", role: actor.role });
    const own = aggregatedSchools(actor);
    const rows = await session.read('training', (db) =>
      sumCompletions(db, { asOf: asOf ?? null, own: own ?? [] }),
    );
    return toDistrictCompletion(rows, {
      groups: group == null ? trainingGroups : [group],
      isOwn: own !== null,
    });
  }

  @FieldResolver(() => [TrainingSession], {
    nullable: true,
    description: 'Các buổi tập huấn trường đã dự, by day; null where the numbers are of several schools.',
  })
  async sessions(
    @Root() { school, asOf }: TrainingCompletion,
    @Ctx() context: TrainingContext,
  ): Promise<TrainingSession[] | null> {
    return school === null ? null : loadSessions(school, context, asOf);
  }
}
