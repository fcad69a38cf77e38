import type { Ratio } from '../../../shared/percent.js';

/** An exact share. BigInt, because a common denominator of four large schools' counts can pass 2^53. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };

/** `whole` × numerator / denominator, exactly and reduced. `denominator` is positive. */
export function share(whole: number, numerator: number, denominator: number): Fraction {
  return reduce({ numerator: BigInt(whole) * BigInt(numerator), denominator: BigInt(denominator) });
}

/** The exact sum, reduced. */
export function sum(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(
    (total, next) =>
      reduce({
        numerator: total.numerator * next.denominator + next.numerator * total.denominator,
        denominator: total.denominator * next.denominator,
      }),
    zero,
  );
}

/** The fraction divided by a positive whole number, reduced. */
export function dividedBy(fraction: Fraction, divisor: number): Fraction {
  return reduce({ numerator: fraction.numerator, denominator: fraction.denominator * BigInt(divisor) });
}

/** Negative, 0 or positive, as the first is less than, equal to or more than the second. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The same fraction as plain numbers, exact up to 2^53. */
export function toRatio(fraction: Fraction): Ratio {
  const { numerator, denominator } = reduce(fraction);
  if (numerator <= safe && denominator <= safe) {
    return { numerator: Number(numerator), denominator: Number(denominator) };
  }
  // No real school comes here (it takes headcounts near a million). Floor, so that nothing short of the whole ever reads as the whole.
  return { numerator: Number((numerator * coarse) / denominator), denominator: Number(coarse) };
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);
const coarse = 1_000_000_000_000n;

function reduce({ numerator, denominator }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
