import { localDate } from '../../../shared/calendar.js';
import { BadUserInput } from '../../../shared/errors.js';
import type { SessionOrganiser, StaffGroups } from '../../../shared/events/contracts.js';
import { requireCount } from '../../../shared/percent.js';
import { foldForSearch } from '../../../shared/search.js';
import type { Standing } from '../standing.js';

const MAX_TOPIC = 500;
export const groups = ['managers', 'teachers', 'staff'] as const;

/** The topic in one line; refused with BAD_USER_INPUT where it says nothing or too much. */
export function requireTopic(text: string): string {
  const topic = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (topic.length >= 1 && topic.length <= MAX_TOPIC && foldForSearch(topic) !== '') return topic;
  throw new BadUserInput({
    field: 'topic',
    expected: `1 to ${MAX_TOPIC} characters that say what the session was about`,
    got: text.slice(0, 100),
  });
}

/** Refuses a session of a day to come: attendance is of what was held. */
export function requireHeld(heldOn: string, now: Date): void {
  const today = localDate(now);
  if (heldOn <= today) return;
  throw new BadUserInput({
    field: 'heldOn',
    expected: `a day up to today, ${today}`,
    got: heldOn,
    fix: 'Record the session once it has been held.',
  });
}

/** Refuses counts that are none, and a session that trained nobody unless it is the city's (III-3). */
export function requireNewlyTrained(newlyTrained: StaffGroups, organiser: SessionOrganiser): void {
  for (const group of groups) requireCount(newlyTrained[group], `newlyTrained.${group}`);
  if (organiser === 'CITY' || groups.some((group) => newlyTrained[group] > 0)) return;
  throw new BadUserInput({
    field: 'newlyTrained',
    expected: 'at least one person',
    got: 0,
    fix: 'Only a session of the city department counts by attendance alone (III-3).',
  });
}

export interface Shortage {
  group: keyof StaffGroups;
  /** Null where no headcount is known. */
  all: number | null;
  /** People of the group that may still be trained. */
  left: number;
}

/** The first group in which `added` people are more than the headcount leaves, or are any where none is known; null where there is room. */
export function shortageOf(standing: Standing, added: StaffGroups): Shortage | null {
  const people = {
    managers: standing.peopleManagers,
    teachers: standing.peopleTeachers,
    staff: standing.peopleStaff,
  };
  for (const group of groups) {
    const all = people[group];
    const left = Math.max(0, (all ?? 0) - standing[group]);
    if (added[group] > 0 && (all === null || added[group] > left)) return { group, all, left };
  }
  return null;
}

/** Refuses more people than the headcount leaves; `stated` are the counts that the caller gave, `added` what they add. */
export function requireRoom(standing: Standing, added: StaffGroups, stated: StaffGroups = added): void {
  const shortage = shortageOf(standing, added);
  if (shortage === null) return;
  const { group, all, left } = shortage;
  const got = stated[group];
  if (all === null) {
    throw new BadUserInput({
      field: `newlyTrained.${group}`,
      expected: 'a school whose headcount is known',
      got,
      fix: `The register has no headcount of school ${standing.school}: have the office record it, then record the session again.`,
    });
  }
  throw new BadUserInput({
    field: `newlyTrained.${group}`,
    expected: `at most ${left + got - added[group]}`,
    got,
    fix: `${standing[group]} of ${all} are recorded as trained, ${left} are left: leave out those trained before, or have the office correct the headcount.`,
  });
}
