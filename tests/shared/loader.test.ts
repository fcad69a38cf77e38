import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { manyByKey, manyLoader, oneByKey, oneLoader } from '../../shared/loader.js';

interface Row {
  school: string;
  n: number;
}
const code = fc.constantFrom('31306981', '31306982', '31306983', '99999999');
const rows = fc.array(fc.record({ school: code, n: fc.integer() }), { maxLength: 20 });

test('rows come in the order of the keys, whatever order the database gave; a key without a row is null', () => {
  fc.assert(
    fc.property(
      fc.array(code),
      fc.uniqueArray(fc.record({ school: code, n: fc.integer() }), { selector: (row) => row.school }),
      (keys, found) => {
        const answers = oneByKey(keys, found, (row) => row.school);
        expect(answers).toEqual(keys.map((key) => found.find((row) => row.school === key) ?? null));
      },
    ),
  );
});

test('grouped rows keep their order under each key; a key without rows has an empty list', () => {
  fc.assert(
    fc.property(fc.array(code), rows, (keys, found) => {
      const answers = manyByKey(keys, found, (row) => row.school);
      expect(answers).toEqual(keys.map((key) => found.filter((row) => row.school === key)));
    }),
  );
});

test('all keys of a tick are read at once, each of them once', async () => {
  const asked: (readonly string[])[] = [];
  const read = async (keys: readonly string[]): Promise<Row[]> => {
    asked.push(keys);
    return [
      { school: 'b', n: 2 },
      { school: 'a', n: 1 },
    ];
  };
  const one = oneLoader(read, (row) => row.school);
  expect(await Promise.all(['a', 'b', 'c', 'a'].map((key) => one.load(key)))).toEqual([
    { school: 'a', n: 1 },
    { school: 'b', n: 2 },
    null,
    { school: 'a', n: 1 },
  ]);
  const many = manyLoader(read, (row) => row.school);
  expect(await Promise.all([many.load('c'), many.load('b')])).toEqual([[], [{ school: 'b', n: 2 }]]);
  expect(asked).toEqual([
    ['a', 'b', 'c'],
    ['c', 'b'],
  ]);
});
