import type { StaffGroups } from '../../shared/events/contracts.js';
import type { CompletionRow } from './rows/completion.js';
import type { TrainingGap, TrainingNeed } from './types/organised.js';
import type { TrainingGroup } from './types/training.js';

const fields: Readonly<Record<TrainingGroup, { trained: keyof StaffGroups; people: keyof CompletionRow }>> = {
  MANAGERS: { trained: 'managers', people: 'peopleManagers' },
  TEACHERS: { trained: 'teachers', people: 'peopleTeachers' },
  STAFF: { trained: 'staff', people: 'peopleStaff' },
};

/** Schools below 100 % in one of the groups, or of which it is not known (III-3, IV.2-5): the unknown first, then by how many are missing. */
export function needsOf(rows: readonly CompletionRow[], groups: readonly TrainingGroup[]): TrainingNeed[] {
  return rows
    .flatMap((row) => {
      const gaps = groups.map((group) => gapOf(row, group)).filter(({ missing }) => missing !== 0);
      if (gaps.length === 0) return [];
      const missing = gaps.reduce<number | null>(
        (sum, gap) => (sum === null || gap.missing === null ? null : sum + gap.missing),
        0,
      );
      return [{ school: { code: row.school }, gaps, missing, citySessions: row.citySessions }];
    })
    .toSorted((a, b) => weightOf(b) - weightOf(a));
}

/** Above any real number: of whom nothing is known, one has to ask first. */
function weightOf({ missing }: TrainingNeed): number {
  return missing ?? Number.MAX_SAFE_INTEGER;
}

function gapOf(row: CompletionRow, group: TrainingGroup): TrainingGap {
  const trained = row.updatedAt === null ? null : row[fields[group].trained];
  const people = row[fields[group].people] as number | null;
  const missing = trained === null || people === null ? null : Math.max(0, people - trained);
  return { group, trained, people, missing };
}
