import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';

import { BadUserInput, Forbidden } from '../../../shared/errors.js';
import { Coalesce } from '../../../shared/subgraph/coalesce.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { isVisible, toChange } from '../changes.js';
import type { RolloutContext } from '../context.js';
import { toDifficulty } from '../difficulty.js';
import {
  isOverdueDetected,
  toComplianceChanged,
  toDifficultyReported,
  toTaskStatusChanged,
} from '../events.js';
import { followLog } from '../live.js';
import { readActivePlan, type ActivePlan } from '../plan/active.js';
import { mayListDetail, mayReadDifficulty } from '../policy.js';
import { Change } from '../types/change.js';
import { Difficulty } from '../types/difficulty.js';
import { ComplianceChanged, DifficultyReported, TaskStatusChanged } from '../types/live.js';
import { ChangeFilter, ComplianceChangeFilter } from '../types/order.js';

const AFTER = 'Con trỏ: everything behind it first, then live; only what is to come when left out.';

interface Source<Args> {
  args: Args & { after?: string | null };
  context: RolloutContext;
}

@Resolver(() => ComplianceChanged)
export class ComplianceLiveResolver {
  @Subscription(() => ComplianceChanged, {
    description: "Tiến độ thay đổi. A school's status, score, readiness or unmet rules moved.",
    subscribe: (source: Source<{ filter?: ComplianceChangeFilter }>) => followCompliance(source, () => true),
  })
  complianceChanged(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Arg('filter', () => ComplianceChangeFilter, { nullable: true, description: 'Lọc.' })
    _filter: ComplianceChangeFilter | null,
    @Root() change: ComplianceChanged,
  ): ComplianceChanged {
    return change;
  }

  @Subscription(() => ComplianceChanged, {
    description: 'Quá hạn. A school has become late, or is late on one more rule.',
    subscribe: (source: Source<{ filter?: ComplianceChangeFilter }>) =>
      followCompliance(source, isOverdueDetected),
  })
  overdueDetected(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Root() change: ComplianceChanged,
  ): ComplianceChanged {
    return change;
  }

  @Subscription(() => TaskStatusChanged, {
    description: 'Nhiệm vụ chuyển trạng thái.',
    subscribe: ({ args, context }: Source<object>) =>
      followLog(context.feed, args.after, toTaskStatusChanged),
  })
  taskStatusChanged(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Root() change: TaskStatusChanged,
  ): TaskStatusChanged {
    return change;
  }

  @Subscription(() => Change, {
    description: 'Nhật ký sự kiện trực tiếp. Every event that the caller may see, as it is written.',
    subscribe: followChanges,
  })
  changes(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Arg('filter', () => ChangeFilter, { nullable: true, description: 'Lọc.' }) _filter: ChangeFilter | null,
    @Root() change: Change,
  ): Change {
    return change;
  }
}

@Resolver(() => DifficultyReported)
export class DifficultyLiveResolver {
  @Subscription(() => DifficultyReported, {
    description: 'Khó khăn mới. A school has reported a difficulty, or opened one again.',
    subscribe: ({ args, context }: Source<object>) => {
      const { actor, feed } = context;
      if (!mayListDetail(actor))
        throw new Forbidden({ action: 'follow the difficulties of schools', role: actor.role });
      return followLog(feed, args.after, (event) => toDifficultyReported(actor, event));
    },
  })
  difficultyReported(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Root() change: DifficultyReported,
  ): DifficultyReported {
    return change;
  }

  @FieldResolver(() => Difficulty, {
    nullable: true,
    description:
      "Khó khăn as it stands when the event is delivered; null where its matter is not the caller's to see.",
  })
  async difficulty(
    @Root() { id }: DifficultyReported,
    @Ctx() { actor, clock, loaders }: RolloutContext,
  ): Promise<Difficulty | null> {
    const row = await loaders.difficulty.load(id);
    return row !== null && mayReadDifficulty(actor, row) ? toDifficulty(row, clock.now()) : null;
  }
}

async function followCompliance(
  { args, context }: Source<{ filter?: ComplianceChangeFilter | null }>,
  isWanted: (change: ComplianceChanged) => boolean,
): Promise<AsyncIterable<ComplianceChanged>> {
  const { actor, feed } = context;
  const filter = args.filter ?? null;
  if (filter?.school != null && !mayListDetail(actor)) {
    throw new Forbidden({ action: 'follow single schools', role: actor.role });
  }
  const plan = await planForProvider(context);
  return followLog(feed, args.after, (event) => {
    const change = toComplianceChanged(actor, plan, filter, event);
    return change !== null && isWanted(change) ? change : null;
  });
}

async function followChanges({
  args,
  context,
}: Source<{ filter?: ChangeFilter | null }>): Promise<AsyncIterable<Change>> {
  const { actor, feed } = context;
  const { types, school } = args.filter ?? {};
  const odd = types?.find((type) => !/^[a-z]+\.[a-zA-Z]+$/.test(type));
  if (odd !== undefined) {
    throw new BadUserInput({
      field: 'filter.types',
      expected: 'event types such as readiness.itemVerified',
      got: odd,
    });
  }
  const plan = await planForProvider(context);
  return followLog(feed, args.after, (event) => {
    const isAsked =
      (types == null || types.includes(event.type)) && (school == null || school === event.school);
    return isAsked && isVisible(actor, event, plan) ? toChange(actor, event) : null;
  });
}

/** Only a provider's view depends on the rules. The snapshot is given back at once: a subscription may live for days. */
async function planForProvider({ actor, session }: RolloutContext): Promise<ActivePlan | null> {
  if (actor.role !== 'provider') return null;
  try {
    return await session.read('rollout', readActivePlan);
  } finally {
    await session.end();
  }
}
