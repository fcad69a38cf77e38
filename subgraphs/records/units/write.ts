import type { EntityManager } from '@mikro-orm/sql';

import type { Actor } from '../../../shared/actor.js';
import { BadUserInput, NotFound } from '../../../shared/errors.js';
import { appendEvents } from '../../../shared/events/append.js';
import { lockSchools, readStandings, type CountedGrade, type GradeStanding } from '../standing.js';
import { readYearOf, requireOpen, type YearStanding } from '../year.js';
import { faultOfChange, faultOfNew, type ReportedUnit, type UnitRules } from './check.js';
import type { Owner } from './copy.js';
import { collect, faultsOfForm, faultsOfTwice, requireNone } from './faults.js';
import { countUnits, settleGrades, type MovedGrade } from './grades.js';
import { addUnits, changeUnits, findKnown, markReplaced, readUnits } from './tables.js';

export interface WriteUnits {
  school: string;
  schoolYear: string;
  units: readonly ReportedUnit[];
  by: Actor;
  now: Date;
  /** The commit does not wait for the disk: the caller does, once for many. */
  isRelaxed?: boolean;
}

/** What a report changed; the three numbers add up to the units reported. */
export interface WrittenUnits {
  created: number;
  updated: number;
  unchanged: number;
  grades: MovedGrade[];
}

/**
 * Takes the units of one school in the caller's transaction, with their counters, history and events: all of them or, where
 * one is at fault, none (BAD_USER_INPUT with every fault in `units`). NOT_FOUND where the register does not know the school.
 */
export async function writeUnits(em: EntityManager, input: WriteUnits): Promise<WrittenUnits> {
  const { school, schoolYear, units, by, now } = input;
  const inPlan = await lockSchools(em, [school], { isRelaxed: input.isRelaxed ?? false });
  if (inPlan.size === 0) throw new NotFound({ what: 'school', id: school });
  const { year, certificates } = await readYearOf(em, school, schoolYear);
  requireOpen(year);
  const rules: UnitRules = { school, year, certificates, now };
  requireNone(faultsOfForm(units, rules));

  const before = (await readStandings(em, [school])).filter((grade) => grade.schoolYear === schoolYear);
  const owner = { school, schoolYear, source: by.subject };
  requireEnrolments(units, before, year);
  await forgetHandCounts(em, units, before);
  const isFirst = !before.some(({ byUnits }) => byUnits) && units.every(({ replaces }) => replaces == null);
  const written = isFirst
    ? await writeFirst(em, owner, units, rules)
    : await writeMore(em, owner, units, rules);
  const grades = await settleGrades(em, by, now, { before, inPlan, counted: written.counted });
  requirePupils(grades, before);
  await tellRejected(em, input, written.rejected);
  const { created, updated } = written;
  return { created, updated, unchanged: units.length - created - updated, grades };
}

interface Taken {
  created: number;
  updated: number;
  /** Units that are newly REJECTED. */
  rejected: readonly ReportedUnit[];
  /** The counters, where the units written are all that there are. */
  counted?: CountedGrade[];
}

/** A school without any unit yet: nothing to compare with, so its units are added at once. */
async function writeFirst(
  em: EntityManager,
  owner: Owner,
  units: readonly ReportedUnit[],
  rules: UnitRules,
): Promise<Taken> {
  requireNone(collect(units, (unit) => faultOfNew(unit, null, rules)));
  await addAll(em, owner, units, rules);
  const counted = countUnits(owner, units);
  return { created: units.length, updated: 0, rejected: units.filter(isRejected), counted };
}

