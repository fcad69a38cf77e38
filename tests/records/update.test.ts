import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor, type Role } from '../../shared/actor.js';
import { setScope } from '../../subgraphs/records/index.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  codeOf,
  counts,
  definition,
  enrolled,
  mau01,
  mau02,
  openDistrict,
  registered,
  settled,
  tell,
  update,
  written,
  type CountsInput,
  type States,
} from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.openSession(hubActor).write(async (em) => {
    await em.execute('delete from records.grade_progress');
    await em.execute('delete from records.state_counter');
  });
});

const admin = actorOf('school_admin', [mau01]);
const run = (input: CountsInput, actor = admin) => bench.run(definition, actor, update, { input });

test('a school reports a grade: accepted of eligible without deferred, every state listed in its order, one event', async () => {
  const from = bench.feed.head();
  const states = {
    ACCEPTED: 20,
    LOCKED: 2,
    REJECTED: 1,
    MANAGER_SIGNED: 5,
    DEFERRED: 2,
    TRANSFERRED_OUT: 3,
    ISSUED: 0,
  };
  const result = await run(counts(mau01, states));
  expect(result).toMatchObject({
    data: {
      updateRecordCounts: {
        grade: {
          grade: 1,
          eligible: 30,
          deferred: 2,
          accepted: { numerator: 22, denominator: 28, percent: 78.5 },
          version: 1,
        },
        school: { code: mau01 },
      },
    },
  });
  const { byState } = (
    result.data as { updateRecordCounts: { grade: { byState: { state: string; count: number }[] } } }
  ).updateRecordCounts.grade;
  expect(byState).toHaveLength(18);
  expect(byState.slice(0, 7)).toMatchObject([
    { state: 'NOT_STARTED', count: 0 },
    {},
    {},
    {},
    {},
    { state: 'MANAGER_SIGNED', count: 5 },
    { state: 'ISSUED', count: 0 },
  ]);
  await settled(bench);
  expect(await bench.feed.readAfter(from, 10)).toMatchObject([
    {
      type: 'records.countsUpdated',
      school: mau01,
      actor: { role: 'school_admin' },
      data: {
        schoolYear: '2023-2024',
        grade: 1,
        before: null,
        after: {
          eligible: 30,
          byState: {
            ACCEPTED: 20,
            LOCKED: 2,
            REJECTED: 1,
            MANAGER_SIGNED: 5,
            DEFERRED: 2,
            TRANSFERRED_OUT: 3,
          },
        },
      },
    },
  ]);
});

test('an update replaces the counts before it and tells of both', async () => {
  await run(counts(mau01, { INITIALISED: 30 }));
  const result = await run(counts(mau01, { ACCEPTED: 28, DEFERRED: 1 }, { expectedVersion: 1 }));
  expect(result).toMatchObject({
    data: { updateRecordCounts: { grade: { eligible: 29, version: 2, accepted: { percent: 100 } } } },
  });
  await settled(bench);
  expect(await bench.feed.readAfter(bench.feed.head() - 1, 1)).toMatchObject([
    {
      data: {
        before: { eligible: 30, byState: { INITIALISED: 30 } },
        after: { eligible: 29, byState: { ACCEPTED: 28, DEFERRED: 1 } },
      },
    },
  ]);
});

const notStarted = (count: number): CountsInput['states'] => [{ state: 'NOT_STARTED', count }];
const refusals: [string, Partial<CountsInput>, RegExp][] = [
  [
    'too few records',
    { states: notStarted(28) },
    /states: expected counts that add up to eligible, 30.*2 are missing/,
  ],
  ['too many records', { states: notStarted(33) }, /states: .*3 are too many/],
  ['transferred records in the sum', { states: [{ state: 'TRANSFERRED_OUT', count: 30 }] }, /30 are missing/],
  ['a state twice', { states: [...notStarted(15), ...notStarted(15)] }, /states: expected NOT_STARTED once/],
  [
    'a negative count',
    { states: [...notStarted(31), { state: 'ISSUED', count: -1 }] },
    /states\.ISSUED: expected a whole number from 0/,
  ],
  ['a negative number of pupils', { eligible: -1, states: [] }, /eligible: expected a whole number from 0/],
  ['a state that is none', { states: [{ state: 'LOST', count: 30 }] }, /RecordState/],
  [
    'more pupils than are enrolled',
    { eligible: 31, states: notStarted(31) },
    /eligible: expected at most 30\. The register has 30 pupils in grade 1/,
  ],
  ['a grade out of scope', { grade: 5 }, /grade: expected a grade in scope of 2023-2024: 1, 2, 3, 4/],
  ['a year out of scope', { schoolYear: '2022-2023' }, /schoolYear: expected one of 2023-2024, 2024-2025/],
  [
    'a grade without enrolment',
    { schoolYear: '2024-2025' },
    /eligible: expected a grade whose enrolment is known.*2024-2025/,
  ],
];

