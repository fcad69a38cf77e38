import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { hubActor, type Role } from '../../shared/actor.js';
import type { AnyHubEvent } from '../../shared/events/contracts.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  closed,
  codeOf,
  conference,
  counted,
  definition,
  mau01,
  mau02,
  openDistrict,
  record,
  settled,
  tell,
  uncounted,
  written,
  type SessionInput,
} from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());
beforeEach(async () => {
  const tables = ['session', 'attendance', 'completion_history'];
  await bench.openSession(hubActor).write(async (em) => {
    for (const table of tables) await em.execute(`delete from training.${table}`);
    await em.execute(
      'update training.completion set managers = 0, teachers = 0, staff = 0, city_sessions = 0, updated_at = null',
    );
  });
});

const principal = actorOf('principal', [mau01]);

const run = (input: SessionInput, actor = principal) => bench.run(definition, actor, record, { input });

async function eventsAfter(position: number): Promise<AnyHubEvent[]> {
  await settled(bench);
  return bench.feed.readAfter(position, 100);
}

test('a school records its conference: people add up against the headcount and one event tells of it', async () => {
  const from = bench.feed.head();
  const first = await run(conference(mau01));
  expect(first).toMatchObject({
    data: {
      recordTraining: {
        session: {
          organiser: 'SCHOOL',
          heldOn: '2024-04-15',
          newlyTrained: { managers: 1, teachers: 4, staff: 1 },
        },
        training: {
          total: { numerator: 6, denominator: 40, percent: 15 },
          citySessions: 0,
          updatedAt: '2024-04-15T08:00:00.000+07:00',
        },
        school: { code: mau01 },
      },
    },
  });
  bench.clock.advance(60_000);
  const second = await run(
    conference(mau01, { topic: 'Ký số', newlyTrained: { managers: 1, teachers: 31, staff: 2 } }),
  );
  expect(second).toMatchObject({
    data: { recordTraining: { training: { total: { percent: 100 }, sessions: [{}, { topic: 'Ký số' }] } } },
  });
  expect(
    (await eventsAfter(from)).map(({ type, school, actor, data }) => ({
      type,
      school,
      role: actor.role,
      data,
    })),
  ).toMatchObject([
    {
      type: 'training.attendanceRecorded',
      school: mau01,
      role: 'principal',
      data: { before: { teachers: 0 }, after: { teachers: 4 } },
    },
    {
      data: {
        organiser: 'SCHOOL',
        before: { managers: 1, teachers: 4, staff: 1 },
        after: { managers: 2, teachers: 35, staff: 3 },
        citySessions: 0,
      },
    },
  ]);
});

test('a session of the city counts by attendance alone and is one session for all schools that attended', async () => {
  const nobody = { managers: 0, teachers: 0, staff: 0 };
  const city = { organiser: 'CITY', topic: 'Hội nghị quán triệt của Sở', newlyTrained: nobody };
  const first = await run(conference(mau01, city));
  const second = await run(
    conference(mau02, { ...city, topic: ' hội  nghị quán triệt của sở' }),
    actorOf('school_admin', [mau02]),
  );
  // Attendance needs no headcount: there is nobody to hold against it.
  const third = await run(conference(uncounted, city), actorOf('district_officer'));
  const sessions = [first, second, third].map(
    ({ data }) => (data as { recordTraining: { session: object } }).recordTraining.session,
  );
  expect(new Set(sessions.map((session) => (session as { id: string }).id)).size).toBe(1);
  expect(sessions).toMatchObject([{ topic: city.topic }, { topic: city.topic }, { topic: city.topic }]);
  expect(second).toMatchObject({
    data: { recordTraining: { training: { citySessions: 1, total: { numerator: 0, denominator: 13 } } } },
  });
  expect(third).toMatchObject({ data: { recordTraining: { training: { citySessions: 1, total: null } } } });
});

test('two mutations of one request see each other', async () => {
  const both = `mutation($a: RecordTrainingInput!, $b: RecordTrainingInput!) {
    a: recordTraining(input: $a) { training { total { numerator } } } b: recordTraining(input: $b) { training { total { numerator } } }
  }`;
  const result = await bench.run(definition, principal, both, {
    a: conference(mau01),
    b: conference(mau01, { topic: 'Ký số' }),
  });
  expect(result.data).toEqual({
    a: { training: { total: { numerator: 6 } } },
    b: { training: { total: { numerator: 12 } } },
  });
});

