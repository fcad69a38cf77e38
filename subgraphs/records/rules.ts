import { isoWithOffset } from '../../shared/calendar.js';
import { BadUserInput } from '../../shared/errors.js';
import type { CertificateState, RecordState } from '../../shared/events/contracts.js';
import { requireCount } from '../../shared/percent.js';
import { countBelonging, countIn, countIssued, type StateCounts } from './states.js';

/** The school's organisation certificate ("stamp"), as readiness last told of it. */
export interface KnownCertificate {
  certificate: string;
  state: CertificateState;
  validFrom: Date;
  validTo: Date;
}

/** The counts by state, those of 0 left out; refuses a state named twice and a sum that is not `eligible`. */
export function requireCounts(
  eligible: number,
  states: readonly { state: RecordState; count: number }[],
): StateCounts {
  requireCount(eligible, 'eligible');
  const byState = new Map<RecordState, number>();
  for (const { state, count } of states) {
    requireCount(count, `states.${state}`);
    if (byState.has(state)) {
      throw new BadUserInput({
        field: 'states',
        expected: `${state} once`,
        got: state,
        fix: 'Add its counts up first.',
      });
    }
    byState.set(state, count);
  }
  const counts: StateCounts = Object.fromEntries([...byState].filter(([, count]) => count > 0));
  const sum = countBelonging(counts);
  if (sum === eligible) return counts;
  throw new BadUserInput({
    field: 'states',
    expected: `counts that add up to eligible, ${eligible}, TRANSFERRED_OUT left out`,
    got: sum,
    fix:
      sum < eligible
        ? `${eligible - sum} are missing: every pupil's record is in one state, NOT_STARTED or DEFERRED included.`
        : `${sum - eligible} are too many: every pupil's record is in one state only.`,
  });
}

/** Refuses more eligible pupils than are enrolled in the grade. */
export function requireEnrolled(eligible: number, pupils: number, grade: number): void {
  if (eligible <= pupils) return;
  throw new BadUserInput({
    field: 'eligible',
    expected: `at most ${pupils}`,
    got: eligible,
    fix: `The register has ${pupils} pupils in grade ${grade}: correct the count, or have the office correct the enrolment.`,
  });
}

/** D3: what is locked stays locked. */
export function requireLockedKept(before: StateCounts, after: StateCounts): void {
  const locked = before.LOCKED ?? 0;
  const got = after.LOCKED ?? 0;
  if (got >= locked) return;
  throw new BadUserInput({
    field: 'states',
    expected: `LOCKED at least ${locked}`,
    got,
    fix: 'A locked record cannot be recalled or changed (D3).',
  });
}

/**
 * D3: a record is issued with the school's organisation certificate, approved and valid at that moment. Records issued before
 * stand on when it ends, so only a rise is held against it; a recalled one that is issued again is signed again.
 */
export function requireCertificate(input: {
  school: string;
  before: StateCounts;
  after: StateCounts;
  certificates: readonly KnownCertificate[];
  now: Date;
}): void {
  const { school, before, after, certificates, now } = input;
  const everIssued = (byState: StateCounts) => countIssued(byState) + countIn(byState, ['RECALLED']);
  if (countIssued(after) <= countIssued(before) && everIssued(after) <= everIssued(before)) return;
  if (certificates.some((certificate) => isInForce(certificate, now))) return;
  throw new BadUserInput({
    field: 'states',
    expected: `at most ${countIssued(before)} records in ISSUED and beyond while no organisation certificate is approved and valid`,
    got: countIssued(after),
    fix: certificateFix(school, certificates, now),
  });
}

export function isInForce({ state, validFrom, validTo }: KnownCertificate, now: Date): boolean {
  return state === 'APPROVED' && validFrom <= now && now <= validTo;
}

const nearestFirst: readonly CertificateState[] = [
  'APPROVED',
  'REGISTERED',
  'DECLARED',
  'EXPIRED',
  'REVOKED',
  'REJECTED',
];

/** What a school without a certificate in force has to do. */
export function certificateFix(school: string, certificates: readonly KnownCertificate[], now: Date): string {
  const [nearest] = certificates.toSorted(
    (a, b) =>
      nearestFirst.indexOf(a.state) - nearestFirst.indexOf(b.state) ||
      b.validTo.getTime() - a.validTo.getTime(),
  );
  if (nearest === undefined)
    return `School ${school} has declared no organisation certificate: declare one and have the office approve it (II.3-3).`;
  const { certificate, state, validFrom, validTo } = nearest;
  const named = `Certificate ${certificate} of school ${school}`;
  if (state !== 'APPROVED')
    return `${named} is ${state}: the office has to approve a valid one first (II.3-3).`;
  return validFrom > now
    ? `${named} is valid only from ${isoWithOffset(validFrom)}.`
    : `${named} was valid until ${isoWithOffset(validTo)}: renew it and have the office approve it (II.3-3).`;
}