async function writeMore(
  em: EntityManager,
  owner: Owner,
  units: readonly ReportedUnit[],
  rules: UnitRules,
): Promise<Taken> {
  requireNone(faultsOfTwice(units));
  const known = await findKnown(em, units, owner);
  const takenPlaces = units.flatMap(({ replaces }) => replaces ?? []);
  const replaced: Awaited<ReturnType<typeof readUnits>> =
    takenPlaces.length === 0 ? new Map() : await readUnits(em, takenPlaces);
  const added: ReportedUnit[] = [];
  const changed: ReportedUnit[] = [];
  const rejected: ReportedUnit[] = [];
  const faults = collect(units, (unit, index) => {
    if (known.same.has(index)) return null;
    const stored = known.others.get(index);
    (stored === undefined ? added : changed).push(unit);
    const isNews = stored?.state !== 'REJECTED' || stored.at < unit.at;
    if (isRejected(unit) && isNews) rejected.push(unit);
    return stored === undefined
      ? faultOfNew(unit, unit.replaces == null ? null : (replaced.get(unit.replaces) ?? null), rules)
      : faultOfChange(unit, stored, rules);
  });
  requireNone(faults);
  if (added.length > 0) await addAll(em, owner, added, rules);
  const gone = added.flatMap(({ replaces }) => replaces ?? []);
  if (gone.length > 0) await markReplaced(em, gone);
  if (changed.length > 0) await changeUnits(em, owner, changed);
  return { created: added.length, updated: changed.length, rejected };
}

/** Adds new units; one that did not go in has a UUID that another school took, before or at this moment. */
async function addAll(
  em: EntityManager,
  owner: Owner,
  units: readonly ReportedUnit[],
  rules: UnitRules,
): Promise<void> {
  if (await addUnits(em, owner, units)) return;
  requireNone(faultsOfTwice(units));
  const { same, others } = await findKnown(em, units, owner);
  requireNone(
    collect(units, (unit, index) => {
      const stored = others.get(index);
      if (stored !== undefined) return faultOfChange(unit, stored, rules) ?? takenNow;
      return same.has(index) ? takenNow : null;
    }),
  );
  throw new BadUserInput({
    field: 'units',
    expected: 'UUIDs that nobody else reports at this moment',
    fix: 'Report them again.',
  });
}

const takenNow = {
  field: 'uuid',
  reason: 'was reported by another call at this moment: report it again',
} as const;
const isRejected = ({ state }: ReportedUnit): boolean => state === 'REJECTED';

/** Refuses grades that the register knows nothing of, for then nothing says how many records they owe. */
function requireEnrolments(
  units: readonly ReportedUnit[],
  before: readonly GradeStanding[],
  year: YearStanding,
): void {
  const enrolled = new Set(before.map(({ grade }) => grade));
  requireNone(
    collect(units, ({ grade }) =>
      enrolled.has(grade)
        ? null
        : {
            field: 'grade',
            reason: `the register has no enrolment of grade ${grade} in ${year.schoolYear}: have the office record it first`,
          },
    ),
  );
}

/** Refuses more records than the grade has pupils. */
function requirePupils(grades: readonly MovedGrade[], before: readonly GradeStanding[]): void {
  for (const { grade, eligible } of grades) {
    const pupils = before.find((known) => known.grade === grade)?.pupils ?? 0;
    if (eligible <= pupils) continue;
    throw new BadUserInput({
      field: 'units',
      expected: `at most ${pupils} records in grade ${grade}`,
      got: eligible,
      fix: `The register has ${pupils} pupils in grade ${grade}: report who left as TRANSFERRED_OUT, name what a new unit \`replaces\`, or have the office correct the enrolment.`,
    });
  }
}

/** A grade's first units take the place of what was counted by hand. */
async function forgetHandCounts(
  em: EntityManager,
  units: readonly ReportedUnit[],
  before: readonly GradeStanding[],
): Promise<void> {
  const reported = new Set(units.map(({ grade }) => grade));
  for (const { school, schoolYear, grade, byUnits, eligible } of before) {
    if (byUnits || eligible === null || !reported.has(grade)) continue;
    const key = [school, schoolYear, grade];
    const where = 'where school = ? and school_year = ? and grade = ?';
    await em.execute(`delete from records.state_counter ${where}`, key, 'run');
    await em.execute(`update records.grade_progress set eligible = 0 ${where}`, key, 'run');
  }
}

async function tellRejected(
  em: EntityManager,
  { school, schoolYear, by, now }: WriteUnits,
  rejected: readonly ReportedUnit[],
): Promise<void> {
  if (rejected.length === 0) return;
  const codes: Record<string, number> = {};
  for (const { errorCode } of rejected) codes[errorCode ?? ''] = (codes[errorCode ?? ''] ?? 0) + 1;
  const data = { schoolYear, rejected: rejected.length, codes };
  await appendEvents(em, by, now, [{ type: 'records.unitsRejected', school, data }]);
}
