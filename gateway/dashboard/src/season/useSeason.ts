import { useGround } from '../session/MeProvider.js';
import { dayOf, type Day } from './day.js';

/** The days that there is something to look at: from the plan's first to the hub's today. */
export interface Season {
  readonly first: Day;
  readonly today: Day;
}

/** Null until the hub has told its plan and its time, and before the plan's first day. */
export function useSeason(): Season | null {
  const { ground, now } = useGround();
  const starts = (ground.data?.timeline.tasks ?? []).map(({ plannedStart }) => plannedStart).toSorted();
  if (now === null || starts[0] === undefined) return null;
  const [first, today] = [dayOf(starts[0]), dayOf(now)];
  return first < today ? { first, today } : null;
}
