import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { actorOf } from '../support/subgraph.js';
import {
  admin,
  CLOSED,
  definition,
  officer,
  openDesk,
  OTHER,
  otherPrincipal,
  people,
  principal,
  SAVE,
  SCHOOL,
  type Desk,
} from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.clock.set(new Date('2024-04-15T08:00:00+07:00'));
});

const input = (item: string, value: object, expectedVersion = 0, school = SCHOOL) => ({
  input: { school, item, value, expectedVersion },
});

test('a saved value is a draft that the next reader finds, with who declared it and one event that tells before and after', async () => {
  const data = await desk.ask<{ saveChecklistItem: object }>(
    admin,
    `mutation($input: SaveChecklistItemInput!) { saveChecklistItem(input: $input) {
      item { id key state version value { kind count bool } declaredBy rule gate unitVi updatedAt submittedAt }
      school { code checklist { declared { numerator denominator percent } counts { state count } isSubmitted } }
    } }`,
    input('COMPUTERS_CONNECTED', { count: 12 }),
  );
  expect(data.saveChecklistItem).toEqual({
    item: {
      id: 'COMPUTERS_CONNECTED',
      key: '31306981:COMPUTERS_CONNECTED',
      state: 'DRAFT',
      version: 1,
      value: { kind: 'COUNT', count: 12, bool: null },
      declaredBy: 'test-school_admin',
      rule: 'R04',
      gate: true,
      unitVi: 'máy',
      updatedAt: '2024-04-15T08:00:00.000+07:00',
      submittedAt: null,
    },
    school: {
      code: SCHOOL,
      checklist: {
        declared: { numerator: 0, denominator: 17, percent: 0 },
        counts: expect.arrayContaining([
          { state: 'DRAFT', count: 1 },
          { state: 'NOT_STARTED', count: 16 },
        ]),
        isSubmitted: false,
      },
    },
  });
  expect(await desk.events('readiness.itemSaved')).toEqual([
    {
      item: 'COMPUTERS_CONNECTED',
      rule: 'R04',
      clause: 'IV.2-4a',
      gate: true,
      before: { state: 'NOT_STARTED', value: null, version: 0 },
      after: { state: 'DRAFT', value: { kind: 'COUNT', count: 12 }, version: 1 },
    },
  ]);
});

test('of two who edit the same version the second is told the current one, and nothing of his is written', async () => {
  await desk.save('SOFTWARE_NAME', { text: 'vnEdu' }, 0, admin);
  const late = await desk.refusal(principal, SAVE, input('SOFTWARE_NAME', { text: 'SMAS' }));
  expect(late.extensions).toMatchObject({
    code: 'VERSION_CONFLICT',
    id: '31306981:SOFTWARE_NAME',
    expectedVersion: 0,
    currentVersion: 1,
  });
  expect(await desk.save('SOFTWARE_NAME', { text: 'SMAS' }, 1, principal)).toMatchObject({
    state: 'DRAFT',
    version: 2,
  });
});

test('two who start the same item at once: one is saved, the other gets VERSION_CONFLICT', async () => {
  const attempts = await Promise.all(
    [admin, principal].map(async (actor) =>
      desk.run(definition, actor, SAVE, input('RECORD_SOFTWARE', { text: actor.role })),
    ),
  );
  const codes = attempts.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'saved');
  expect(new Set(codes)).toEqual(new Set(['VERSION_CONFLICT', 'saved']));
});

