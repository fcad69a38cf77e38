import { afterAll, beforeAll, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { readInbox } from '../../subgraphs/records/recalls/rows.js';
import { readGrades, sumGrades, toKey } from '../../subgraphs/records/rows.js';
import type { Workbench } from '../support/subgraph.js';
import { definition, mau01, mau02, officer, openDistrict } from './district.js';
import { pushing, unit, uuids } from './units.js';

let bench: Workbench;
let push: ReturnType<typeof pushing>;
beforeAll(async () => {
  bench = await openDistrict();
  push = pushing(bench);
});
afterAll(() => bench.close());

const query = `query($keys: [_Any!]!, $asOf: DateTime) {
  recordProgress(asOf: $asOf) { eligible accepted { numerator denominator } }
  _entities(representations: $keys) { ... on School { records(asOf: $asOf) { eligible accepted { numerator denominator } updatedAt } } } }`;
const keys = [mau01, mau02].map((code) => ({ __typename: 'School', code }));
const shown = async (asOf: string | null = null) => {
  const { data, errors } = await bench.run(definition, officer, query, { keys, asOf });
  expect(errors).toBeUndefined();
  return data;
};

test('a school and the district show at a past instant what they showed then, units and register included', async () => {
  const ids = uuids(30);
  await push(ids.map((id) => unit(id, 'MANAGER_SIGNED')));
  const first = await shown();
  bench.clock.set(new Date('2024-06-20T08:00:00+07:00'));
  await push(ids.slice(0, 10).map((id) => unit(id, 'ACCEPTED', { at: '2024-06-19T08:00:00+07:00' })));
  const second = await shown();
  bench.clock.set(new Date('2024-06-25T08:00:00+07:00'));
  await push(ids.map((id) => unit(id, 'ACCEPTED', { at: '2024-06-24T08:00:00+07:00' })));
  bench.takeReads();
  expect(await shown('2024-06-15T08:00:00+07:00')).toEqual(first);
  // The scope and the sums of the district, and one statement for all schools.
  expect(bench.takeReads()).toEqual({ records: 3 });
  expect(await shown('2024-06-20T08:00:00+07:00')).toEqual(second);
  expect(second).toMatchObject({
    recordProgress: { accepted: { numerator: 10, denominator: 30 } },
    _entities: [{ records: { accepted: { numerator: 10 }, updatedAt: '2024-06-20T08:00:00.000+07:00' } }, {}],
  });
  expect(await shown('2024-01-01T00:00:00+07:00')).toMatchObject({
    _entities: [{ records: { eligible: 0, updatedAt: null } }, { records: { eligible: 0 } }],
  });
});

test('no dashboard reads a single unit', async () => {
  const touched = await bench.openSession(hubActor).write(async (em) => {
    // What a statement does not name, no plan of it can touch.
    const statements: string[] = [];
    const kysely = em.getKysely() as unknown as Parameters<typeof readGrades>[0];
    const spy = kysely.withPlugin({
      transformQuery: ({ node }) => {
        statements.push(JSON.stringify(node));
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const now = bench.clock.now();
    for (const asOf of [null, now]) {
      await readGrades(spy, [toKey({ school: mau01, schoolYear: null, asOf })], now);
      await sumGrades(spy, { schoolYear: '2023-2024', grades: [1, 2, 3, 4], asOf, own: [] });
    }
    await readInbox(spy);
    expect(statements).toHaveLength(5);
    return statements.filter((statement) => /records\.unit\b/.test(statement));
  });
  expect(touched).toEqual([]);
});
