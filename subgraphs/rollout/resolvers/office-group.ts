import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { DateTimeScalar } from '../../../shared/subgraph/scalars.js';
import type { RolloutContext } from '../context.js';
import { momentOf } from '../moment.js';
import { readOfficeWorkingGroup, type OfficeWorkingGroupRow } from '../rows/office-group.js';
import { setOfficeWorkingGroup } from '../service/office-group.js';
import {
  OfficeWorkingGroup,
  SetOfficeWorkingGroupInput,
  SetOfficeWorkingGroupPayload,
} from '../types/office-group.js';

@Resolver(() => OfficeWorkingGroup)
export class OfficeWorkingGroupResolver {
  @Query(() => OfficeWorkingGroup, {
    nullable: true,
    description:
      'Tổ công tác của Phòng GD&ĐT (T2, III-1): whom schools turn to; null before it is set up. For everyone.',
  })
  async officeWorkingGroup(
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'Thời điểm xem: as it was then; now when left out, never in the future.',
    })
    asOf: Date | null | undefined,
    @Ctx() { clock, session }: RolloutContext,
  ): Promise<OfficeWorkingGroup | null> {
    const { at } = momentOf(clock, asOf);
    const row = await session.read('rollout', (db) => readOfficeWorkingGroup(db, at));
    return row === null ? null : shown(row);
  }

  @Mutation(() => SetOfficeWorkingGroupPayload, {
    description:
      'Lập hoặc kiện toàn Tổ công tác của Phòng GD&ĐT by a decision (T2). BAD_USER_INPUT where not exactly one leads it. The office’s.',
  })
  async setOfficeWorkingGroup(
    @Arg('input', () => SetOfficeWorkingGroupInput, { description: 'Quyết định và thành viên.' })
    input: SetOfficeWorkingGroupInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<SetOfficeWorkingGroupPayload> {
    return { workingGroup: shown(await setOfficeWorkingGroup(session, input)) };
  }
}

function shown(row: OfficeWorkingGroupRow): OfficeWorkingGroup {
  return { ...row, setAt: new Date(row.setAt) };
}