test.each(refusals)('%s: refused by name, and nothing is written', async (_what, changes, message) => {
  const before = await written(bench);
  const result = await run(counts(mau01, { NOT_STARTED: 30 }, changes));
  expect([codeOf(result), result.errors?.[0]?.message]).toEqual([
    'BAD_USER_INPUT',
    expect.stringMatching(message),
  ]);
  expect(await written(bench)).toEqual(before);
});

test('a change made on what is no longer there is refused with the current version, and two at once do not overwrite each other', async () => {
  const both = await Promise.all([
    run(counts(mau01, { NOT_STARTED: 30 })),
    run(counts(mau01, { INITIALISED: 30 })),
  ]);
  expect(new Set(both.map(codeOf))).toEqual(new Set([undefined, 'VERSION_CONFLICT']));
  const before = await written(bench);
  const stale = await run(counts(mau01, { ISSUED: 30 }));
  expect(stale.errors?.[0]?.extensions).toMatchObject({
    code: 'VERSION_CONFLICT',
    expectedVersion: 0,
    currentVersion: 1,
  });
  expect(codeOf(await run(counts(mau01, { ISSUED: 30 }, { expectedVersion: 7 })))).toBe('VERSION_CONFLICT');
  expect(await written(bench)).toEqual(before);
});

test('locked records stay locked', async () => {
  await run(counts(mau01, { LOCKED: 12, ACCEPTED: 18 }));
  for (const states of [{ LOCKED: 11, ACCEPTED: 19 }, { ACCEPTED: 10 }] satisfies States[]) {
    const result = await run(counts(mau01, states, { expectedVersion: 1 }));
    expect(result.errors?.[0]?.message).toMatch(/states: expected LOCKED at least 12/);
  }
  expect(codeOf(await run(counts(mau01, { LOCKED: 30 }, { expectedVersion: 1 })))).toBeUndefined();
});

test('a school that the register does not know is not found, and one without enrolment has no grade to report', async () => {
  const provider = actorOf('provider', ['99999999', '31306989']);
  expect(codeOf(await run(counts('99999999', { NOT_STARTED: 3 }), provider))).toBe('NOT_FOUND');
  await tell(bench, registered('31306989'));
  const result = await run(counts('31306989', { NOT_STARTED: 3 }), provider);
  expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'eligible' });
});

test('an enrolment that was corrected is what counts', async () => {
  await tell(bench, enrolled(mau01, { 1: 32, 2: 40, 3: 20, 4: 10 }));
  expect(codeOf(await run(counts(mau01, { NOT_STARTED: 32 })))).toBeUndefined();
  await tell(bench, enrolled(mau01, { 1: 30, 2: 40, 3: 20, 4: 10 }));
  expect(codeOf(await run(counts(mau01, { NOT_STARTED: 32 }, { expectedVersion: 1 })))).toBe(
    'BAD_USER_INPUT',
  );
});

const reporting: Role[] = ['school_admin', 'principal', 'provider'];
const others: Role[] = ['district_officer', 'district_head', 'inspector', 'reporting_tool', 'city_viewer'];

test.each([...reporting, ...others])('%s reports counts exactly where the plan lets it', async (role) => {
  const own = await run(counts(mau01, { NOT_STARTED: 30 }), actorOf(role, [mau01]));
  const foreign = await run(counts(mau02, { NOT_STARTED: 30 }), actorOf(role, [mau01]));
  expect([codeOf(own), codeOf(foreign)]).toEqual([
    reporting.includes(role) ? undefined : 'FORBIDDEN',
    'FORBIDDEN',
  ]);
});

test("the scope of a year is the office's to set, in grades and years that are some", async () => {
  const officer = bench.openSession(actorOf('district_head'));
  await expect(
    setScope(bench.openSession(admin), { schoolYear: '2025-2026', grades: [1] }),
  ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  for (const scope of [
    { schoolYear: '2025', grades: [1] },
    { schoolYear: '2025-2027', grades: [1] },
    { schoolYear: '2025-2026', grades: [] },
    { schoolYear: '2025-2026', grades: [0] },
  ]) {
    await expect(setScope(officer, scope)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  }
});
