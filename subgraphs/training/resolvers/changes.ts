import { Arg, Resolver, Root, Subscription } from 'type-graphql';

import { Coalesce } from '../../../shared/subgraph/coalesce.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { followTraining, type FollowTraining } from '../changes.js';
import type { TrainingContext } from '../context.js';
import { TrainingChange, TrainingChangeFilter } from '../types/operations.js';

@Resolver(() => TrainingChange)
export class TrainingChangeResolver {
  @Subscription(() => TrainingChange, {
    description:
      'Theo dõi tập huấn. Each session that a school records; the city department learns that it did, not the numbers.',
    subscribe: ({ args, context }) => followTraining(args as FollowTraining, context as TrainingContext),
  })
  trainingChanged(
    @Root() change: TrainingChange,
    @Arg('after', () => CursorScalar, {
      nullable: true,
      description:
        'Con trỏ cuối cùng đã nhận: all that followed comes first; only new changes when left out.',
    })
    _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Arg('filter', () => TrainingChangeFilter, { nullable: true, description: 'Lọc.' })
    _filter: TrainingChangeFilter | null,
  ): TrainingChange {
    return change;
  }
}
