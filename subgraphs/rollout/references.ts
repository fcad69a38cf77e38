import type { EntityKey } from '../../shared/subgraph/build.js';
import type { RolloutContext } from './context.js';
import { mayReadSchool } from './policy.js';
import type { District, School } from './types/school.js';

/** The school of that code as this subgraph knows it, without a look at the database; null where the actor may not know it. */
export function resolveSchool({ code }: EntityKey, { actor }: RolloutContext): School | null {
  return mayReadSchool(actor, code) ? { code } : null;
}

/** The area that the active plan oversees; null for any other code. */
export async function resolveDistrict(
  { code }: EntityKey,
  { loaders }: RolloutContext,
): Promise<District | null> {
  const { districtCode } = await loaders.plan();
  return code === districtCode ? { code } : null;
}
