import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';

import type { SchoolsContext } from '../context.js';
import { resolveSchools } from '../references.js';
import { Me } from '../types/me.js';
import { School } from '../types/school.js';

@Resolver(() => Me)
export class MeResolver {
  @Query(() => Me, { description: 'Tôi: the caller as the token says.' })
  me(@Ctx() { actor, clock }: SchoolsContext): Omit<Me, 'schools'> {
    return {
      subject: actor.subject,
      name: actor.name,
      role: actor.role,
      now: clock.now(),
      isSimulatedTime: clock.isSimulated,
    };
  }

  @FieldResolver(() => [School], { nullable: true })
  async schools(@Ctx() context: SchoolsContext): Promise<School[] | null> {
    const { actor } = context;
    if (actor.schools === 'all') return null;
    return resolveSchools(actor.schools, context);
  }
}
