import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import {
  counts,
  definition,
  mau01,
  mau02,
  officer,
  openDistrict,
  settled,
  update,
  type CountsInput,
  type States,
} from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const subscription = `subscription($after: Cursor, $filter: RecordChangeFilter) { recordProgressChanged(after: $after, filter: $filter) {
  cursor at school { code } schoolYear cause { rule clause }
  before { grade accepted { percent } } after { grade eligible accepted { percent } byState { state count } }
} }`;

const follow = (actor: Actor, variables: object = {}) =>
  bench.follow(definition, actor, subscription, { ...variables });

interface Change {
  cursor: string;
  school: { code: string };
}

async function take(stream: AsyncGenerator<ExecutionResult>, count: number): Promise<Change[]> {
  const changes: Change[] = [];
  while (changes.length < count) {
    const { value } = await stream.next();
    expect(value.errors).toBeUndefined();
    changes.push(value.data.recordProgressChanged);
  }
  return changes;
}

async function report(school: string, states: States, changes: Partial<CountsInput> = {}): Promise<void> {
  const input = counts(school, states, changes);
  const { errors } = await bench.run(definition, actorOf('principal', [school]), update, { input });
  expect(errors).toBeUndefined();
}

test('a grade reported anew reaches a follower with its shares before and after', async () => {
  const stream = await follow(officer);
  await report(mau01, { ACCEPTED: 15, MANAGER_SIGNED: 15 });
  await report(mau01, { ACCEPTED: 30 }, { expectedVersion: 1 });
  expect(await take(stream, 2)).toMatchObject([
    { before: null, after: { grade: 1, eligible: 30, accepted: { percent: 50 } } },
    {
      at: '2024-06-10T08:00:00.000+07:00',
      school: { code: mau01 },
      schoolYear: '2023-2024',
      before: { grade: 1, accepted: { percent: 50 } },
      after: { accepted: { percent: 100 } },
      cause: { rule: 'R15', clause: 'II.1-2' },
    },
  ]);
  await stream.return(undefined);
});

test('a follower that returns with its last cursor misses nothing and sees nothing twice', async () => {
  const live = await follow(officer);
  await report(mau01, { INITIALISED: 40 }, { grade: 2 });
  const [first] = await take(live, 1);
  await live.return(undefined);
  await report(mau01, { ACCEPTED: 20, INITIALISED: 20 }, { grade: 2, expectedVersion: 1 });
  const returned = await follow(officer, { after: first?.cursor });
  const second = await take(returned, 1);
  await report(mau01, { ACCEPTED: 40 }, { grade: 2, expectedVersion: 2 });
  const third = await take(returned, 1);
  expect([...second, ...third]).toMatchObject([
    { after: { accepted: { percent: 50 } } },
    { after: { accepted: { percent: 100 } } },
  ]);
  await returned.return(undefined);
});

test('a feed holds the school asked for and the schools of the actor only', async () => {
  const after = positionToCursor(bench.feed.head());
  await report(mau02, { INITIALISED: 50 });
  await report(mau01, { INITIALISED: 20 }, { grade: 3 });
  await settled(bench);
  const firstOf = async (actor: Actor, filter: object | null = null) => {
    const stream = await follow(actor, { after, filter });
    const [change] = await take(stream, 1);
    await stream.return(undefined);
    return change?.school.code;
  };
  expect(await firstOf(officer)).toBe(mau02);
  expect(await firstOf(officer, { school: mau01 })).toBe(mau01);
  for (const role of ['principal', 'inspector', 'reporting_tool', 'provider'] as const) {
    expect(await firstOf(actorOf(role, [mau01]))).toBe(mau01);
  }
});

test("the city department learns that a school's records moved, not the numbers", async () => {
  const stream = await follow(actorOf('city_viewer'), { after: positionToCursor(bench.feed.head() - 1) });
  expect(await take(stream, 1)).toMatchObject([
    { school: { code: mau01 }, before: null, after: null, cause: { rule: 'R15' } },
  ]);
  await stream.return(undefined);
});

test('a foreign school and a cursor that the log does not hold are refused by code', async () => {
  const codeFor = async (actor: Actor, variables: object) => {
    const refused = await follow(actor, variables).catch((error: unknown) => error);
    return (refused as AggregateError).errors[0].extensions.code;
  };
  expect(await codeFor(actorOf('provider', [mau01]), { filter: { school: mau02 } })).toBe('FORBIDDEN');
  expect(await codeFor(actorOf('principal', [mau01]), { filter: { school: mau02 } })).toBe('FORBIDDEN');
  expect(await codeFor(officer, { after: 'nonsense' })).toBe('BAD_USER_INPUT');
  expect(await codeFor(officer, { after: positionToCursor(1_000_000) })).toBe('CURSOR_EXPIRED');
});

test('a follower that leaves while it waits is gone at once', async () => {
  const stream = await follow(officer);
  const waiting = stream.next();
  await stream.return(undefined);
  expect(await waiting).toEqual({ value: undefined, done: true });
});
