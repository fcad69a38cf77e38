import { setImmediate as giveWay } from 'node:timers/promises';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDuration } from '../../shared/duration.js';
import { coalesce } from '../../shared/subgraph/coalesce.js';
import { manualLater } from '../support/manual-later.js';

interface Told {
  readonly position: number;
  readonly school: string | null;
}

/** A source that a test writes to, folded over windows of a second. */
function folding() {
  const { later, pass, waiting } = manualLater();
  const written: Told[] = [];
  let wake: (() => void) | undefined;
  let isEnded: boolean | Error = false;
  let taken = 0;
  let isReturned = false;
  const source: AsyncIterableIterator<Told> = {
    [Symbol.asyncIterator]: () => source,
    next: async () => {
      for (;;) {
        const value = written[taken];
        if (value !== undefined) {
          taken += 1;
          return { done: false, value };
        }
        if (isEnded instanceof Error) throw isEnded;
        if (isEnded) return { done: true, value: undefined };
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        await promise;
      }
    },
    return: async () => {
      isReturned = true;
      return { done: true, value: undefined };
    },
  };
  const folded = coalesce(source, { windowMs: 1000, later, keyOf: ({ school }) => school });
  const given: Told[] = [];
  const read = async (): Promise<void> => {
    for await (const told of folded) given.push(told);
  };
  return {
    given,
    reading: read,
    folded,
    waiting,
    taken: () => taken,
    isReturned: () => isReturned,
    write: async (...schools: (string | null)[]) => {
      for (const school of schools) written.push({ position: written.length + 1, school });
      wake?.();
      await giveWay();
    },
    pass: async (ms: number) => {
      pass(ms);
      await giveWay();
    },
    end: async (how: boolean | Error = true) => {
      isEnded = how;
      wake?.();
      await giveWay();
    },
  };
}

test('a window gives the last event of each school, in the order of the log, and nothing before it has passed', async () => {
  const stream = folding();
  void stream.reading();
  await stream.write('A', 'B', 'A', 'A', 'C', 'B');
  await stream.pass(999);
  expect(stream.given).toEqual([]);
  await stream.pass(1);
  expect(stream.given).toEqual([
    { position: 4, school: 'A' },
    { position: 5, school: 'C' },
    { position: 6, school: 'B' },
  ]);
});

test('a window begins with its first event, not with the end of the one before', async () => {
  const stream = folding();
  void stream.reading();
  await stream.write('A');
  await stream.pass(1000);
  await stream.pass(5000);
  expect(stream.waiting()).toBe(0);
  await stream.write('A');
  await stream.pass(999);
  expect(stream.given).toHaveLength(1);
  await stream.pass(1);
  expect(stream.given.map(({ position }) => position)).toEqual([1, 2]);
});

test('events without a school are each given', async () => {
  const stream = folding();
  void stream.reading();
  await stream.write(null, 'A', null, 'A', null);
  await stream.pass(1000);
  expect(stream.given.map(({ position }) => position)).toEqual([1, 3, 4, 5]);
});

test('what waits is given when the source ends, and before the error that it ends with', async () => {
  const ending = folding();
  const reading = ending.reading();
  await ending.write('A', 'A');
  await ending.end();
  await reading;
  expect(ending.given.map(({ position }) => position)).toEqual([2]);

  const failing = folding();
  const failed = failing.reading();
  failed.catch(() => undefined);
  await failing.write('A', 'A');
  await failing.end(new Error('gone'));
  await expect(failed).rejects.toThrow('gone');
  expect(failing.given.map(({ position }) => position)).toEqual([2]);
});

test('a reader that does not take what is ready makes the source wait after a thousand, and loses nothing', async () => {
  const stream = folding();
  const first = stream.folded.next();
  await stream.write(...Array.from({ length: 5000 }, () => null));
  expect((await first).value).toMatchObject({ position: 1 });
  await giveWay();
  // A thousand are ready, a thousand wait for the next window.
  expect(stream.taken()).toBeLessThanOrEqual(2001);
  const reading = stream.reading();
  await stream.end();
  await reading;
  expect(stream.given.map(({ position }) => position)).toEqual(Array.from({ length: 4999 }, (_, n) => n + 2));
});

test('a reader that leaves ends the source, and no timer stays', async () => {
  const stream = folding();
  const waiting = stream.folded.next();
  await stream.write('A');
  expect(stream.waiting()).toBe(1);
  await stream.folded.return?.();
  expect(await waiting).toMatchObject({ done: true });
  expect(stream.isReturned()).toBe(true);
  expect(stream.waiting()).toBe(0);
});

test('whoever goes on behind any event that was given misses no school’s last state, however time and events fall', async () => {
  const school = fc.constantFrom('A', 'B', 'C', null);
  const steps = fc.array(fc.oneof(school, fc.integer({ min: 1, max: 1500 })), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const stream = folding();
      const reading = stream.reading();
      const all: Told[] = [];
      for (const step of script) {
        if (typeof step === 'number') await stream.pass(step);
        else {
          all.push({ position: all.length + 1, school: step });
          await stream.write(step);
        }
      }
      await stream.end();
      await reading;
      const positions = stream.given.map(({ position }) => position);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      for (const [index, { position }] of stream.given.entries()) {
        const seen = stream.given.slice(0, index + 1);
        const known = new Set([
          ...seen.map((told) => told.position),
          ...all.slice(position).map((told) => told.position),
        ]);
        for (const key of ['A', 'B', 'C']) {
          const last = all.findLast((told) => told.school === key);
          if (last !== undefined) expect(known).toContain(last.position);
        }
        // Each that was left out up to here is superseded by one that is given or still to come.
        for (const told of all.slice(0, position)) {
          const isSuperseded = all.some(
            (later) =>
              later.school === told.school && later.position > told.position && known.has(later.position),
          );
          expect(known.has(told.position) || (told.school !== null && isSuperseded)).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

describe('a span', () => {
  test.each([
    ['100ms', 100],
    ['1s', 1000],
    ['60s', 60_000],
    ['1 s', null],
    ['1m', null],
    ['-1s', null],
    ['1.5s', null],
    ['', null],
    ['9999999s', null],
  ])('%s is %s milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});
