import { acceptedStates, type RecordCounts } from '../../../../shared/events/contracts.js';
import { portion, unknown, type Measure, type MeasureInput } from '../measure.js';

/**
 * II.1-2, III-2: records accepted, of those eligible and not deferred, over the grades in scope. UNKNOWN while a grade has no
 * counts, unless enrolment is known and says that the grade has no pupils: one finished grade must not stand for the school.
 */
export function recordsAccepted({ facts, plan }: MeasureInput): Measure {
  const enrolment = facts.enrolment[plan.schoolYear];
  const counts = facts.records[plan.schoolYear] ?? {};
  const grades = plan.scopeGrades.map((grade) => ({ key: `GRADE_${grade}`, grade, counts: counts[grade] }));

  const unreported = grades.filter(
    (grade) => grade.counts === undefined && (enrolment === undefined || (enrolment[grade.grade] ?? 0) > 0),
  );
  if (unreported.length > 0) return unknown(...unreported.map(({ key }) => key));

  const shares = grades.flatMap(({ key, counts: reported }) =>
    reported ? [{ key, ...shareOf(reported) }] : [],
  );
  const missing = shares.filter(({ accepted, owed }) => accepted < owed).map(({ key }) => key);
  const owed = shares.reduce((sum, share) => sum + share.owed, 0);
  if (owed === 0) return unknown('RECORDS');
  return portion(
    shares.reduce((sum, share) => sum + share.accepted, 0),
    owed,
    missing,
  );
}

/** A grade's accepted records never make up for another's: they count up to what the grade itself owes. */
function shareOf({ eligible, byState }: RecordCounts): { accepted: number; owed: number } {
  const owed = Math.max(0, eligible - (byState.DEFERRED ?? 0));
  const accepted = acceptedStates.reduce((sum, state) => sum + (byState[state] ?? 0), 0);
  return { accepted: Math.min(accepted, owed), owed };
}
