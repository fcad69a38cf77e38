import { isoWithOffset, localDate, startOfLocalDay } from '../../shared/calendar.js';
import type { Clock } from '../../shared/clock.js';
import { BadUserInput, LimitExceeded } from '../../shared/errors.js';
import { toRatio } from '../../shared/subgraph/types.js';
import type { RolloutContext } from './context.js';
import { averageScore, districtShares, statusCounts } from './overview.js';
import type { ActivePlan } from './plan/active.js';
import { requirePlanVersion } from './plan/version.js';
import { rescore } from './projection/rescore.js';
import { readPastCompliance, type ComplianceRow } from './rows/compliance.js';
import { readDistrictOverTime, type DistrictRow } from './rows/district.js';
import type { CompliancePoint } from './types/district.js';

/** More points than a year of days would draw no clearer line. */
const MAX_POINTS = 400;

/** The ends of the local days or weeks (Sundays) from `from` to `to`, and `to` itself; LIMIT_EXCEEDED beyond 400 of them. */
export function pointInstants(input: {
  plan: ActivePlan;
  from: Date | null | undefined;
  to: Date | null | undefined;
  interval: 'DAY' | 'WEEK';
  clock: Clock;
}): Date[] {
  const now = input.clock.now();
  const to = input.to ?? now;
  const from = input.from ?? planStart(input.plan);
  if (to > now)
    throw new BadUserInput({
      field: 'to',
      expected: `an instant not after now, ${isoWithOffset(now)}`,
      got: isoWithOffset(to),
    });
  if (input.from != null && from > to) {
    throw new BadUserInput({
      field: 'from',
      expected: `an instant not after ${isoWithOffset(to)}`,
      got: isoWithOffset(from),
    });
  }
  const instants: Date[] = [];
  for (
    let end = endOfInterval(from, input.interval);
    end < to;
    end = endOfInterval(new Date(end.getTime() + 1), input.interval)
  ) {
    instants.push(end);
    if (instants.length >= MAX_POINTS) throw new LimitExceeded({ limit: 'points', value: MAX_POINTS });
  }
  return [...instants, to];
}

/** The district at the instants; the counts are of `codes` (null: all), the score is the whole district's. */
export async function districtPoints(
  { session }: RolloutContext,
  instants: readonly Date[],
  codes: readonly string[] | null,
): Promise<CompliancePoint[]> {
  const wanted = instants.map((at) => at.toISOString());
  const rows = await session.read('rollout', (db) => readDistrictOverTime(db, { codes, instants: wanted }));
  return rows.map((row, index) => {
    const { readyDeclared, readyVerified } = districtShares(row);
    return {
      at: instants[index] as Date,
      status: null,
      score: averageScore(row),
      readyDeclared,
      readyVerified,
      counts: statusCounts(row),
    };
  });
}

/** One school at the instants; before it was known there is no status and a score of 0 of 0. */
export async function schoolPoints(
  { session }: RolloutContext,
  instants: readonly Date[],
  school: string,
): Promise<CompliancePoint[]> {
  const wishes = instants.map((at) => ({ school, at: at.toISOString() }));
  const rows = await session.read('rollout', (db) => readPastCompliance(db, wishes));
  const byPlace = new Map(rows.map((row) => [row.n, row]));
  return pointsOf(instants, (_, index) => byPlace.get(index + 1));
}

/** One school at the instants, as it is scored under that version of the plan; the tables stay as they are. */
export async function rescoredPoints(
  { session }: RolloutContext,
  instants: readonly Date[],
  { school, version }: { school: string; version: string },
): Promise<CompliancePoint[]> {
  const until = instants.at(-1) as Date;
  const history = await session.read('rollout', async (db) =>
    rescore(db, await requirePlanVersion(db, version), school, until),
  );
  return pointsOf(instants, (at) => {
    const evaluation = history.findLast(({ validFrom }) => validFrom <= at)?.evaluation;
    if (evaluation === undefined) return undefined;
    const { status, score, readyDeclared, readyVerified } = evaluation;
    return {
      status,
      scoreNumerator: score.numerator,
      scoreDenominator: score.denominator,
      readyDeclared,
      readyVerified,
    };
  });
}

type PointRow = Pick<
  ComplianceRow,
  'status' | 'scoreNumerator' | 'scoreDenominator' | 'readyDeclared' | 'readyVerified'
>;

function pointsOf(
  instants: readonly Date[],
  rowAt: (at: Date, index: number) => PointRow | undefined,
): CompliancePoint[] {
  return instants.map((at, index) => {
    const row = rowAt(at, index);
    const alone = { ...noSchool };
    if (row !== undefined) {
      alone[figureOf[row.status]] = 1;
      alone.readyDeclared = Number(row.readyDeclared);
      alone.readyVerified = Number(row.readyVerified);
    }
    const { readyDeclared, readyVerified } = districtShares(alone);
    return {
      at,
      status: row?.status ?? null,
      score: toRatio({ numerator: row?.scoreNumerator ?? 0, denominator: row?.scoreDenominator ?? 0 }),
      readyDeclared,
      readyVerified,
      counts: statusCounts(alone),
    };
  });
}

const figureOf = {
  COMPLIANT: 'compliant',
  AT_RISK: 'atRisk',
  LATE: 'late',
  UNKNOWN: 'unknown',
  EXCLUDED: 'excluded',
} as const;

const noSchool: DistrictRow = {
  compliant: 0,
  atRisk: 0,
  late: 0,
  unknown: 0,
  excluded: 0,
  readyDeclared: 0,
  readyVerified: 0,
  isSynthetic: false,
  scored: 0,
  scoreSum: 0,
};

function planStart({ document }: ActivePlan): Date {
  return new Date(Math.min(...document.tasks.map(({ start }) => Date.parse(start))));
}

function endOfInterval(instant: Date, interval: 'DAY' | 'WEEK'): Date {
  const weekday = new Date(`${localDate(instant)}T00:00:00Z`).getUTCDay();
  const daysToSunday = (7 - weekday) % 7;
  return new Date(startOfLocalDay(instant, interval === 'DAY' ? 1 : daysToSunday + 1).getTime() - 1);
}
