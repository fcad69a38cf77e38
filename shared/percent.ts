import { BadUserInput } from './errors.js';

/** A share as whole numbers. Both are kept on the wire, so that nobody has to trust a rounded percentage. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The one percentage of the hub (domain D5): floored to 0.1, so 100 stands only where numerator equals denominator;
 * null where the denominator is 0, because unknown is not zero and not everything either.
 */
export function percent({ numerator, denominator }: Ratio): number | null {
  if (denominator === 0) return null;
  return tenths(numerator, denominator) / 10;
}

function tenths(numerator: number, denominator: number): number {
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) {
    // Scores come over common denominators so large that a division of floats would round up to a 100 % that is not there.
    return Number((BigInt(numerator) * 1000n) / BigInt(denominator));
  }
  const floored = Math.floor((numerator * 1000) / denominator);
  return numerator < denominator ? Math.min(floored, 999) : floored;
}

/** Refuses what no share can be: negative, fractional, or more than the whole. `field` names the numerator in the refusal. */
export function requireRatio({ numerator, denominator }: Ratio, field: string): void {
  requireCount(numerator, field);
  requireCount(denominator, field);
  if (numerator > denominator) {
    throw new BadUserInput({
      field,
      expected: `at most ${denominator}`,
      got: numerator,
      fix: 'A part cannot exceed its whole.',
    });
  }
}

/** Refuses anything but a whole number from 0 to 1,000,000 (no district has more of anything that the hub counts). */
export function requireCount(value: number, field: string): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > 1_000_000) {
    throw new BadUserInput({ field, expected: 'a whole number from 0 to 1000000', got: value });
  }
}
