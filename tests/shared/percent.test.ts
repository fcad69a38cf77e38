import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { BadUserInput } from '../../shared/errors.js';
import { percent, requireCount, requireRatio } from '../../shared/percent.js';

const share = fc
  .oneof(
    fc.integer({ min: 1, max: 1_000_000 }),
    fc.maxSafeNat().filter((n) => n > 0),
  )
  .chain((denominator) =>
    fc
      .oneof(
        fc.integer({ min: 0, max: 3 }).map((short) => Math.max(0, denominator - short)),
        fc.integer({ min: 0, max: denominator }),
      )
      .map((numerator) => ({ numerator, denominator })),
  );

test('100 % stands only where the part equals the whole, however large both are', () => {
  fc.assert(
    fc.property(share, ({ numerator, denominator }) => {
      expect(percent({ numerator, denominator }) === 100).toBe(numerator === denominator);
    }),
    { numRuns: 5000 },
  );
});

test('a percentage is floored to 0.1 and never says more than there is', () => {
  fc.assert(
    fc.property(share, ({ numerator, denominator }) => {
      const shown = percent({ numerator, denominator })!;
      expect(Math.round(shown * 10)).toBeCloseTo(shown * 10, 9);
      // In whole numbers, for the comparison itself must not round.
      const tenths = BigInt(Math.round(shown * 10));
      expect(tenths * BigInt(denominator)).toBeLessThanOrEqual(BigInt(numerator) * 1000n);
      expect((tenths + 1n) * BigInt(denominator)).toBeGreaterThan(BigInt(numerator) * 1000n);
    }),
    { numRuns: 5000 },
  );
});

test('the worked example of the domain: 82 of 92 points are 89.1 %', () => {
  expect(percent({ numerator: 82, denominator: 92 })).toBe(89.1);
});

test('nothing of nothing is unknown: neither 0 % nor 100 %', () => {
  expect(percent({ numerator: 0, denominator: 0 })).toBeNull();
});

test.each([-1, 0.5, 1_000_001, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no count', (value) => {
  expect(() => requireCount(value, 'teachers')).toThrow(BadUserInput);
  expect(() => requireCount(value, 'teachers')).toThrow('teachers');
});

test.each([0, 1, 1_000_000])('%d is a count', (value) => {
  expect(() => requireCount(value, 'teachers')).not.toThrow();
});

test('a part above its whole is refused, with the whole as what was expected', () => {
  expect(() => requireRatio({ numerator: 41, denominator: 40 }, 'trained')).toThrow('at most 40');
  expect(() => requireRatio({ numerator: 40, denominator: 40 }, 'trained')).not.toThrow();
  expect(() => requireRatio({ numerator: 0, denominator: -1 }, 'trained')).toThrow(BadUserInput);
});