test.each<[string, string, object, string]>([
  ['a field of another kind', 'MOET_LINK', { bool: true, count: 1 }, 'value.count'],
  ['a missing field', 'PROVIDER_COMMITMENT', { number: '5/CK' }, 'value.date'],
  ['no field at all', 'MOET_LINK', {}, 'value.bool'],
  ['a negative count', 'ADMINISTRATORS', { count: -1 }, 'value.count'],
  ['a count beyond reason', 'ADMINISTRATORS', { count: 1_000_001 }, 'value.count'],
  ['a blank text', 'SOFTWARE_NAME', { text: '   ' }, 'value.text'],
  ['a text without end', 'SOFTWARE_NAME', { text: 'x'.repeat(2001) }, 'value.text'],
  ['a document without a number', 'SCHOOL_PLAN', { number: ' ', date: '2024-04-12' }, 'value.number'],
  ['a document of tomorrow', 'SCHOOL_PLAN', { number: '1/KH', date: '2024-04-16' }, 'value.date'],
  ['an update of tomorrow', 'DATA_PUPILS', { date: '2024-04-16' }, 'value.date'],
  ['a part above its whole', 'SIGNATURES_MANAGERS', { numerator: 3, denominator: 2 }, 'value.numerator'],
  [
    'a whole that is not the headcount',
    'SIGNATURES_TEACHERS',
    { numerator: 19, denominator: 19 },
    'value.denominator',
  ],
  [
    'more holders than the register has people',
    'SIGNATURES_TEACHERS',
    { numerator: 21, denominator: 21 },
    'value.numerator',
  ],
  ['an item that nobody asks', 'PHOTOCOPIERS', { count: 1 }, 'item'],
])('%s is refused naming the field, and nothing is written', async (_what, item, value, field) => {
  const before = await desk.events('readiness.itemSaved');
  const { extensions } = await desk.refusal(admin, SAVE, input(item, value));
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  expect(await desk.events('readiness.itemSaved')).toEqual(before);
});

test('the refusal of a whole says which number the register holds and who changes it', async () => {
  const { extensions } = await desk.refusal(
    admin,
    SAVE,
    input('SIGNATURES_TEACHERS', { numerator: 10, denominator: 30 }),
  );
  expect(extensions).toMatchObject({
    expected: expect.stringContaining(`${people.homeroomInScope} (homeroom`),
    fix: expect.stringContaining('headcount'),
  });
});

test("without a known headcount the school's own whole is taken", async () => {
  const unknown = actorOf('school_admin', ['31306999']);
  const saved = await desk.save('SIGNATURES_TEACHERS', { numerator: 7, denominator: 9 }, 0, unknown);
  expect(saved).toMatchObject({ state: 'DRAFT', version: 1 });
});

test("today counts by the district's clock in its own time zone", async () => {
  desk.clock.set(new Date('2024-04-20T23:30:00+07:00'));
  expect(await desk.save('DATA_RESULTS', { date: '2024-04-20' })).toMatchObject({ state: 'DRAFT' });
  const { extensions } = await desk.refusal(admin, SAVE, input('DATA_RESULTS', { date: '2024-04-21' }, 1));
  expect(extensions).toMatchObject({ field: 'value.date', expected: expect.stringContaining('2024-04-20') });
});

test('a day that the calendar lacks is refused before anything runs', async () => {
  const { errors } = await desk.run(definition, admin, SAVE, input('DATA_RESULTS', { date: '2024-02-30' }));
  expect(errors?.[0]?.message).toContain('calendar day');
});

test.each([
  ['the office', officer],
  ['an inspector', actorOf('inspector', [SCHOOL])],
  ['the principal of another school', otherPrincipal],
  ['a reporting tool', actorOf('reporting_tool', [SCHOOL])],
  ['a provider that serves the school', actorOf('provider', [SCHOOL])],
  ['the city department', actorOf('city_viewer')],
  ['a principal without a school', actorOf('principal')],
])('%s may not edit the checklist', async (_who, actor) => {
  const { extensions } = await desk.refusal(actor, SAVE, input('MOET_LINK', { bool: true }));
  expect(extensions).toMatchObject({ code: 'FORBIDDEN', school: SCHOOL, role: actor.role });
});

test("what one school saves is not another one's", async () => {
  await desk.save('PAPER_REPLACED', { bool: false });
  const both = await desk.ask<{ _entities: { checklist: { items: { id: string; state: string }[] } }[] }>(
    officer,
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on School { checklist { items { id state } } } } }',
    { r: [OTHER, CLOSED].map((code) => ({ __typename: 'School', code })) },
  );
  const states = both._entities.flatMap(({ checklist }) => checklist.items.map(({ state }) => state));
  expect(new Set(states)).toEqual(new Set(['NOT_STARTED']));
});
