import type { StaffGroups } from '../../shared/events/contracts.js';
import { toRatio, type RatioType } from '../../shared/subgraph/types.js';
import type { CompletionRow, SumRow } from './rows/completion.js';
import type { TrainingCompletion, TrainingGroup, TrainingStanding } from './types/training.js';

/** The three groups of III-3, in the order in which they are listed. */
export const trainingGroups: readonly TrainingGroup[] = ['MANAGERS', 'TEACHERS', 'STAFF'];

/** The field that counts a group. */
const fieldOf: Readonly<Record<TrainingGroup, keyof StaffGroups>> = {
  MANAGERS: 'managers',
  TEACHERS: 'teachers',
  STAFF: 'staff',
};

interface Figures {
  /** Null where no session has been recorded: unknown is not zero. */
  trained: StaffGroups | null;
  /** `trained`, each school's up to its own people. */
  counted: StaffGroups;
  /** Null where no headcount is known. */
  people: StaffGroups | null;
}

/** The shares of each group (whole numbers, one percentage) of trained people at one school; null where a number is unknown. */
export function toStanding(
  trained: StaffGroups | null,
  people: StaffGroups | null,
  citySessions: number,
): TrainingStanding {
  return standingOf(figuresOf(trained, people), trainingGroups, citySessions);
}

/** One school's training, as of `asOf` or now; a null row stands for a school of which nothing was ever told. */
export function toCompletion(
  school: string,
  row: CompletionRow | null,
  asOf: Date | null,
): TrainingCompletion {
  const people =
    row === null || row.peopleManagers === null
      ? null
      : {
          managers: row.peopleManagers,
          teachers: row.peopleTeachers ?? 0,
          staff: row.peopleStaff ?? 0,
        };
  const figures = figuresOf(row === null || row.updatedAt === null ? null : row, people);
  const citySessions = row?.citySessions ?? 0;
  return {
    ...completionOf(figures, trainingGroups, citySessions),
    school,
    asOf,
    schools: 1,
    schoolsUnreported: figures.trained === null || people === null ? 1 : 0,
    schoolsAtCitySession: citySessions > 0 ? 1 : 0,
    districtAverage: null,
    updatedAt: row?.updatedAt == null ? null : new Date(row.updatedAt),
  };
}

/** Training over many schools from their sums; `isOwn` keeps to the actor's own schools, beside the average of the plan's. */
export function toDistrictCompletion(
  rows: readonly SumRow[],
  { groups, isOwn }: { groups: readonly TrainingGroup[]; isOwn: boolean },
): TrainingCompletion {
  const inPlan = rows.filter((row) => row.inPlan);
  const shown = isOwn ? rows.filter((row) => row.isOwn) : inPlan;
  const citySessions = sum(shown, 'citySessions');
  const updates = shown.flatMap(({ updatedAt }) =>
    updatedAt === null ? [] : [new Date(updatedAt).getTime()],
  );
  return {
    ...completionOf(summedFigures(shown), groups, citySessions),
    school: null,
    asOf: null,
    schools: sum(shown, 'schools'),
    schoolsUnreported: sum(shown, 'unreported'),
    schoolsAtCitySession: sum(shown, 'atCitySession'),
    districtAverage: shareOf(summedFigures(inPlan), groups),
    updatedAt: updates.length === 0 ? null : new Date(Math.max(...updates)),
  };
}

type Numbers = Omit<SumRow, 'isOwn' | 'inPlan' | 'updatedAt'>;

function sum(rows: readonly SumRow[], field: keyof Numbers): number {
  return rows.reduce((total, row) => total + row[field], 0);
}

function summedFigures(rows: readonly SumRow[]): Figures {
  const groups = (managers: keyof Numbers, teachers: keyof Numbers, staff: keyof Numbers): StaffGroups => ({
    managers: sum(rows, managers),
    teachers: sum(rows, teachers),
    staff: sum(rows, staff),
  });
  return {
    trained: sum(rows, 'reported') === 0 ? null : groups('managers', 'teachers', 'staff'),
    counted: groups('countedManagers', 'countedTeachers', 'countedStaff'),
    people: sum(rows, 'known') === 0 ? null : groups('peopleManagers', 'peopleTeachers', 'peopleStaff'),
  };
}

function figuresOf(trained: StaffGroups | null, people: StaffGroups | null): Figures {
  const upTo = (field: keyof StaffGroups) => Math.min(trained?.[field] ?? 0, people?.[field] ?? 0);
  return {
    trained,
    people,
    counted: { managers: upTo('managers'), teachers: upTo('teachers'), staff: upTo('staff') },
  };
}

function completionOf(figures: Figures, groups: readonly TrainingGroup[], citySessions: number) {
  return {
    ...standingOf(figures, groups, citySessions),
    byGroup: groups.map((group) => ({
      group,
      trained: figures.trained?.[fieldOf[group]] ?? null,
      people: figures.people?.[fieldOf[group]] ?? null,
      share: shareOf(figures, [group]),
    })),
  };
}

function standingOf(figures: Figures, groups: readonly TrainingGroup[], citySessions: number) {
  const of = (group: TrainingGroup) => (groups.includes(group) ? shareOf(figures, [group]) : null);
  return {
    managers: of('MANAGERS'),
    teachers: of('TEACHERS'),
    staff: of('STAFF'),
    total: shareOf(figures, groups),
    citySessions,
  };
}

function shareOf({ trained, counted, people }: Figures, groups: readonly TrainingGroup[]): RatioType | null {
  if (trained === null || people === null) return null;
  const over = (counts: StaffGroups) => groups.reduce((total, group) => total + counts[fieldOf[group]], 0);
  return toRatio({ numerator: over(counted), denominator: over(people) });
}
