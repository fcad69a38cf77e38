import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { LogConnection } from '../../shared/events/connection.js';
import { startRelay, type Relay } from '../../shared/events/relay.js';
import { silent } from '../support/log.js';

const HOUR_MS = 3_600_000;

let relay: Relay;
let asked = 0;
let waiting = 0;
let told = 0;
/** A log in which `waiting` events have no position; it counts how often the relay asks. */
const connection: LogConnection = {
  query: async <Row>(text: string) => {
    if (!text.includes('number_pending')) return [];
    asked += 1;
    const done = waiting;
    waiting = 0;
    return [{ done }] as Row[];
  },
  listen: async () => {},
  tryLead: async () => true,
  onLost: () => {},
  close: async () => {},
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  told = 0;
  relay = startRelay({ connect: async () => connection, log: silent, onBatch: () => (told += 1) });
  await vi.advanceTimersByTimeAsync(5000);
});
afterEach(async () => {
  await relay.stop();
  vi.useRealTimers();
});

async function askedWithin(ms: number): Promise<number> {
  asked = 0;
  await vi.advanceTimersByTimeAsync(ms);
  return asked;
}

test.each([
  ['forward', HOUR_MS],
  ['back', -HOUR_MS],
])(
  'with the clock set an hour %s the relay goes on numbering, and asks no more often than before',
  async (_way, ms) => {
    expect(await askedWithin(1000)).toBe(4);
    vi.setSystemTime(Date.now() + ms);
    expect(await askedWithin(1000)).toBe(4);
    waiting = 3;
    await vi.advanceTimersByTimeAsync(250);
    expect([waiting, told]).toEqual([0, 1]);
    // Work was found: it looks closely for two seconds, and then no longer, wherever the clock is set meanwhile.
    expect(await askedWithin(1000)).toBeGreaterThan(100);
    vi.setSystemTime(Date.now() - ms);
    await vi.advanceTimersByTimeAsync(1500);
    expect(await askedWithin(1000)).toBe(4);
  },
);
