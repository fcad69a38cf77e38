import { describe, expect, test } from 'vitest';

import { eventAt, groupOf, join, Reader } from '../support/live-group.js';

test('events are given at once, in order, and only until the reader leaves', async () => {
  const { group, open, tell } = groupOf();
  await open();
  const reader = new Reader();
  const member = join(group, reader);
  const over = member.next();
  await tell(1, 2, 3);
  expect(reader.got).toEqual([1, 2, 3]);
  await member.return();
  expect(await over).toMatchObject({ done: true });
  expect(reader.closings).toBe(1);
  expect(group.isClosed).toBe(true);
});

test('nothing is given before the library asks for it, and nothing that came meanwhile is lost', async () => {
  const { group, open, tell } = groupOf();
  await open();
  const reader = new Reader();
  const member = join(group, reader);
  await tell(1, 2);
  expect(reader.got).toEqual([]);
  void member.next();
  expect(reader.got).toEqual([1, 2]);
});

describe('a reader that is behind', () => {
  test('is given what waited when it takes again, while the others went on', async () => {
    const { group, open, tell, backlog } = groupOf();
    await open();
    const [slow, fast] = [new Reader(), new Reader()];
    for (const reader of [slow, fast]) void join(group, reader).next();
    slow.isBehind = true;
    await tell(1, 2, 3);
    expect(fast.got).toEqual([1, 2, 3]);
    expect(slow.got).toEqual([1]);
    expect(backlog.bytes).toBeGreaterThan(0);
    slow.takeAgain();
    expect(slow.got).toEqual([1, 2, 3]);
    expect(backlog.bytes).toBe(0);
    await tell(4);
    expect(slow.got).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['events', { events: 3 }],
    ['bytes', { bytes: 3 * eventAt(1).payload.length + 150 }],
  ])(
    'past its bound of %s is let go with the last position that it was given, once, and the others go on',
    async (_, bound) => {
      const { group, open, tell, backlog } = groupOf(bound);
      await open();
      const [slow, fast] = [new Reader(), new Reader()];
      const over = join(group, slow).next();
      void join(group, fast).next();
      slow.isBehind = true;
      await tell(1, 2, 3, 4, 5, 6, 7);
      expect(slow).toMatchObject({ got: [1], slowAt: 1, closings: 1 });
      expect(await over).toMatchObject({ done: true });
      expect(backlog.bytes).toBe(0);
      expect(fast).toMatchObject({ got: [1, 2, 3, 4, 5, 6, 7], slowAt: null });
    },
  );

  test('may have one event waiting that is larger than its bound', async () => {
    const { group, open, tell } = groupOf({ bytes: 10 });
    await open();
    const slow = new Reader();
    void join(group, slow).next();
    slow.isBehind = true;
    await tell(1, 2);
    expect(slow.slowAt).toBeNull();
    slow.takeAgain();
    expect(slow.got).toEqual([1, 2]);
  });

  test('is given what waited even where its group has ended, then ends', async () => {
    const { group, open, tell, end } = groupOf();
    await open();
    const slow = new Reader();
    const over = join(group, slow).next();
    slow.isBehind = true;
    await tell(1, 2);
    await end();
    expect(slow.closings).toBe(0);
    slow.takeAgain();
    expect(slow.got).toEqual([1, 2]);
    expect(await over).toMatchObject({ done: true });
  });
});

test.each(['tellFailure', 'fail'] as const)(
  'a failure that is no event is the last thing that members are told (%s)',
  async (how) => {
    const given = groupOf();
    await given.open();
    const reader = new Reader();
    const over = join(given.group, reader).next();
    await given.tell(1);
    await given[how]();
    expect(reader.got).toEqual([1, null]);
    expect(await over).toMatchObject({ done: true });
    expect(given.group.isClosed).toBe(true);
  },
);

test('sockets that chose the same id share the bytes of a message, another id has its own', () => {
  const event = eventAt(1);
  const message = (id: string): Buffer => event.message(`{"id":"${id}","type":"next","payload":`, '}');
  expect(message('1')).toBe(message('1'));
  expect(JSON.parse(message('đ').toString())).toEqual({
    id: 'đ',
    type: 'next',
    payload: { data: { text: 'x'.repeat(80) } },
  });
});
