import DataLoader from 'dataloader';

/** Puts rows in the order of the keys asked for; a key without a row becomes null. */
export function oneByKey<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Groups rows under the keys asked for, keeping the rows' order; a key without rows becomes an empty list. */
export function manyByKey<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Row[][] {
  const byKey = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = byKey.get(keyOf(row));
    if (group === undefined) byKey.set(keyOf(row), [row]);
    else group.push(row);
  }
  return keys.map((key) => byKey.get(key) ?? []);
}

/** A loader of at most one row per key, filled by a single read for all keys of a tick. */
export function oneLoader<Key, Row>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row | null> {
  return new DataLoader(async (keys) => oneByKey(keys, await read(keys), keyOf));
}

/** A loader of any number of rows per key, filled by a single read for all keys of a tick. */
export function manyLoader<Key, Row>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row[]> {
  return new DataLoader(async (keys) => manyByKey(keys, await read(keys), keyOf));
}
