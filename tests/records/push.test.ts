import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor } from '../../shared/actor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  certified,
  codeOf,
  enrolled,
  mau01,
  mau02,
  openDistrict,
  settled,
  tell,
  written,
} from './district.js';
import { faultsOf, pushing, unit, uuids, type UnitInput } from './units.js';

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

test('the first units of a school become its counts: pupils without a unit count as not started, and one event tells of the grade', async () => {
  const from = bench.feed.head();
  const ids = uuids(12);
  const result = await run(ids.map((id, n) => unit(id, n < 10 ? 'ACCEPTED' : 'DEFERRED')));
  expect(result).toMatchObject({
    data: {
      pushRecords: {
        created: 12,
        updated: 0,
        unchanged: 0,
        isReplay: false,
        school: { code: mau01 },
        grades: [
          { grade: 1, eligible: 30, deferred: 2, accepted: { numerator: 10, denominator: 28 }, version: 1 },
        ],
      },
    },
  });
  await settled(bench);
  expect(await bench.feed.readAfter(from, 10)).toMatchObject([
    {
      type: 'records.countsUpdated',
      school: mau01,
      actor: { role: 'provider' },
      data: {
        grade: 1,
        before: null,
        after: { eligible: 30, byState: { ACCEPTED: 10, DEFERRED: 2, NOT_STARTED: 18 } },
      },
    },
  ]);
});

test('a second report changes what moved, skips what did not, and tells one event a grade, not one a unit', async () => {
  const [first, second] = [uuids(30), uuids(40)];
  await run([
    ...first.map((id) => unit(id, 'MANAGER_SIGNED')),
    ...second.map((id) => unit(id, 'INITIALISED', { grade: 2, class: '2A' })),
  ]);
  await settled(bench);
  const from = bench.feed.head();
  const result = await run([
    ...first.map((id, n) => unit(id, n < 20 ? 'ISSUED' : 'MANAGER_SIGNED')),
    ...second.map((id) => unit(id, 'INITIALISED', { grade: 2, class: '2A' })),
  ]);
  expect(result).toMatchObject({
    data: { pushRecords: { created: 0, updated: 20, unchanged: 50, grades: [{ grade: 1, version: 2 }] } },
  });
  await settled(bench);
  expect(await bench.feed.readAfter(from, 10)).toMatchObject([
    {
      data: {
        before: { byState: { MANAGER_SIGNED: 30 } },
        after: { eligible: 30, byState: { MANAGER_SIGNED: 10, ISSUED: 20 } },
      },
    },
  ]);
  expect(await bench.feed.readAfter(from + 1, 1)).toEqual([]);
});

test('the same call again is answered as it was and changes nothing, also when both come at once; another body under its key is refused', async () => {
  const units = uuids(30).map((id) => unit(id, 'INITIALISED'));
  const key = { idempotencyKey: 'night-1' };
  const both = await Promise.all([run(units, key), run(units, key)]);
  const answers = both.map(({ data }) => data?.['pushRecords'] as { isReplay: boolean });
  expect(answers.map(({ isReplay }) => Number(isReplay)).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect({ ...answers[0], isReplay: null }).toEqual({ ...answers[1], isReplay: null });
  await run(units.map((each) => ({ ...each, state: 'TEACHER_CHECKED' })));
  const before = await everything();
  const again = await run(units, key);
  expect(again.data?.['pushRecords']).toEqual({ ...answers[0], isReplay: true });
  const other = await run(units.slice(1), key);
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'idempotencyKey' });
  expect(await everything()).toEqual(before);
});

