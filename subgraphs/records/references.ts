import type { EntityKey } from '../../shared/subgraph/build.js';
import type { RecordsContext } from './context.js';
import { mayKnowSchool } from './policy.js';
import { toSchoolProgress } from './progress.js';
import { toKey, type SchoolYearKey } from './rows.js';
import type { RecordProgress, School } from './types.js';

/** The school under that code; null where the actor may not know it. Whether it exists is the register's to say. */
export function resolveSchool({ code }: EntityKey, { actor }: RecordsContext): School | null {
  return mayKnowSchool(actor, code) ? { code } : null;
}

/** A school's records of a year (the default one where null); null where that year is not in scope. */
export async function loadProgress(
  key: SchoolYearKey,
  grade: number | null,
  { loaders }: RecordsContext,
): Promise<RecordProgress | null> {
  const rows = await loaders.grades.load(toKey(key));
  const schoolYear = rows[0]?.schoolYear;
  return schoolYear === undefined ? null : toSchoolProgress(schoolYear, rows, grade);
}
