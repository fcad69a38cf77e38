import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { ReadinessContext } from '../context.js';
import { assignDuty, logCommunication, setWorkingGroup } from '../service/organisation.js';
import { toChecklistItem } from '../shapes/checklist.js';
import { toActivity, toDuty, toWorkingGroup } from '../shapes/organisation.js';
import {
  AssignDutyInput,
  CommunicationPayload,
  DutyPayload,
  LogCommunicationInput,
  SetWorkingGroupInput,
  WorkingGroupPayload,
} from '../types/organisation.js';

@Resolver()
export class OrganisationResolver {
  @Mutation(() => WorkingGroupPayload, {
    description:
      "Lập Tổ công tác của trường (IV.2-1), and with it the checklist's item of the decision. For the school's own people; INVALID_TRANSITION while that item is verified.",
  })
  async setWorkingGroup(
    @Arg('input', () => SetWorkingGroupInput, { description: 'Tổ công tác.' }) input: SetWorkingGroupInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<WorkingGroupPayload> {
    const { workingGroup, entry } = await setWorkingGroup(session, input);
    return {
      workingGroup: toWorkingGroup(workingGroup),
      item: entry === null ? null : toChecklistItem(entry),
      school: { code: input.school },
    };
  }

  @Mutation(() => DutyPayload, {
    description: "Phân công một nhiệm vụ của kế hoạch (IV.2-2). For the school's own people.",
  })
  async assignDuty(
    @Arg('input', () => AssignDutyInput, { description: 'Phân công.' }) input: AssignDutyInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<DutyPayload> {
    const { duty, person } = await assignDuty(session, input);
    return { duty: toDuty(duty, person), school: { code: input.school } };
  }

  @Mutation(() => CommunicationPayload, {
    description: "Ghi nhận một hoạt động truyền thông (IV.2-3). For the school's own people.",
  })
  async logCommunication(
    @Arg('input', () => LogCommunicationInput, { description: 'Hoạt động.' }) input: LogCommunicationInput,
    @Ctx() { session }: ReadinessContext,
  ): Promise<CommunicationPayload> {
    const activity = await logCommunication(session, input);
    return { activity: toActivity(activity), school: { code: input.school } };
  }
}
