import { toRatio, type RatioType } from '../../../shared/subgraph/types.js';
import type { BatchRow } from '../rows/batches.js';
import type { CoverageRow, SignatureRow } from '../rows/signatures.js';
import type { SignatureBatch } from '../types/batches.js';
import type { CoveragePoint, SignatureCoverage } from '../types/signatures.js';

/** Signatures of one school; a group that it has not declared is null, and so is the whole's instant where nothing is known. */
export function toSignatureCoverage(school: string, row: SignatureRow | null): SignatureCoverage {
  if (row === null) return { school, managers: null, teachers: null, asOf: null };
  return {
    school,
    managers: coverage(row.managersSigned, row.managersDeclared, row.managersHeadcount),
    teachers: coverage(row.teachersSigned, row.teachersDeclared, row.teachersHeadcount),
    asOf: new Date(row.at),
  };
}

/** A batch as it stands at `now`. */
export function toSignatureBatch(row: BatchRow, now: Date): SignatureBatch {
  const { id, signers, count, issuer, declaredAt } = row;
  const validFrom = new Date(row.validFrom);
  const validTo = new Date(row.validTo);
  const isValid = validFrom <= now && now < validTo;
  return { id, count, issuer, validFrom, validTo, isValid, group: signers, declaredAt: new Date(declaredAt) };
}

export function toCoveragePoint(row: CoverageRow): CoveragePoint {
  const group = (known: number, numerator: number, denominator: number) =>
    known === 0 ? null : toRatio({ numerator, denominator });
  return {
    at: new Date(row.at),
    school: row.school === null ? null : { code: row.school },
    ward: row.ward,
    managers: group(row.managersKnown, row.managersSigned, row.managersTotal),
    teachers: group(row.teachersKnown, row.teachersSigned, row.teachersTotal),
    reported: toRatio({ numerator: row.reported, denominator: row.schools }),
  };
}

/** The larger of the two wholes counts where the register has another number than the school declared: a share is never flattered. */
function coverage(
  signed: number | null,
  declared: number | null,
  headcount: number | null,
): RatioType | null {
  if (signed === null) return null;
  return toRatio({ numerator: signed, denominator: Math.max(declared ?? 0, headcount ?? 0) });
}
