import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import { certificate, conditionsMet, happened, local, registered } from '../support/compliance-plan.js';
import type { Workbench } from '../support/subgraph.js';
import {
  adminOf,
  cityViewer,
  definition,
  happen,
  head,
  inspectorOf,
  of,
  officer,
  openRollout,
  principalOf,
  providerOf,
  toolOf,
  take,
  until,
} from './bench.js';

const school = '31306981';
const other = '31306982';
let bench: Workbench;
let beginning: string;
beforeAll(async () => {
  bench = await openRollout('2024-04-15 08:00');
  await happen(bench, [
    ...registered('2024-04-15 08:00'),
    ...of(other, registered('2024-04-15 08:00')),
    ...conditionsMet('2024-04-16 09:00', ['R09']),
  ]);
  await until(bench, '2024-04-16 10:00');
  beginning = positionToCursor(0);
});
afterAll(() => bench.close());

const follow = (actor: Actor, text: string, variables = {}) =>
  bench.follow(definition, actor, text, variables);

const changed = `subscription($after: Cursor, $filter: ComplianceChangeFilter) { complianceChanged(after: $after, filter: $filter) {
  cursor at school { code } before { status } after { status score { percent } readyDeclared unmet } cause { rule clause } newlyLate } }`;

describe('complianceChanged', () => {
  test('tells a subscriber that was there before a change of it, with its cause in the plan', async () => {
    const stream = await follow(officer, changed);
    await happen(bench, [
      certificate('2024-04-17 09:00', 'DECLARED'),
      certificate('2024-04-17 10:00', 'APPROVED'),
    ]);
    await bench.settle();
    const [declared, approved] = await take(stream, 2);
    expect(declared).toMatchObject({
      school: { code: school },
      after: { unmet: ['R09'] },
      cause: { rule: 'R09', clause: 'IV.2-4b' },
    });
    expect(approved).toMatchObject({
      at: '2024-04-17T10:00:00.000+07:00',
      after: { score: { percent: 100 }, unmet: [], readyDeclared: true },
    });
  });

  test('misses nothing and repeats nothing for one that comes back with its last cursor', async () => {
    const first = await take(await follow(officer, changed, { after: beginning }), 3);
    await happen(
      bench,
      of(other, [
        happened('readiness.communicationLogged', '2024-04-17 11:00', {
          audiences: ['PUPILS'],
          heldOn: '2024-04-17',
        }),
      ]),
    );
    await bench.settle();
    const rest = await take(await follow(officer, changed, { after: first[2]!.cursor }), 2);
    const whole = await take(await follow(officer, changed, { after: beginning }), 5);
    expect([...first, ...rest]).toEqual(whole);
    expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(5);
  });

  test('is narrowed by school and status', async () => {
    const filter = { school: [school], status: ['COMPLIANT'] };
    const [only] = await take(await follow(officer, changed, { after: beginning, filter }), 1);
    expect(only).toMatchObject({ school: { code: school }, after: { status: 'COMPLIANT' } });
  });

  test('reaches each role within its schools: own, assigned, granted, served', async () => {
    for (const actor of [
      principalOf(other),
      adminOf(other),
      inspectorOf(other),
      toolOf(other),
      providerOf(other),
    ]) {
      const [first] = await take(await follow(actor, changed, { after: beginning }), 1);
      expect(first).toMatchObject({ school: { code: other } });
    }
  });

  test('tells a provider of technical rules only, and the city’s viewer that figures moved but not whose', async () => {
    const [served] = await take(
      await follow(providerOf(other), changed, { after: beginning, filter: { school: [other] } }),
      1,
    );
    expect(
      (served!['after'] as { unmet: string[] }).unmet.every((rule) =>
        ['R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R15'].includes(rule),
      ),
    ).toBe(true);
    const [anonymous] = await take(await follow(cityViewer, changed, { after: beginning }), 1);
    expect(anonymous).toMatchObject({ school: null });
    await expect(follow(cityViewer, changed, { filter: { school: [school] } })).rejects.toThrow(
      'the subscription was refused',
    );
  });

  test('with a cursor that the log does not reach is refused before it starts', async () => {
    const refused = await follow(officer, changed, { after: positionToCursor(100_000) }).catch(
      (error: AggregateError) => error.errors[0] as { extensions: object },
    );
    expect(refused).toMatchObject({ extensions: { code: 'CURSOR_EXPIRED', oldest: beginning } });
    await expect(follow(officer, changed, { after: 'nonsense' })).rejects.toThrow(
      'the subscription was refused',
    );
  });

  test('lets go at once of a subscriber for whom nothing comes', async () => {
    const stream = await follow(officer, changed);
    const waiting = stream.next();
    await stream.return(undefined);
    expect(await waiting).toMatchObject({ done: true });
  });
});

