import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Actor } from '../../shared/actor.js';
import { positionToCursor } from '../../shared/cursor.js';
import { actorOf, type Workbench } from '../support/subgraph.js';
import { conference, definition, mau01, mau02, openDistrict, record, settled } from './district.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await openDistrict();
});
afterAll(() => bench.close());

const officer = actorOf('district_officer');
const subscription = `subscription($after: Cursor, $filter: TrainingChangeFilter) { trainingChanged(after: $after, filter: $filter) {
  cursor at school { code } cause { rule clause }
  before { total { percent } citySessions } after { total { numerator denominator percent } teachers { percent } citySessions }
} }`;

interface Change {
  cursor: string;
  school: { code: string };
  before: unknown;
  after: unknown;
}

const follow = (actor: Actor, variables: object = {}) =>
  bench.follow(definition, actor, subscription, { ...variables });

async function take(stream: AsyncGenerator<ExecutionResult>, count: number): Promise<Change[]> {
  const changes: Change[] = [];
  while (changes.length < count) {
    const { value } = await stream.next();
    expect(value.errors).toBeUndefined();
    changes.push(value.data.trainingChanged);
  }
  return changes;
}

async function recordOne(school: string, topic: string, changes: object = {}): Promise<void> {
  const newlyTrained = { managers: 0, teachers: 1, staff: 0 };
  const { errors } = await bench.run(definition, officer, record, {
    input: conference(school, { topic, newlyTrained, ...changes }),
  });
  expect(errors).toBeUndefined();
}

test('a recorded session reaches a follower with the shares before and after and the duty it serves', async () => {
  const stream = await follow(officer);
  await recordOne(mau01, 'Của Sở', {
    organiser: 'CITY',
    newlyTrained: { managers: 0, teachers: 0, staff: 0 },
  });
  await recordOne(mau01, 'Của trường', { newlyTrained: { managers: 2, teachers: 35, staff: 2 } });
  expect(await take(stream, 2)).toMatchObject([
    {
      before: null,
      after: { total: { numerator: 0, denominator: 40 }, citySessions: 1 },
      cause: { rule: 'R12', clause: 'T3' },
    },
    {
      at: '2024-04-15T08:00:00.000+07:00',
      school: { code: mau01 },
      before: { total: { percent: 0 }, citySessions: 1 },
      after: { total: { percent: 97.5 }, teachers: { percent: 100 }, citySessions: 1 },
      cause: { rule: 'R13', clause: 'IV.2-5' },
    },
  ]);
  await stream.return(undefined);
});

test('a follower that returns with its last cursor misses nothing and sees nothing twice', async () => {
  const live = await follow(officer);
  await recordOne(mau02, 'Buổi 1');
  const [first] = await take(live, 1);
  await live.return(undefined);
  await recordOne(mau02, 'Buổi 2');
  const returned = await follow(officer, { after: first?.cursor });
  const second = await take(returned, 1);
  await recordOne(mau02, 'Buổi 3');
  const third = await take(returned, 1);
  expect([...second, ...third]).toMatchObject([
    { after: { total: { numerator: 2 } } },
    { after: { total: { numerator: 3 } } },
  ]);
  await returned.return(undefined);
});

test('a feed holds the school asked for and the schools of the actor only', async () => {
  const after = positionToCursor(bench.feed.head());
  await recordOne(mau02, 'Buổi 4');
  await recordOne(mau02, 'Của Sở', {
    organiser: 'CITY',
    newlyTrained: { managers: 1, teachers: 0, staff: 0 },
  });
  await recordOne(mau01, 'Của Phòng', {
    organiser: 'DISTRICT',
    newlyTrained: { managers: 0, teachers: 0, staff: 1 },
  });
  await settled(bench);
  const firstOf = async (actor: Actor, filter: object | null = null) => {
    const stream = await follow(actor, { after, filter });
    const [change] = await take(stream, 1);
    await stream.return(undefined);
    return change?.school.code;
  };
  expect(await firstOf(officer)).toBe(mau02);
  expect(await firstOf(officer, { school: mau01 })).toBe(mau01);
  expect(await firstOf(actorOf('principal', [mau01]))).toBe(mau01);
  expect(await firstOf(actorOf('inspector', [mau01]))).toBe(mau01);
  expect(await firstOf(actorOf('reporting_tool', [mau01]))).toBe(mau01);
});

test("the city department learns that a school's training moved, not its numbers", async () => {
  const stream = await follow(actorOf('city_viewer'), { after: positionToCursor(bench.feed.head() - 1) });
  expect(await take(stream, 1)).toMatchObject([
    { school: { code: mau01 }, before: null, after: null, cause: { rule: 'R13' } },
  ]);
  await stream.return(undefined);
});

test('a provider, a foreign school and a cursor that the log does not hold are refused by code', async () => {
  const codeFor = async (actor: Actor, variables: object = {}) => {
    const refused = await follow(actor, variables).catch((error: unknown) => error);
    return (refused as AggregateError).errors[0].extensions.code;
  };
  expect(await codeFor(actorOf('provider', [mau01]))).toBe('FORBIDDEN');
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
