import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';

import { Coalesce } from '../../../shared/subgraph/coalesce.js';
import { CursorScalar } from '../../../shared/subgraph/scalars.js';
import type { ReadinessContext } from '../context.js';
import { followReadiness, followReturns } from '../service/changes.js';
import { ItemReturn, ReadinessChange, ReadinessChangeFilter } from '../types/changes.js';

const AFTER = 'Con trỏ: goes on after this change, with all that was missed; from now on when left out.';

interface Followed<Args> {
  args: Args & { after?: string | null };
  context: ReadinessContext;
}

@Resolver()
export class ReadinessChangesResolver {
  @Subscription(() => ReadinessChange, {
    description:
      "Thay đổi của phiếu rà soát, at schools within the caller's scope; a provider is told of technical items, the city department of states without values.",
    subscribe: ({ args, context }: Followed<{ filter?: ReadinessChangeFilter | null }>) =>
      followReadiness(context, args),
  })
  readinessChanged(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Arg('filter', () => ReadinessChangeFilter, { nullable: true, description: 'Lọc.' })
    _filter: ReadinessChangeFilter | null,
    @Root() change: ReadinessChange,
  ): ReadinessChange {
    return change;
  }

  @Subscription(() => ItemReturn, {
    description:
      'Nội dung bị trả lại hoặc mở lại, with the reason, at schools that the caller may see in detail.',
    subscribe: ({ args, context }: Followed<{ school?: string | null }>) => followReturns(context, args),
  })
  itemReturned(
    @Arg('after', () => CursorScalar, { nullable: true, description: AFTER }) _after: string | null,
    @Coalesce() _coalesce: number | null,
    @Arg('school', () => ID, {
      nullable: true,
      description: "Mã trường; all within the caller's scope when left out.",
    })
    _school: string | null,
    @Root() change: ItemReturn,
  ): ItemReturn {
    return change;
  }
}
