import { localDaysBetween } from '../../shared/calendar.js';
import type { DifficultyRow } from './rows/difficulty.js';
import type { Difficulty } from './types/difficulty.js';

/** A difficulty as the graph shows it at an instant; days are counted until it was resolved. */
export function toDifficulty(row: DifficultyRow, at: Date): Difficulty {
  const { id, school, category, severity, description, state, resolution } = row;
  const reportedAt = new Date(row.reportedAt);
  const resolvedAt = instant(row.resolvedAt);
  const isSettled = state === 'RESOLVED' || state === 'CLOSED';
  return {
    id,
    school: { code: school },
    category,
    severity,
    description,
    state,
    resolution,
    reportedAt,
    since: new Date(row.since),
    acknowledgedAt: instant(row.acknowledgedAt),
    resolvedAt,
    closedAt: instant(row.closedAt),
    daysOpen: localDaysBetween(reportedAt, isSettled && resolvedAt !== null ? resolvedAt : at),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
