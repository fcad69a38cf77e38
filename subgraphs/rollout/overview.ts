import type { ComplianceStatus } from '../../shared/events/contracts.js';
import type { Ratio } from '../../shared/percent.js';
import { toRatio, type RatioType } from '../../shared/subgraph/types.js';
import { SCORE_UNIT, type DistrictRow } from './rows/district.js';
import type { StatusCount } from './types/district.js';

/** The counts of a district by status, all five of them. */
export function statusCounts(row: DistrictRow): StatusCount[] {
  const counts: Readonly<Record<ComplianceStatus, number>> = {
    COMPLIANT: row.compliant,
    AT_RISK: row.atRisk,
    LATE: row.late,
    UNKNOWN: row.unknown,
    EXCLUDED: row.excluded,
  };
  return Object.entries(counts).map(([status, count]) => ({ status: status as ComplianceStatus, count }));
}

/** The shares of a district: in scope of all that are registered (I.1), ready of those in scope. */
export function districtShares(
  row: DistrictRow,
): Record<'inScope' | 'readyDeclared' | 'readyVerified', RatioType> {
  const inScope = row.compliant + row.atRisk + row.late + row.unknown;
  return {
    inScope: toRatio({ numerator: inScope, denominator: inScope + row.excluded }),
    readyDeclared: toRatio({ numerator: row.readyDeclared, denominator: inScope }),
    readyVerified: toRatio({ numerator: row.readyVerified, denominator: inScope }),
  };
}

/** The mean of the schools' scores as one reduced share; 0 of 0 while no school has a score. */
export function averageScore({ scored, scoreSum }: DistrictRow): RatioType {
  return toRatio(reduced({ numerator: scoreSum, denominator: scored * SCORE_UNIT }));
}

function reduced({ numerator, denominator }: Ratio): Ratio {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return divisor === 0
    ? { numerator, denominator }
    : { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
