import type { StaffGroups } from '../../../../shared/events/contracts.js';
import { portion, unknown, type Measure, type MeasureInput } from '../measure.js';
import type { StaffGroup } from '../plan.js';

const allGroups: readonly StaffGroup[] = ['MANAGERS', 'TEACHERS', 'STAFF'];
const fieldOf: Readonly<Record<StaffGroup, keyof StaffGroups>> = {
  MANAGERS: 'managers',
  TEACHERS: 'teachers',
  STAFF: 'staff',
};

/** III-3, T3: sessions of the city department that the school attended, counted up to the plan's minimum (1 by default). */
export function cityTraining({ facts, rule }: MeasureInput): Measure {
  if (facts.training === null) return unknown('CITY_SESSION');
  const minimum = rule.parameters.minAttendance ?? 1;
  const { citySessions } = facts.training;
  return portion(citySessions, minimum, citySessions < minimum ? ['CITY_SESSION'] : []);
}

/**
 * III-3, IV.2-5: people trained, of the headcount, over the groups together. Each group counts up to its own headcount, so
 * that the sum is whole only where each group is; a group without people drops out, and no people at all is UNKNOWN.
 */
export function trainingCompletion({ facts, rule }: MeasureInput): Measure {
  const { headcount, training } = facts;
  if (headcount === null) return unknown('HEADCOUNT');
  if (training === null) return unknown('TRAINING');
  const groups = (rule.parameters.groups ?? allGroups).map((group) => {
    const people = headcount[fieldOf[group]];
    return { group, people, trained: Math.min(training.trained[fieldOf[group]], people) };
  });
  const people = groups.reduce((sum, group) => sum + group.people, 0);
  if (people === 0) return unknown('HEADCOUNT');
  const trained = groups.reduce((sum, group) => sum + group.trained, 0);
  const missing = groups.filter((group) => group.trained < group.people).map(({ group }) => group);
  return portion(trained, people, missing);
}
