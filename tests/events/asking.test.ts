import { expect, test } from 'vitest';

import { openAsking } from '../../shared/events/asking.js';
import type { LogConnection } from '../../shared/events/connection.js';

/** Connections that can be lost, as those of a database that is restarted. */
function server() {
  const opened: { isLost: boolean; isClosed: boolean }[] = [];
  let isAway = false;
  return {
    opened,
    leave: () => {
      isAway = true;
      for (const each of opened) each.isLost = true;
    },
    comeBack: () => {
      isAway = false;
    },
    connect: async () => {
      if (isAway) throw new Error('refused');
      const state = { isLost: false, isClosed: false };
      opened.push(state);
      return {
        query: async () => {
          if (state.isLost) throw new Error('lost');
          return [{ number: opened.length }];
        },
        close: async () => {
          state.isClosed = true;
        },
      } as unknown as LogConnection;
    },
  };
}

test('a connection lost with its database answers again when that is back', async () => {
  const { connect, leave, comeBack, opened } = server();
  const asking = await openAsking(connect);
  expect(await asking.query('select')).toEqual([{ number: 1 }]);
  leave();
  await expect(asking.query('select')).rejects.toThrow('lost');
  await expect(asking.query('select')).rejects.toThrow('refused');
  comeBack();
  expect(await asking.query('select')).toEqual([{ number: 2 }]);
  expect(opened).toMatchObject([{ isClosed: true }, { isClosed: false }]);
  await asking.close();
  expect(opened[1]).toMatchObject({ isClosed: true });
});

test('questions asked at once share a connection, and its loss makes one new one', async () => {
  const { connect, leave, comeBack, opened } = server();
  const asking = await openAsking(connect);
  leave();
  comeBack();
  await Promise.allSettled([asking.query('select'), asking.query('select')]);
  await Promise.all([asking.query('select'), asking.query('select')]);
  expect(opened).toHaveLength(2);
});
