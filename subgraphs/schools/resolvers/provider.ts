import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { SchoolsContext } from '../context.js';
import { mayReadSchoolDetail } from '../policy.js';
import { resolveProvider, resolveSchool, resolveSchools } from '../references.js';
import { readAllProviders } from '../rows/provider.js';
import { recordCommitment, setProviders } from '../service/provider.js';
import { loadCommitments } from '../shapes.js';
import {
  ProviderCommitment,
  RecordCommitmentInput,
  RecordCommitmentPayload,
  ServiceProvider,
  SetProvidersInput,
  SetProvidersPayload,
} from '../types/provider.js';
import { School } from '../types/school.js';
import { existing } from './existing.js';

@Resolver(() => ServiceProvider)
export class ProviderResolver {
  @Query(() => [ServiceProvider], { description: 'Các đơn vị cung cấp, by name.' })
  async providers(@Ctx() { session }: SchoolsContext): Promise<ServiceProvider[]> {
    return session.read('schools', readAllProviders);
  }

  @FieldResolver(() => [School], {
    nullable: true,
    description: "Các trường được phục vụ, those that are the caller's to see; null where none may be.",
  })
  async schools(@Root() { code }: ServiceProvider, @Ctx() context: SchoolsContext): Promise<School[] | null> {
    if (context.actor.role === 'city_viewer') return null;
    const served = await context.loaders.served.load(code);
    const shown = served.filter(({ school }) => mayReadSchoolDetail(context.actor, school));
    return resolveSchools(
      shown.map(({ school }) => school),
      context,
    );
  }

  @FieldResolver(() => [ProviderCommitment], {
    nullable: true,
    description: 'Giấy phép, năng lực, kinh nghiệm, cam kết (I.2-4, II.2-2), the latest of each kind first.',
  })
  async commitments(
    @Root() { code }: ServiceProvider,
    @Ctx() context: SchoolsContext,
  ): Promise<ProviderCommitment[]> {
    return loadCommitments(code, context);
  }

  @Mutation(() => SetProvidersPayload, {
    description:
      "Đặt đơn vị cung cấp của trường (II.2-2). A school's people for their own, the office for any.",
  })
  async setProviders(
    @Arg('input', () => SetProvidersInput, { description: 'Trường và các đơn vị.' }) input: SetProvidersInput,
    @Ctx() context: SchoolsContext,
  ): Promise<SetProvidersPayload> {
    await setProviders(context.session, input);
    return { school: existing(await resolveSchool({ code: input.school }, context)) };
  }

  @Mutation(() => RecordCommitmentPayload, {
    description: 'Ghi nhận cam kết của đơn vị cung cấp (I.2-4). The office, having seen the paper.',
  })
  async recordCommitment(
    @Arg('input', () => RecordCommitmentInput, { description: 'Cam kết.' }) input: RecordCommitmentInput,
    @Ctx() context: SchoolsContext,
  ): Promise<RecordCommitmentPayload> {
    await recordCommitment(context.session, input);
    return { provider: existing(await resolveProvider({ code: input.provider }, context)) };
  }
}
