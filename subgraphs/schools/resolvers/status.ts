import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { SchoolsContext } from '../context.js';
import { resolveSchool } from '../references.js';
import { closeSchool, reopenSchool, type ChangedStatus } from '../service/status.js';
import { SchoolStatusChange } from '../types/school.js';
import { ChangeStatusInput, ChangeStatusPayload } from '../types/status.js';
import { existing } from './existing.js';

@Resolver(() => SchoolStatusChange)
export class StatusResolver {
  @Mutation(() => ChangeStatusPayload, {
    description: 'Giải thể trường. The office: the school leaves every total, its history stays.',
  })
  async closeSchool(
    @Arg('input', () => ChangeStatusInput, { description: 'Trường và lý do.' }) input: ChangeStatusInput,
    @Ctx() context: SchoolsContext,
  ): Promise<ChangeStatusPayload> {
    return payloadOf(input.school, await closeSchool(context.session, input), context);
  }

  @Mutation(() => ChangeStatusPayload, { description: 'Mở lại trường đã giải thể. The office.' })
  async reopenSchool(
    @Arg('input', () => ChangeStatusInput, { description: 'Trường và lý do.' }) input: ChangeStatusInput,
    @Ctx() context: SchoolsContext,
  ): Promise<ChangeStatusPayload> {
    return payloadOf(input.school, await reopenSchool(context.session, input), context);
  }
}

async function payloadOf(
  code: string,
  change: ChangedStatus,
  context: SchoolsContext,
): Promise<ChangeStatusPayload> {
  const school = existing(await resolveSchool({ code }, context));
  return {
    change,
    school,
  };
}
