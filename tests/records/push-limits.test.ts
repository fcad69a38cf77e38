import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor, type Role } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  certified,
  codeOf,
  counts,
  definition,
  enrolled,
  mau01,
  mau02,
  openDistrict,
  settled,
  tell,
  update,
  written,
} from './district.js';
import { faultsOf, pushing, unit, uuids } from './units.js';

let bench: Workbench;
let run: ReturnType<typeof pushing>;
beforeAll(async () => {
  bench = await openDistrict();
  run = pushing(bench);
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.openSession(hubActor).write(async (em) => {
    for (const table of ['unit', 'grade_progress', 'state_counter', 'push', 'known_certificate']) {
      await em.execute(`delete from records.${table}`);
    }
  });
  await tell(bench, certified(mau01, 'APPROVED'), certified(mau02, 'APPROVED'));
});

const everything = async () => [
  await written(bench),
  await bench
    .openSession(hubActor)
    .write((em) => em.execute('select *, at::text as at from records.unit order by uuid')),
];

test('counts by hand give way to the first units of their grade, and are refused from then on with the reason', async () => {
  const principal = actorOf('principal', [mau01]);
  const byHand = (changes: object) =>
    bench.run(definition, principal, update, { input: { ...counts(mau01, { ACCEPTED: 30 }), ...changes } });
  expect(codeOf(await byHand({}))).toBeUndefined();
  expect(codeOf(await byHand(counts(mau01, { ACCEPTED: 40 }, { grade: 2 })))).toBeUndefined();
  const result = await run(uuids(5).map((id) => unit(id, 'ACCEPTED')));
  expect(result).toMatchObject({
    data: { pushRecords: { grades: [{ grade: 1, eligible: 30, accepted: { numerator: 5 }, version: 2 }] } },
  });
  const refused = await byHand({ ...counts(mau01, { ACCEPTED: 40 }, { grade: 2 }), expectedVersion: 1 });
  expect(refused.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'school',
    fix: expect.stringContaining('unit by unit'),
  });
});

test('more records than pupils are refused, and so are 5,001 units, none, an empty key, and a grade without enrolment', async () => {
  const before = await everything();
  const tooMany = await run(uuids(31).map((id) => unit(id, 'INITIALISED')));
  expect(tooMany.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'units', got: 31 });
  const large = await run(uuids(5001).map((id) => unit(id, 'INITIALISED')));
  expect(large.errors?.[0]?.extensions).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    limit: 'units',
    value: 5000,
    got: 5001,
  });
  expect(codeOf(await run([]))).toBe('BAD_USER_INPUT');
  expect(codeOf(await run([unit(uuids(1)[0]!, 'ISSUED')], { idempotencyKey: ' ' }))).toBe('BAD_USER_INPUT');
  const other = await run(
    [unit(uuids(1)[0]!, 'INITIALISED', { grade: 2 })],
    { school: mau02 },
    actorOf('provider', [mau02]),
  );
  expect(faultsOf(other)).toMatchObject([
    { field: 'grade', reason: expect.stringContaining('no enrolment') },
  ]);
  expect(codeOf(await run([unit(uuids(1)[0]!, 'INITIALISED')], { schoolYear: '2021-2022' }))).toBe(
    'BAD_USER_INPUT',
  );
  const provider = actorOf('provider', ['99999999']);
  expect(codeOf(await run([unit(uuids(1)[0]!, 'INITIALISED')], { school: '99999999' }, provider))).toBe(
    'NOT_FOUND',
  );
  expect(await everything()).toEqual(before);
});

test('when the register moves, what a school by units owes moves with it and is told', async () => {
  await run(uuids(30).map((id) => unit(id, 'ACCEPTED')));
  await settled(bench);
  const from = bench.feed.head();
  await tell(bench, enrolled(mau01, { 1: 33, 2: 40, 3: 20, 4: 10, 5: 25 }));
  const events = await bench.feed.readAfter(from, 10);
  expect(events.find(({ type }) => type === 'records.countsUpdated')).toMatchObject({
    data: { before: { eligible: 30 }, after: { eligible: 33, byState: { ACCEPTED: 30, NOT_STARTED: 3 } } },
  });
  await tell(bench, enrolled(mau01, { 1: 30, 2: 40, 3: 20, 4: 10, 5: 25 }));
});

const reporting: Role[] = ['school_admin', 'principal', 'provider'];
const others: Role[] = ['district_officer', 'district_head', 'inspector', 'reporting_tool', 'city_viewer'];
test.each([...reporting, ...others])('%s pushes exactly where the plan lets it', async (role) => {
  const [own, foreign] = uuids(2) as [string, string];
  const actor = actorOf(role, [mau01]);
  const results = [
    await run([unit(own, 'INITIALISED')], {}, actor),
    await run([unit(foreign, 'INITIALISED')], { school: mau02 }, actor),
  ];
  expect(results.map(codeOf)).toEqual([reporting.includes(role) ? undefined : 'FORBIDDEN', 'FORBIDDEN']);
});
