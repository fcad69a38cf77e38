import { setTimeout as delay } from 'node:timers/promises';

import { positionToCursor } from '../cursor.js';
import { CursorExpired } from '../errors.js';
import type { Logger } from '../log.js';
import type { BusMessage } from './bus-message.js';
import { startBusReader } from './bus-reader.js';
import type { EventBus } from './bus.js';
import type { LogConnection } from './connection.js';
import type { AnyHubEvent } from './contracts.js';
import { idAt, logBounds, readAfter } from './read.js';
import { CHANNEL } from './relay.js';
import { createBell } from './wake.js';

const BATCH = 1000;
/** Events of the recent past kept in memory, so that live readers share one read of the log. */
const KEPT = 4000;
const POLL_MS = 500;
const RETRY_MS = 1000;
/** How often a reader's question is asked again while the feed gets a new connection, before the reader is told. */
const ATTEMPTS = 5;
/** How long an event that the database told of may take by the bus before it is read from the log. */
const BUS_GRACE_MS = 200;
/** How often the log is asked all the same while the bus is live: a publisher that fails in the middle of a burst. */
const BUS_POLL_MS = 1000;

/** This process's one reader of the log, shared by all who follow it. */
export interface Feed {
  /** The last position that this process has read. */
  head(): number;
  /** How many events came by the bus and how many from the log, and whether the bus gives events now; null without a bus. */
  sources(): { readonly bus: number; readonly log: number; readonly isBusLive: boolean | null };
  /** When that event was written, by real time; undefined once it is no longer in memory. */
  recordedAt(position: number): Date | undefined;
  /** A batch may be ready: look now (the relay of this process, or a test, calls it). */
  nudge(): void;
  /** Events after `position` (exclusive) that are already in the log, at most `limit`. */
  readAfter(position: number, limit: number): Promise<AnyHubEvent[]>;
  /**
   * Every event after `position` in order, then live, until `signal` aborts. Each step asks the log for what follows the last
   * event given out, so that catching up and living on have no seam. Without `position` it starts at the present.
   */
  follow(position: number | undefined, signal?: AbortSignal): AsyncGenerator<AnyHubEvent, void, void>;
  /** Throws CURSOR_EXPIRED where the log does not hold everything that followed `position`. */
  requireHeld(position: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startFeed(options: {
  connect: () => Promise<LogConnection>;
  log: Logger;
  /** Where events arrive without asking the database; it remains what is asked wherever the bus leaves a gap. */
  bus?: EventBus | null;
}): Promise<Feed> {
  const { connect, log, bus = null } = options;
  const bell = createBell();
  const waiting = new Set<() => void>();
  let recent: AnyHubEvent[] = [];
  let stopping = false;
  let connection = await connect();
  let { head } = await logBounds(connection);
  const came = { bus: 0, log: 0 };
  let lookAtMs = 0;

  const wakeAll = () => {
    const woken = [...waiting];
    waiting.clear();
    for (const wake of woken) wake();
  };

  const append = (batch: readonly AnyHubEvent[], source: 'bus' | 'log'): void => {
    const last = batch.at(-1);
    if (last === undefined) return;
    came[source] += batch.length;
    head = last.position;
    recent.push(...batch);
    // Cut in larger steps: by the bus events come one by one.
    if (recent.length > KEPT + BATCH) recent = recent.slice(-KEPT);
    wakeAll();
  };

  const pull = async (): Promise<boolean> => {
    const batch = await readAfter(connection, head, BATCH);
    // Meanwhile the bus may have brought the first of them.
    append(
      batch.filter(({ position }) => position > head),
      'log',
    );
    return batch.length > 0;
  };

  const lookWithin = (delayMs: number): void => {
    lookAtMs = Math.min(lookAtMs, performance.now() + delayMs);
    bell.ring();
  };

  const takeFromBus = ({ position, event }: BusMessage): void => {
    if (position <= head) return;
    if (event === null || position > head + 1) return lookWithin(0);
    append([event], 'bus');
    lookAtMs = performance.now() + BUS_POLL_MS;
  };

  const reconnect = async (): Promise<void> => {
    await connection.close().catch(() => undefined);
    connection = await connect();
    await connection.listen(CHANNEL, () => lookWithin(BUS_GRACE_MS));
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        const isLive = reader?.isLive() === true;
        const waitMs = isLive ? lookAtMs - performance.now() : 0;
        if (waitMs > 0) {
          await bell.wait(waitMs);
          continue;
        }
        // Set before the log is read: who is told of an event meanwhile brings the next look forward.
        lookAtMs = performance.now() + BUS_POLL_MS;
        if (await pull()) lookAtMs = 0;
        else if (!isLive && !stopping) await bell.wait(POLL_MS);
      } catch (error) {
        if (stopping) return;
        log.warn({ err: error }, 'the feed lost its connection and tries again');
        await bell.wait(RETRY_MS);
        await reconnect().catch(() => undefined);
      }
    }
  };

