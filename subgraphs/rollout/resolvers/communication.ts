import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import type { Audience } from '../../../shared/events/contracts.js';
import type { RolloutContext } from '../context.js';
import { readDistrictCommunications } from '../rows/communication.js';
import { logDistrictCommunication } from '../service/communication.js';
import {
  DistrictAudienceEnum,
  DistrictCommunications,
  LogDistrictCommunicationInput,
  LogDistrictCommunicationPayload,
} from '../types/communication.js';

@Resolver(() => DistrictCommunications)
export class CommunicationResolver {
  @Query(() => DistrictCommunications, {
    description:
      'Truyền thông của Phòng GD&ĐT (IV.1-2): what was done, and which of the five audiences are missing. For everyone.',
  })
  async districtCommunications(@Ctx() { session }: RolloutContext): Promise<DistrictCommunications> {
    const activities = await session.read('rollout', readDistrictCommunications);
    const reached = new Set(activities.flatMap(({ audiences }) => audiences));
    const all = Object.keys(DistrictAudienceEnum) as Audience[];
    return { activities, missing: all.filter((audience) => !reached.has(audience)) };
  }

  @Mutation(() => LogDistrictCommunicationPayload, {
    description: "Ghi hoạt động truyền thông của Phòng GD&ĐT (IV.1-2). The office's.",
  })
  async logDistrictCommunication(
    @Arg('input', () => LogDistrictCommunicationInput, { description: 'Hoạt động.' })
    input: LogDistrictCommunicationInput,
    @Ctx() { session }: RolloutContext,
  ): Promise<LogDistrictCommunicationPayload> {
    return { communication: await logDistrictCommunication(session, input) };
  }
}
