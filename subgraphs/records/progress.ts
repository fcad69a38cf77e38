import { acceptedStates, recordStates } from '../../shared/events/contracts.js';
import { toRatio, type RatioType } from '../../shared/subgraph/types.js';
import type { GradeRow, SumRow } from './rows.js';
import { countIn, type StateCounts } from './states.js';
import type { RecordGradeProgress, RecordProgress, RecordStateCount } from './types.js';

interface Counts {
  eligible: number;
  byState: StateCounts;
}

/** One grade's counts as the graph shows them; null stands for a grade that has not been reported. */
export function toGradeProgress(
  grade: number,
  counts: Counts | null,
  { version, updatedAt }: { version: number | null; updatedAt: Date | null },
): RecordGradeProgress {
  if (counts === null)
    return { grade, eligible: null, deferred: null, accepted: null, byState: [], version, updatedAt };
  const { eligible, byState } = counts;
  return {
    grade,
    eligible,
    deferred: byState.DEFERRED ?? 0,
    accepted: acceptedOf([counts]),
    byState: listStates(byState),
    version,
    updatedAt,
  };
}

/** One school's records of a year, or of one grade of it. */
export function toSchoolProgress(
  schoolYear: string,
  rows: readonly GradeRow[],
  only: number | null,
): RecordProgress {
  const shown = rows.flatMap(({ grade, ...row }) => {
    const isShown = row.eligible !== null || (row.inPlan && (row.pupils ?? 0) > 0);
    return grade !== null && isShown && (only === null || only === grade) ? [{ ...row, grade }] : [];
  });
  const grades = shown.map(({ grade, eligible, byState, version, updatedAt }) =>
    toGradeProgress(grade, eligible === null ? null : { eligible, byState: byState ?? {} }, {
      version,
      updatedAt: latest([updatedAt]),
    }),
  );
  const counts = shown.flatMap(({ eligible, byState }) =>
    eligible === null ? [] : [{ eligible, byState: byState ?? {} }],
  );
  return {
    schoolYear,
    grades,
    ...totalsOf(counts),
    unreported: shown.filter(({ eligible }) => eligible === null).length,
    districtAverage: null,
    updatedAt: latest(shown.map(({ updatedAt }) => updatedAt)),
  };
}

/** Records over many schools from their sums; `isOwn` keeps to the actor's own schools, beside the average of the plan's. */
export function toDistrictProgress(
  schoolYear: string,
  rows: readonly SumRow[],
  isOwn: boolean,
): RecordProgress {
  const inPlan = rows.filter((row) => row.inPlan);
  const shown = isOwn ? rows.filter((row) => row.isOwn) : inPlan;
  const byGrade = Map.groupBy(shown, ({ grade }) => grade);
  const grades = [...byGrade].flatMap(([grade, parts]) => {
    const isReported = parts.some(({ reported }) => reported > 0);
    if (!isReported && parts.every(({ unreported }) => unreported === 0)) return [];
    const updatedAt = latest(parts.map((part) => part.updatedAt));
    return [toGradeProgress(grade, isReported ? summed(parts) : null, { version: null, updatedAt })];
  });
  return {
    schoolYear,
    grades: grades.toSorted((a, b) => a.grade - b.grade),
    ...totalsOf(shown),
    unreported: shown.reduce((sum, { unreported }) => sum + unreported, 0),
    districtAverage: acceptedOf(inPlan),
    updatedAt: latest(shown.map(({ updatedAt }) => updatedAt)),
  };
}

function totalsOf(parts: readonly Counts[]) {
  const { eligible, byState } = summed(parts);
  return {
    eligible,
    deferred: byState.DEFERRED ?? 0,
    accepted: acceptedOf(parts),
    byState: listStates(byState),
  };
}

/** II.1-2: accepted, of those eligible and not deferred. */
function acceptedOf(parts: readonly Counts[]): RatioType {
  const { eligible, byState } = summed(parts);
  return toRatio({
    numerator: countIn(byState, acceptedStates),
    denominator: eligible - (byState.DEFERRED ?? 0),
  });
}

function summed(parts: readonly Counts[]): Counts {
  return {
    eligible: parts.reduce((sum, { eligible }) => sum + eligible, 0),
    byState: Object.fromEntries(
      recordStates.map((state) => [
        state,
        parts.reduce((sum, { byState }) => sum + (byState[state] ?? 0), 0),
      ]),
    ),
  };
}

function listStates(byState: StateCounts): RecordStateCount[] {
  return recordStates.map((state) => ({ state, count: byState[state] ?? 0 }));
}

function latest(instants: readonly (string | null)[]): Date | null {
  const times = instants.flatMap((text) => (text === null ? [] : [new Date(text).getTime()]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
