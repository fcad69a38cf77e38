import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import { cursorToPosition, positionToCursor } from '../../../shared/cursor.js';
import { pageRequest } from '../../../shared/subgraph/connection.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import { isVisible, logScope, toChange } from '../changes.js';
import type { RolloutContext } from '../context.js';
import { readActivePlan } from '../plan/active.js';
import { readHead, readLog } from '../rows/change.js';
import { ChangeConnection } from '../types/change.js';

@Resolver(() => ChangeConnection)
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description:
      'Nhật ký sự kiện. Every event that the caller may see, in order: for tools that hold no socket. Ask again with `endCursor` and miss nothing.',
  })
  async changes(
    @Arg('after', () => CursorScalar, {
      nullable: true,
      description:
        'Con trỏ: what followed it; from the oldest event held when left out. One that the log no longer reaches back to is answered CURSOR_EXPIRED.',
    })
    after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'Số sự kiện, 1 to 500; 50 when left out.' })
    first: number | null,
    @Ctx() { actor, session }: RolloutContext,
  ): Promise<ChangeConnection> {
    const { first: limit } = pageRequest({ first });
    const position = after == null ? null : cursorToPosition(after);
    const page = await session.read('rollout', (db) =>
      readLog(db, { after: position, limit, scope: logScope(actor) }),
    );
    // Only a provider's view depends on the rules.
    const plan = actor.role === 'provider' ? await session.read('rollout', readActivePlan) : null;
    const nodes = page.events
      .filter((event) => isVisible(actor, event, plan))
      .map((event) => toChange(actor, event));
    return {
      nodes,
      edges: nodes.map((node) => ({ node, cursor: node.cursor })),
      pageInfo: {
        hasNextPage: page.hasMore,
        hasPreviousPage: after != null,
        startCursor: nodes[0]?.cursor ?? null,
        endCursor: positionToCursor(page.position),
      },
    };
  }

  @Query(() => CursorScalar, {
    description:
      'Con trỏ hiện tại. Where the log ends now: whoever takes it before asking for anything else and subscribes `after` it misses nothing between the answer and the subscription.',
  })
  async feedCursor(@Ctx() { session }: RolloutContext): Promise<string> {
    return positionToCursor(await session.read('rollout', readHead));
  }
}
