import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import { readInbox } from '../service/inbox.js';
import { ReadinessInbox } from '../types/inbox.js';

@Resolver()
export class InboxResolver {
  @Query(() => ReadinessInbox, {
    description:
      'Việc chờ Phòng: what schools have submitted, registered or left untouched. For the office, and for an inspector of its schools, without certificates.',
  })
  readinessInbox(
    @Arg('first', () => Int, {
      defaultValue: 100,
      description: 'Số dòng tối đa của mỗi danh sách, 1 to 500.',
    })
    first: number,
    @Arg('untouchedDays', () => Int, {
      defaultValue: 3,
      description: 'Số ngày từ khi trả lại, from which an item counts as untouched, 0 to 366.',
    })
    untouchedDays: number,
    @Ctx() { session }: ReadinessContext,
  ): Promise<ReadinessInbox> {
    return readInbox(session, { first, untouchedDays });
  }
}
