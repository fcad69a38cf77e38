import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { cursorToPosition, decodeCursor, encodeCursor, positionToCursor } from '../../shared/cursor.js';
import { BadUserInput } from '../../shared/errors.js';

test('a cursor comes back as the place that it was made of', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (position) => cursorToPosition(positionToCursor(position)) === position),
  );
  fc.assert(
    fc.property(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer()), (key) => {
      expect(decodeCursor('page', encodeCursor('page', key))).toEqual(key);
    }),
  );
});

test('a cursor is safe in a URL and in a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (key) => {
      expect(encodeCursor('page', key)).toMatch(/^[\w-]+$/);
    }),
  );
});

test('a cursor of a list is refused where one of the feed belongs, and the other way round', () => {
  expect(() => cursorToPosition(encodeCursor('page', 7))).toThrow(BadUserInput);
  expect(() => decodeCursor('page', positionToCursor(7))).toThrow(BadUserInput);
});

test('whatever the hub did not give out is refused with BAD_USER_INPUT, naming the argument', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      try {
        cursorToPosition(text, 'since');
      } catch (error) {
        expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'since' } });
      }
    }),
  );
  expect(() => cursorToPosition('')).toThrow('after: expected a cursor');
});

test.each([-1, 0.5, '7', null, 2 ** 53, [7]])('%j is no position of the log', (value) => {
  expect(() => cursorToPosition(encodeCursor('log', value))).toThrow(BadUserInput);
});
