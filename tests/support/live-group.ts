import { setImmediate as giveWay } from 'node:timers/promises';

import type { ExecutionResult } from '@graphql-tools/utils';

import type { CatchUp } from '../../gateway/live/catch-up.js';
import { CURSOR_KEY } from '../../gateway/live/document.js';
import { LiveEvent } from '../../gateway/live/event.js';
import { Group } from '../../gateway/live/group.js';
import { Member, type Sink } from '../../gateway/live/member.js';
import { positionToCursor } from '../../shared/cursor.js';

/** A result of the engine, with the cursor of that position. */
export const resultAt = (position: number): ExecutionResult => ({
  data: { changes: { [CURSOR_KEY]: positionToCursor(position), text: 'x'.repeat(80) } },
});

/** The event of that position, of some hundred bytes. */
export const eventAt = (position: number): LiveEvent =>
  new LiveEvent(positionToCursor(position), { data: { text: 'x'.repeat(80) } });

export const FAILED: ExecutionResult = { data: null, errors: [] };

/** A reader that takes what it is given, until it is told to fall behind. */
export class Reader implements Sink {
  readonly got: (number | null)[] = [];
  slowAt: number | null = null;
  closings = 0;
  isBehind = false;
  behind: Member | null = null;

  write({ position }: LiveEvent, member: Member): boolean {
    this.got.push(position);
    this.behind = member;
    return !this.isBehind;
  }
  tooSlow(position: number): void {
    this.slowAt = position;
  }
  closed(): void {
    this.closings += 1;
  }
  takeAgain(): void {
    this.isBehind = false;
    this.behind?.drained();
  }
}

/** A group over a source that a test speaks for. */
export function groupOf({ position = 0, events = 5, bytes = 10_000 } = {}) {
  const backlog = { bytes: 0 };
  let source: ((step: IteratorResult<ExecutionResult> | Error) => void) | undefined;
  const group = new Group(position, {
    rootKey: 'changes',
    bounds: { events, bytes },
    backlog,
    failure: () => FAILED,
    onClosed: () => {},
    onDelivered: () => {},
  });
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () =>
      new Promise((resolve, reject) => {
        source = (step) => (step instanceof Error ? reject(step) : resolve(step));
      }),
    return: async () => ({ done: true, value: undefined }),
  };
  const say = async (step: IteratorResult<ExecutionResult> | Error): Promise<void> => {
    source?.(step);
    await giveWay();
  };
  return {
    group,
    backlog,
    open: () => group.open(async () => iterator),
    tell: async (...positions: number[]) => {
      for (const each of positions) await say({ done: false, value: resultAt(each) });
    },
    tellFailure: () => say({ done: false, value: { data: null, errors: [] } }),
    fail: () => say(new Error('gone')),
    end: () => say({ done: true, value: undefined }),
  };
}

/** A member of the group that has not begun to read. */
export function join(
  group: Group,
  reader: Reader,
  { position = 0, catchUp = null as CatchUp | null } = {},
): Member {
  const member = new Member(position, group, reader, catchUp);
  group.join(member);
  return member;
}
