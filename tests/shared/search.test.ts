import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { compareVietnamese, foldForSearch } from '../../shared/search.js';

test.each([
  ['dang lam', 'TH Đằng Lâm'],
  ['dong hai 1', 'Tiểu học ĐÔNG HẢI 1'],
  ['thanh to', 'Trường TH  Thành\u00a0Tô'],
  ['ĐẶNG', 'dang'],
  ['uoc mo', 'ước mơ'],
])('%j finds %j', (typed, name) => {
  expect(foldForSearch(name)).toContain(foldForSearch(typed));
});

test('composed and decomposed letters are the same letters', () => {
  const text = fc.string({
    unit: fc.constantFrom('đ', 'Đ', 'ằ', 'Ằ', 'â', 'Ậ', 'ư', 'Ơ', 'ỹ', ' ', 'a', 'Z', '9'),
  });
  fc.assert(
    fc.property(text, (name) => {
      expect(foldForSearch(name.normalize('NFD'))).toBe(foldForSearch(name.normalize('NFC')));
      expect(foldForSearch(name)).toMatch(/^[a-z0-9 ]*$/);
    }),
  );
});

test('folding what is folded changes nothing, so that stored and typed keys meet', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(foldForSearch(foldForSearch(name))).toBe(foldForSearch(name));
    }),
  );
});

test('names stand in the order that Vietnamese readers expect, numbers by their value', () => {
  const ordered = ['TH Cát Bi', 'TH Dư Hàng', 'TH Đằng Lâm', 'TH Mẫu 9', 'TH Mẫu 10', 'TH Ước Mơ'];
  expect(ordered.toReversed().toSorted(compareVietnamese)).toEqual(ordered);
});