  const patiently = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        if (stopping || attempt === ATTEMPTS) throw error;
        // The loop above is the one who reconnects: wake it rather than wait for its next look.
        lookWithin(0);
        await delay(RETRY_MS);
      }
    }
  };

  const after = async (position: number, limit: number): Promise<AnyHubEvent[]> => {
    const first = recent[0];
    if (position >= head) return [];
    if (first !== undefined && position >= first.position - 1) {
      const start = position + 1 - first.position;
      return recent.slice(start, start + limit);
    }
    return patiently(() => readAfter(connection, position, limit));
  };

  const followFrom = async function* (
    position: number,
    signal?: AbortSignal,
  ): AsyncGenerator<AnyHubEvent, void, void> {
    let last = position;
    while (!stopping && signal?.aborted !== true) {
      const batch = await after(last, BATCH);
      for (const event of batch) {
        // Positions have no gaps: a hole is a log that was pruned before this reader came so far.
        if (event.position !== last + 1)
          throw new CursorExpired({ oldest: positionToCursor(event.position - 1) });
        last = event.position;
        yield event;
      }
      if (batch.length === 0) await nextWake(waiting, () => last < head || stopping, signal);
    }
  };

  await connection.listen(CHANNEL, () => lookWithin(BUS_GRACE_MS));
  const reader =
    bus === null
      ? null
      : startBusReader({
          bus,
          log,
          head: () => head,
          idAt: (position) => idAt(connection, position),
          take: takeFromBus,
          onChange: () => lookWithin(0),
        });
  const running = run();

  return {
    head: () => head,
    recordedAt: (position) => recent[position - (recent[0]?.position ?? 0)]?.recordedAt,
    sources: () => ({ ...came, isBusLive: reader?.isLive() ?? null }),
    nudge: () => lookWithin(BUS_GRACE_MS),
    readAfter: after,
    async requireHeld(position) {
      const bounds = await patiently(() => logBounds(connection));
      const isHeld =
        position <= bounds.head &&
        (bounds.oldest === 0 ? position === bounds.head : position >= bounds.oldest - 1);
      if (!isHeld)
        throw new CursorExpired({ oldest: bounds.oldest === 0 ? null : positionToCursor(bounds.oldest - 1) });
    },
    // The present is now, not when the first event is asked for.
    follow: (position, signal) => followFrom(position ?? head, signal),
    async stop() {
      stopping = true;
      bell.ring();
      wakeAll();
      await reader?.stop();
      await running;
      await connection.close();
    },
  };
}

/** The same feed, ending after `until`: for those who only catch up with what others have already been given. */
export function feedUntil(feed: Feed, until: number): Feed {
  return {
    ...feed,
    async *follow(position, signal) {
      if ((position ?? feed.head()) >= until) return;
      for await (const event of feed.follow(position, signal)) {
        if (event.position > until) return;
        yield event;
        if (event.position === until) return;
      }
    },
  };
}

async function nextWake(
  waiting: Set<() => void>,
  isReady: () => boolean,
  signal?: AbortSignal,
): Promise<void> {
  if (isReady() || signal?.aborted === true) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const wake = () => resolve();
  waiting.add(wake);
  signal?.addEventListener('abort', wake, { once: true });
  await promise;
  waiting.delete(wake);
  signal?.removeEventListener('abort', wake);
}
