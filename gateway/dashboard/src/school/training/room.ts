import type { SchoolTrainedFragment, TrainingGroup } from '../../generated/graphql.js';

export const groups = ['managers', 'teachers', 'staff'] as const;
export type GroupName = (typeof groups)[number];

/** Numbers of a session as typed. */
export type TypedPeople = Readonly<Record<GroupName, string>>;

const groupOf: Readonly<Record<GroupName, TrainingGroup>> = {
  managers: 'MANAGERS',
  teachers: 'TEACHERS',
  staff: 'STAFF',
};

export type PeopleFault = 'notWhole' | 'aboveRoom';

/** What is known of one group: trained so far, of so many; null where it is unknown. */
export interface Standing {
  readonly trained: number | null;
  readonly people: number | null;
}

export function standingOf(training: SchoolTrainedFragment | null, name: GroupName): Standing {
  const share = training?.byGroup.find(({ group }) => group === groupOf[name]);
  return { trained: share?.trained ?? null, people: share?.people ?? null };
}

export interface CheckedPeople {
  readonly counts: Readonly<Record<GroupName, number>>;
  readonly faults: Readonly<Partial<Record<GroupName, PeopleFault>>>;
  readonly sum: number;
}

/**
 * Checks the newly trained of a session as they are typed: each person counts once over all sessions, so with those before them (and
 * without `instead`, what a correction takes away) they are at most the people of the group.
 */
export function checkPeople(
  typed: TypedPeople,
  training: SchoolTrainedFragment | null,
  instead: Readonly<Record<GroupName, number>> | null = null,
): CheckedPeople {
  const faults: Partial<Record<GroupName, PeopleFault>> = {};
  const counts = { managers: 0, teachers: 0, staff: 0 };
  for (const name of groups) {
    const text = typed[name].trim();
    if (text !== '' && !/^\d{1,6}$/.test(text)) {
      faults[name] = 'notWhole';
      continue;
    }
    counts[name] = Number(text);
    const room = roomIn(standingOf(training, name), instead?.[name] ?? 0);
    if (room !== null && counts[name] > room) faults[name] = 'aboveRoom';
  }
  return { counts, faults, sum: counts.managers + counts.teachers + counts.staff };
}

/** How many of the group are not trained yet; null where its people are unknown. */
export function roomIn({ trained, people }: Standing, instead = 0): number | null {
  return people === null ? null : Math.max(0, people - (trained ?? 0) + instead);
}