const people = (teachers: number) => ({ managers: 0, teachers, staff: 0 });
const refusals: [string, Partial<SessionInput>, string, RegExp][] = [
  ['a day to come', { heldOn: '2024-04-16' }, 'BAD_USER_INPUT', /heldOn.*2024-04-15/],
  ['a day that is none', { heldOn: '2024-02-30' }, 'BAD_USER_INPUT', /calendar day/],
  ['no topic', { topic: '   ' }, 'BAD_USER_INPUT', /topic/],
  ['an organiser that is none', { organiser: 'WARD' }, 'BAD_USER_INPUT', /TrainingOrganiser/],
  [
    'nobody trained by the school',
    { newlyTrained: people(0) },
    'BAD_USER_INPUT',
    /newlyTrained.*at least one person/,
  ],
  [
    'nobody trained by the district',
    { organiser: 'DISTRICT', newlyTrained: people(0) },
    'BAD_USER_INPUT',
    /at least one person/,
  ],
  ['fewer than nobody', { newlyTrained: people(-1) }, 'BAD_USER_INPUT', /newlyTrained.teachers/],
  [
    'more people than the school has',
    { newlyTrained: people(36) },
    'BAD_USER_INPUT',
    /newlyTrained\.teachers: expected at most 35\. 0 of 35/,
  ],
];

test.each(refusals)(
  '%s is refused by name and leaves nothing behind',
  async (_what, changes, code, message) => {
    const before = await written(bench);
    const result = await run(conference(mau01, changes));
    expect([codeOf(result), result.errors?.[0]?.message]).toEqual([code, expect.stringMatching(message)]);
    expect(await written(bench)).toEqual(before);
  },
);

test('totals over all sessions never pass the headcount, and the refusal says what is left', async () => {
  await run(conference(mau01, { newlyTrained: people(30) }));
  const before = await written(bench);
  const result = await run(
    conference(mau01, { topic: 'Ký số', newlyTrained: { managers: 1, teachers: 6, staff: 0 } }),
  );
  expect(result.errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'newlyTrained.teachers',
    expected: 'at most 5',
    got: 6,
    fix: expect.stringContaining('30 of 35 are recorded as trained, 5 are left'),
  });
  expect(await written(bench)).toEqual(before);
});

test('two recordings at the same moment do not pass the headcount together', async () => {
  const inputs = ['A', 'B'].map((topic) => conference(mau01, { topic, newlyTrained: people(20) }));
  const results = await Promise.all(inputs.map((input) => run(input)));
  expect(new Set(results.map(codeOf))).toEqual(new Set(['BAD_USER_INPUT', undefined]));
  expect(await written(bench)).toMatchObject({ totals: 20, attendance: 1 });
});

test('a session is recorded once by a school, however its topic is spelt, and another school may record it too', async () => {
  const shared = { organiser: 'DISTRICT', topic: 'Tập huấn của Phòng' };
  expect(codeOf(await run(conference(mau01, shared)))).toBeUndefined();
  const again = await run(conference(mau01, { ...shared, topic: 'TẬP HUẤN CỦA PHÒNG' }));
  expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'topic' });
  expect(codeOf(await run(conference(mau02, shared), actorOf('principal', [mau02])))).toBeUndefined();
  expect(await written(bench)).toMatchObject({ sessions: 1, attendance: 2, totals: 12 });
});

test('people of a school without a known headcount are refused until the register tells of them', async () => {
  const officer = actorOf('district_officer');
  const refused = await run(conference(uncounted), officer);
  expect(refused.errors?.[0]).toMatchObject({
    message: expect.stringContaining('no headcount'),
    extensions: { field: 'newlyTrained.managers' },
  });
  await tell(bench, counted(uncounted, { managers: 1, teachers: 4, staff: 1 }));
  expect(await run(conference(uncounted), officer)).toMatchObject({
    data: { recordTraining: { training: { total: { percent: 100 } } } },
  });
});

test('a school that the register does not know is not found', async () => {
  const result = await run(conference('99999999'), actorOf('district_officer'));
  expect(codeOf(result)).toBe('NOT_FOUND');
});

const everywhere: Role[] = ['district_officer', 'district_head'];
const ownOnly: Role[] = ['school_admin', 'principal'];
const nowhere: Role[] = ['inspector', 'reporting_tool', 'provider', 'city_viewer'];

test.each([...everywhere, ...ownOnly, ...nowhere])(
  '%s records training exactly where the plan makes it a duty',
  async (role) => {
    const own = await run(conference(mau01), actorOf(role, [mau01]));
    const foreign = await run(conference(mau02), actorOf(role, [mau01]));
    expect([codeOf(own), codeOf(foreign)]).toEqual([
      nowhere.includes(role) ? 'FORBIDDEN' : undefined,
      everywhere.includes(role) ? undefined : 'FORBIDDEN',
    ]);
  },
);

test('the people of a school that closed can still be seen as trained', async () => {
  const result = await run(conference(closed), actorOf('district_officer'));
  expect(result).toMatchObject({
    data: { recordTraining: { training: { total: { numerator: 6, denominator: 7 } } } },
  });
});
