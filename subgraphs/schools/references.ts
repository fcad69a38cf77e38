import type { EntityKey } from '../../shared/subgraph/build.js';
import type { SchoolsContext } from './context.js';
import { mayReadSchool } from './policy.js';
import type { SchoolRow } from './rows/school.js';
import type { District, Ward } from './types/district.js';
import type { ServiceProvider } from './types/provider.js';
import type { School } from './types/school.js';

/** A school as the graph shows it. */
export function toSchool(row: SchoolRow): School {
  return { ...row, ward: { code: row.ward, name: row.wardName } };
}

/** The school of that code; null where there is none or the actor may not know it. */
export async function resolveSchool(
  { code }: EntityKey,
  { actor, loaders }: SchoolsContext,
): Promise<School | null> {
  if (!mayReadSchool(actor, code)) return null;
  const row = await loaders.school.load(code);
  return row === null ? null : toSchool(row);
}

/** The schools of those codes that exist and that the actor may know, in the order given. */
export async function resolveSchools(codes: readonly string[], context: SchoolsContext): Promise<School[]> {
  const schools = await Promise.all(codes.map((code) => resolveSchool({ code }, context)));
  return schools.filter((school) => school !== null);
}

/** The ward of that code; null where there is none. */
export async function resolveWard({ code }: EntityKey, { loaders }: SchoolsContext): Promise<Ward | null> {
  return loaders.ward.load(code);
}

/** The district of that code; null where there is none. */
export async function resolveDistrict(
  { code }: EntityKey,
  { loaders }: SchoolsContext,
): Promise<District | null> {
  return loaders.district.load(code);
}

/** The provider of that code; null where there is none. */
export async function resolveProvider(
  { code }: EntityKey,
  { loaders }: SchoolsContext,
): Promise<ServiceProvider | null> {
  return loaders.provider.load(code);
}
