import { afterAll, beforeAll, expect, test } from 'vitest';

import { Ward } from '../../db/entities/schools/organisation.js';
import { hubActor } from '../../shared/actor.js';
import { registerSchool, schools } from '../../subgraphs/schools/index.js';
import { actorOf, openWorkbench, type Workbench } from '../support/subgraph.js';

let bench: Workbench;
const definition = schools as never;

beforeAll(async () => {
  bench = await openWorkbench();
  const session = bench.openSession(hubActor);
  await session.write(async (em) => {
    await em.insert(Ward, { code: 'dang-lam', name: 'Đằng Lâm', organisation: 'PGD' });
  });
  for (const [code, name] of [
    ['31306982', 'TH Đằng Lâm 10'],
    ['31306981', 'TH Đằng Lâm 9'],
  ] as const) {
    await registerSchool(session, {
      code,
      name,
      kind: 'PRIMARY',
      ownership: 'PUBLIC',
      ward: 'dang-lam',
      status: 'ACTIVE',
      hasPrimary: true,
      isSynthetic: true,
      providers: [],
    });
  }
});
afterAll(() => bench.close());

test('a search without diacritics finds schools, in the order that Vietnamese readers expect', async () => {
  const result = await bench.run(
    definition,
    actorOf('district_officer'),
    '{ schools(filter: { search: "dang lam" }) { totalCount nodes { code name ward { name } headcount { teachers } } } }',
  );
  expect(result).toMatchObject({
    data: { schools: { totalCount: 2, nodes: [{ name: 'TH Đằng Lâm 9' }, { name: 'TH Đằng Lâm 10' }] } },
  });
  expect(bench.takeReads()).toEqual({ schools: 2 });
});

test('a page ends with a cursor from which the next page goes on', async () => {
  const page = '{ schools(first: 1) { nodes { code } pageInfo { hasNextPage endCursor } } }';
  const first = await bench.run(definition, actorOf('district_officer'), page);
  const { endCursor } = (first.data as { schools: { pageInfo: { endCursor: string } } }).schools.pageInfo;
  const second = await bench.run(
    definition,
    actorOf('district_officer'),
    'query($after: Cursor) { schools(first: 1, after: $after) { totalCount nodes { code } pageInfo { hasNextPage } } }',
    { after: endCursor },
  );
  expect(second.data).toEqual({
    schools: { totalCount: 2, nodes: [{ code: '31306982' }], pageInfo: { hasNextPage: false } },
  });
});

test("an unknown key resolves to null and a foreign school is unknown to a school's people", async () => {
  const entities = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { code name } } }';
  const representations = ['31306981', '99999999', '31306982'].map((code) => ({
    __typename: 'School',
    code,
  }));
  const result = await bench.run(definition, actorOf('principal', ['31306981']), entities, {
    r: representations,
  });
  expect(result.data).toEqual({ _entities: [{ code: '31306981', name: 'TH Đằng Lâm 9' }, null, null] });
});
