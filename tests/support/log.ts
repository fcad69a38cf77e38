import { pino } from 'pino';

import { openHost, type Host } from '../../scripts/host.js';
import { hubActor } from '../../shared/actor.js';
import { settableClock } from '../../shared/clock.js';
import { appendEvents } from '../../shared/events/append.js';
import type { LogConnection } from '../../shared/events/connection.js';
import type { AnyHubEvent, NewEvent } from '../../shared/events/contracts.js';
import type { OpenSession } from '../../shared/session.js';
import { openTestDatabase, type TestDatabase } from './database.js';

export const silent = pino({ level: 'silent' });

/** A database of the test's own with the log's relay and feed running, and no consumer. */
export async function openLog(): Promise<Host & { database: TestDatabase }> {
  const database = await openTestDatabase();
  const clock = settableClock(new Date('2024-04-15T08:00:00+07:00'));
  const host = await openHost({ database, log: silent, consumers: [], clock });
  return { ...host, database };
}

/** An event that a test knows again by its number. */
export function numbered(n: number): NewEvent<'rollout.documentPublished'> {
  return { type: 'rollout.documentPublished', school: null, data: { document: String(n), kind: 'OTHER' } };
}

export function numberOf(event: AnyHubEvent): number {
  return Number((event.data as { document: string }).document);
}

/** Writes the events `from` to `to` (exclusive) in transactions of `size` each. */
export async function writeEvents(
  openSession: OpenSession,
  { from, to, size }: { from: number; to: number; size: number },
): Promise<void> {
  for (let n = from; n < to; n += size) {
    const batch = Array.from({ length: Math.min(size, to - n) }, (_, index) => numbered(n + index));
    await openSession(hubActor).write((em) => appendEvents(em, hubActor, new Date(), batch));
  }
}

/** The next `count` events; fails by the test's own time limit where they do not come. */
export async function take(events: AsyncIterable<AnyHubEvent>, count: number): Promise<AnyHubEvent[]> {
  const taken: AnyHubEvent[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

/** `connect` whose connections can be made to fail from outside, as if the server had gone. */
export function breakable(connect: () => Promise<LogConnection>): {
  connect: () => Promise<LogConnection>;
  /** Every connection made so far fails from now on. */
  cut: () => void;
  /** How many were made. */
  made: () => number;
} {
  let generation = 0;
  let made = 0;
  return {
    made: () => made,
    cut: () => {
      generation += 1;
    },
    connect: async () => {
      const connection = await connect();
      const mine = generation;
      made += 1;
      return {
        ...connection,
        query: async <Row>(text: string, values?: readonly unknown[]): Promise<Row[]> => {
          if (mine !== generation) throw new Error('the connection was cut');
          return connection.query<Row>(text, values);
        },
      };
    },
  };
}

/** 1, 2, … `count`. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