test('every unit that is wrong is listed with its place and reason, and none of the call is taken', async () => {
  const [known, recalled, foreign, locked, stale] = uuids(5) as [string, string, string, string, string];
  await run([
    unit(known, 'MANAGER_SIGNED'),
    unit(recalled, 'ACCEPTED'),
    unit(locked, 'ACCEPTED'),
    unit(stale, 'INITIALISED'),
  ]);
  await run([unit(foreign, 'INITIALISED')], { school: mau02 }, actorOf('principal', [mau02]));
  await bench.openSession(hubActor).write(async (em) => {
    await em.execute("update records.unit set state = 'RECALLED' where uuid = ?", [recalled]);
    await em.execute("update records.unit set state = 'LOCKED' where uuid = ?", [locked]);
  });
  const before = await everything();
  const fresh = uuids(12);
  const cases: [UnitInput, string, RegExp][] = [
    [unit(known, 'ACCEPTED', { at: '2024-05-31T09:00:00+07:00' }), 'at', /expected an instant from/],
    [unit(known, 'ISSUED'), 'uuid', /once in a report/],
    [unit(recalled, 'ISSUED'), 'uuid', /recalled: its UUID is never used again/],
    [unit(foreign, 'TEACHER_CHECKED'), 'uuid', /belongs to another school/],
    [unit(locked, 'INITIALISED'), 'state', /cannot go from LOCKED to INITIALISED; allowed: nothing/],
    [
      unit(stale, 'NOT_STARTED'),
      'state',
      /cannot go from INITIALISED to NOT_STARTED; allowed: .*TEACHER_CHECKED/,
    ],
    [unit('not-a-uuid', 'INITIALISED'), 'uuid', /expected a UUID/],
    [
      unit(fresh[0]!, 'INITIALISED', { grade: 5, class: '5A' }),
      'grade',
      /grade in scope of 2023-2024: 1, 2, 3, 4/,
    ],
    [unit(fresh[1]!, 'INITIALISED', { class: 'Nguyễn An' }), 'class', /never a person/],
    [unit(fresh[2]!, 'INITIALISED', { class: '031306002681' }), 'class', /name of a class/],
    [unit(fresh[3]!, 'INITIALISED', { at: '2024-06-11T09:00:00+07:00' }), 'at', /that has passed/],
    [unit(fresh[4]!, 'REJECTED'), 'errorCode', /sent back/],
    [unit(fresh[5]!, 'ACCEPTED', { errorCode: 'X1' }), 'errorCode', /expected none/],
    [unit(fresh[6]!, 'LOCKED'), 'state', /a new unit cannot be LOCKED/],
    [unit(fresh[7]!, 'RECALLED'), 'state', /a new unit cannot be RECALLED/],
    [unit(fresh[8]!, 'INITIALISED', { replaces: known }), 'replaces', /expected a recalled unit/],
  ];
  const form = new Set([1, 6, 7, 8, 9, 10, 11, 12]);
  // What is wrong in itself is told first, then what does not fit the units that are known.
  const ofForm = cases.filter((_, index) => form.has(index));
  const ofState = cases.filter((_, index) => !form.has(index));
  for (const part of [[cases[0]!, ...ofForm], ofState]) {
    const good = unit(fresh[11]!, 'INITIALISED');
    const result = await run([...part.map(([each]) => each), good]);
    expect(codeOf(result)).toBe('BAD_USER_INPUT');
    const expected = part === ofState ? part : ofForm;
    expect(faultsOf(result)).toEqual(
      expected.map(([each, field, reason]) => ({
        index: part.findIndex(([other]) => other === each),
        uuid: each.uuid,
        field,
        reason: expect.stringMatching(reason),
      })),
    );
  }
  expect(codeOf(await run([unit(fresh[9]!, 'LOST')]))).toBe('BAD_USER_INPUT');
  expect(await everything()).toEqual(before);
});

test('a stamp has to be approved and valid at the instant of signing, not at that of the report', async () => {
  await tell(
    bench,
    certified(mau01, 'APPROVED', {
      validFrom: '2024-01-01T00:00:00+07:00',
      validTo: '2024-05-31T23:59:59+07:00',
    }),
  );
  const [id, late] = uuids(2) as [string, string];
  expect(faultsOf(await run([unit(id, 'ISSUED', { at: '2024-06-02T09:00:00+07:00' })]))).toMatchObject([
    {
      field: 'state',
      reason: expect.stringMatching(/ISSUED needs an organisation certificate.*valid until 2024-05-31/),
    },
  ]);
  expect(codeOf(await run([unit(id, 'ISSUED', { at: '2024-05-31T09:00:00+07:00' })]))).toBeUndefined();
  // What was signed in time goes on when the stamp has ended.
  expect(codeOf(await run([unit(id, 'ACCEPTED', { at: '2024-06-05T09:00:00+07:00' })]))).toBeUndefined();
  await run([unit(late, 'MANAGER_SIGNED', { at: '2024-06-02T09:00:00+07:00' })]);
  expect(faultsOf(await run([unit(late, 'SUBMITTED', { at: '2024-06-03T09:00:00+07:00' })]))).toHaveLength(1);
  await tell(bench, certified(mau01, 'REVOKED', { validFrom: '2024-01-01T00:00:00+07:00' }));
  expect(faultsOf(await run([unit(late, 'ISSUED')]))).toHaveLength(1);
});

test('units of one school year leave what is told of another as it was', async () => {
  await tell(bench, enrolled(mau01, { 1: 30 }, '2024-2025'));
  await run(uuids(5).map((id) => unit(id, 'INITIALISED')));
  await settled(bench);
  const from = bench.feed.head();
  const later = { schoolYear: '2024-2025' };
  await run(
    uuids(3).map((id) => unit(id, 'INITIALISED')),
    later,
  );
  await settled(bench);
  const events = await bench.feed.readAfter(from, 10);
  expect(events.map(({ data }) => data)).toMatchObject([{ schoolYear: '2024-2025', grade: 1, before: null }]);
});
