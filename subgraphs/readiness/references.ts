import type { EntityKey } from '../../shared/subgraph/build.js';
import type { ReadinessContext } from './context.js';
import { mayKnowSchool } from './policy.js';
import type { School } from './types/school.js';

/** The school of that code, or null where the actor may not know it. That there is one, the register answers for. */
export function resolveSchool({ code }: EntityKey, { actor }: ReadinessContext): School | null {
  return mayKnowSchool(actor, code) ? { code } : null;
}
