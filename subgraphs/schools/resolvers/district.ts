import { Ctx, Query, Resolver } from 'type-graphql';

import type { SchoolsContext } from '../context.js';
import { readDistricts } from '../rows/district.js';
import { District } from '../types/district.js';

@Resolver(() => District)
export class DistrictResolver {
  @Query(() => District, {
    nullable: true,
    description:
      'Quận: the overseeing office, the offices above it and the wards; null before a plan is loaded.',
  })
  async district(@Ctx() { session }: SchoolsContext): Promise<District | null> {
    const [district] = await session.read('schools', (db) => readDistricts(db, null));
    return district ?? null;
  }
}
