import { certificateHorizon } from '../deadline.js';
import type { CertificateFact, SchoolFacts } from '../facts.js';
import { portion, unknown, type Measure, type MeasureInput } from '../measure.js';
import { valueOf } from './items.js';

/** II.3-3, IV.2-4b: managers who hold a valid signature, of all managers. */
export function managerSignatures({ facts }: MeasureInput): Measure {
  return coverage(facts, 'SIGNATURES_MANAGERS', facts.headcount?.managers);
}

/** II.3-3, IV.2-4b: homeroom teachers of the grades in scope who hold a valid signature, of all of them. */
export function teacherSignatures({ facts }: MeasureInput): Measure {
  return coverage(facts, 'SIGNATURES_TEACHERS', facts.headcount?.homeroomInScope);
}

/** II.3-3, IV.2-4b: a certificate is approved, valid by now, and stays so until the records are due. */
export function organisationCertificate(input: MeasureInput): Measure {
  const { facts, at } = input;
  if (Object.keys(facts.certificates).length === 0) return unknown('CERTIFICATE');
  if (approvedCertificates(facts).length === 0) return portion(0, 1, ['APPROVAL']);
  const start = validFromOfLasting(input);
  if (start === null) return portion(0, 1, ['VALIDITY']);
  return start <= at ? portion(1, 1, []) : portion(0, 1, ['START']);
}

/** Certificates that the office approved, by id. */
export function approvedCertificates(facts: SchoolFacts): (CertificateFact & { id: string })[] {
  return Object.entries(facts.certificates)
    .filter(([, { state }]) => state === 'APPROVED')
    .map(([id, certificate]) => ({ id, ...certificate }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The instant from which an approved certificate that outlasts the records' due is valid; null where there is none. */
export function validFromOfLasting({ facts, plan, rule }: Omit<MeasureInput, 'at'>): Date | null {
  const horizon = certificateHorizon(facts, plan, rule);
  const starts = approvedCertificates(facts)
    .filter(({ validTo }) => new Date(validTo) >= horizon)
    .map(({ validFrom }) => new Date(validFrom).getTime());
  return starts.length === 0 ? null : new Date(Math.min(...starts));
}

/** The larger of the two wholes counts where the school's own figure differs from its headcount: a share is never flattered. */
function coverage(facts: SchoolFacts, item: string, headcount: number | undefined): Measure {
  if (headcount === undefined || headcount === 0) return unknown('HEADCOUNT');
  const value = valueOf(facts, item, 'RATIO');
  if (value === null) return unknown(item);
  const whole = Math.max(headcount, value.denominator);
  const holders = Math.min(value.numerator, value.denominator);
  const missing = holders < whole ? [item] : [];
  return portion(
    holders,
    whole,
    value.denominator === headcount ? missing : [...missing, 'HEADCOUNT_DIFFERS'],
  );
}
