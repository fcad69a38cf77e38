import { setImmediate as giveWay } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { CatchUp } from '../../gateway/live/catch-up.js';
import type { Group } from '../../gateway/live/group.js';
import { FAILED, groupOf, join, Reader, resultAt } from '../support/live-group.js';

/** A catch-up whose rounds are played from these positions, one list a round. */
function catchUpOver(
  group: Group,
  rounds: number[][],
  during: (position: number) => void = () => {},
): CatchUp {
  const asked: { position: number; until: number }[] = [];
  return new CatchUp({
    rootKey: 'changes',
    group,
    failure: () => FAILED,
    open: async (range) => {
      const positions = rounds[asked.length] ?? [];
      asked.push(range);
      return (async function* play() {
        for (const position of positions) {
          during(position);
          yield resultAt(position);
        }
      })();
    },
  });
}

test('a reader that comes back is given what it missed, then what came meanwhile, each once', async () => {
  const { group, open, tell } = groupOf({ position: 3 });
  await open();
  const reader = new Reader();
  const catchUp = catchUpOver(group, [[1, 2, 3]]);
  const member = join(group, reader, { catchUp });
  await catchUp.begin(0);
  await tell(4);
  void member.next();
  await giveWay();
  await tell(5);
  expect(reader.got).toEqual([1, 2, 3, 4, 5]);
});

test('a reader that comes back is given in another round what did not fit in its queue while it caught up', async () => {
  const { group, open, tell } = groupOf({ position: 1, events: 2 });
  await open();
  const [reader, other] = [new Reader(), new Reader()];
  void join(group, other, { position: 1 }).next();
  const catchUp = catchUpOver(group, [[1], [2, 3, 4, 5]]);
  const member = join(group, reader, { catchUp });
  await catchUp.begin(0);
  await tell(2, 3, 4, 5);
  void member.next();
  await giveWay();
  await giveWay();
  await tell(6);
  expect(reader).toMatchObject({ got: [1, 2, 3, 4, 5, 6], slowAt: null });
});

test('a reader that comes back reads no faster than it takes', async () => {
  const { group, open } = groupOf({ position: 4 });
  await open();
  const read: number[] = [];
  const reader = new Reader();
  reader.isBehind = true;
  const catchUp = catchUpOver(group, [[1, 2, 3, 4]], (position) => read.push(position));
  const member = join(group, reader, { catchUp });
  await catchUp.begin(0);
  void member.next();
  await giveWay();
  await giveWay();
  expect(read).toEqual([1]);
  reader.takeAgain();
  await giveWay();
  await giveWay();
  expect(reader.got).toEqual([1, 2, 3, 4]);
});
