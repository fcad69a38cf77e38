import type { EntityManager } from '@mikro-orm/sql';

import { ScopeYear } from '../../db/entities/records/known.js';
import { localDate } from '../../shared/calendar.js';
import { BadUserInput, Forbidden } from '../../shared/errors.js';
import type { PlanSurroundings } from '../../shared/events/contracts.js';
import type { Session } from '../../shared/session.js';
import { maySetScope } from './policy.js';

export interface SetScope {
  /** `2023-2024`. */
  schoolYear: string;
  grades: readonly number[];
  /** Whether a homeroom teacher must sign before a manager; the specification leaves it open (D3), so it is not, unless said. */
  homeroomRequired?: boolean;
}

/** The month in which a school year opens: the summer before it still belongs to the late completers of the year before. */
const OPENING_MONTH = 9;
const MAX_GRADE = 12;

/** Sets the grades whose records are in the plan in a school year (II.1-2), in place of those set before; the office's alone. */
export async function setScope(
  session: Session,
  { schoolYear, grades, homeroomRequired = false }: SetScope,
): Promise<void> {
  const { actor } = session;
  if (!maySetScope(actor)) throw new Forbidden({ action: 'set the grades in scope', role: actor.role });
  requireSchoolYear(schoolYear);
  for (const grade of grades) {
    if (!Number.isInteger(grade) || grade < 1 || grade > MAX_GRADE) {
      throw new BadUserInput({ field: 'grades', expected: `grades from 1 to ${MAX_GRADE}`, got: grade });
    }
  }
  const inOrder = [...new Set(grades)].toSorted((a, b) => a - b);
  if (inOrder.length === 0)
    throw new BadUserInput({ field: 'grades', expected: 'at least one grade', got: 0 });
  await session.write(async (em) => {
    await em.upsert(ScopeYear, { schoolYear, grades: inOrder, homeroomRequired });
  });
}

/** Takes the grades in scope of the plan that is overseen; whether a homeroom teacher must sign stays as the office set it. */
export async function takeScope(
  em: EntityManager,
  scopeGrades: PlanSurroundings['scopeGrades'],
): Promise<void> {
  const years = Object.entries(scopeGrades).map(([schoolYear, grades]) => ({
    schoolYear,
    grades: [...new Set(grades)].toSorted((a, b) => a - b),
    homeroomRequired: false,
  }));
  await em.upsertMany(ScopeYear, years, { onConflictMergeFields: ['grades'] });
}

/** The calendar year in which the latest school year that has opened by `at` began: 2023 in June 2024. */
export function openedYear(at: Date): number {
  const [year, month] = localDate(at).split('-').map(Number) as [number, number];
  return month >= OPENING_MONTH ? year : year - 1;
}

/** The refusal of a school year whose scope is not known. */
export function unknownYear(got: string | null, known: readonly string[]): BadUserInput {
  return new BadUserInput({
    field: 'schoolYear',
    expected: known.length === 0 ? 'a school year whose scope is set' : `one of ${known.join(', ')}`,
    got,
    ...(known.length === 0
      ? { fix: 'No school year is in scope yet: the office has to load the plan first.' }
      : {}),
  });
}

/** The refusal of a grade that is not kept as digital records in that year (II.1-2). */
export function outOfScope(grade: number, schoolYear: string, grades: readonly number[]): BadUserInput {
  return new BadUserInput({
    field: 'grade',
    expected: `a grade in scope of ${schoolYear}: ${grades.join(', ')}`,
    got: grade,
  });
}

function requireSchoolYear(text: string): void {
  const [, from, to] = /^(\d{4})-(\d{4})$/.exec(text) ?? [];
  if (from !== undefined && Number(to) === Number(from) + 1) return;
  throw new BadUserInput({
    field: 'schoolYear',
    expected: 'two years in a row such as 2023-2024',
    got: text,
  });
}