test('overdueDetected tells of a school that became late, and of each due that passed unmet later on', async () => {
  const stream = await follow(
    inspectorOf(other),
    'subscription($after: Cursor) { overdueDetected(after: $after) { at school { code } before { status } after { status } newlyLate cause { rule } cursor } }',
  );
  await until(bench, '2024-04-29 08:00');
  const [first, second] = await take(stream, 2);
  expect(first).toMatchObject({
    at: '2024-04-21T23:59:59.001+07:00',
    after: { status: 'LATE' },
    newlyLate: ['R12'],
    cause: { rule: 'R12' },
  });
  expect(second).toMatchObject({
    at: '2024-04-28T23:59:59.001+07:00',
    before: { status: 'LATE' },
    after: { status: 'LATE' },
  });
  expect((second!['newlyLate'] as string[]).length).toBeGreaterThan(10);
});

test('taskStatusChanged tells everyone how the plan goes', async () => {
  const stream = await follow(
    cityViewer,
    'subscription { taskStatusChanged { cursor at task before after reason school { code } cause { rule } } }',
  );
  const move = await bench.run(
    definition,
    head,
    'mutation { updateTaskProgress(input: { task: "T1", state: IN_PROGRESS, expectedVersion: 0 }) { task { id } } }',
  );
  expect(move.errors).toBeUndefined();
  expect(await take(stream, 1)).toMatchObject([
    { task: 'T1', before: 'PLANNED', after: 'IN_PROGRESS', reason: null, school: null, cause: null },
  ]);
});

describe('difficultyReported', () => {
  const reported =
    'subscription($after: Cursor) { difficultyReported(after: $after) { cursor school { code } id severity before after } }';

  test('tells of new ones and of those opened again, within the caller’s schools', async () => {
    const [stream, foreign] = [await follow(officer, reported), await follow(principalOf(other), reported)];
    const report = (code: string) =>
      bench.run(
        definition,
        adminOf(code),
        `mutation { reportDifficulty(input: { school: "${code}", category: SOFTWARE, severity: MAJOR, description: "Lỗi" }) { difficulty { id } } }`,
      );
    const made = await report(school);
    await report(other);
    const { id } = (made.data!['reportDifficulty'] as { difficulty: { id: string } }).difficulty;
    expect(await take(stream, 2)).toMatchObject([
      { id, severity: 'MAJOR', before: null, after: 'OPEN', school: { code: school } },
      { school: { code: other } },
    ]);
    expect(await take(foreign, 1)).toMatchObject([{ school: { code: other } }]);
  });

  test('is refused to the city’s viewer', async () => {
    await expect(follow(cityViewer, reported)).rejects.toThrow('the subscription was refused');
  });
});

test('the clock of the log is the domain’s', async () => {
  bench.clock.set(local('2024-05-01 08:00'));
  const stream = await follow(officer, 'subscription { taskStatusChanged { at cursor } }');
  await bench.run(
    definition,
    head,
    'mutation { updateTaskProgress(input: { task: "T2", state: IN_PROGRESS, expectedVersion: 0 }) { task { id } } }',
  );
  expect(await take(stream, 1)).toMatchObject([{ at: '2024-05-01T08:00:00.000+07:00' }]);
});
