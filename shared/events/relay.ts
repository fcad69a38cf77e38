import type { Logger } from '../log.js';
import { startBusPublisher } from './bus-publisher.js';
import type { EventBus } from './bus.js';
import type { LogConnection } from './connection.js';
import { startRetention } from './retention.js';
import { createBell } from './wake.js';

const BATCH = 1000;
/** What another process wrote waits half of this on average: while there is work, it is most of an event's way to its readers. */
const BUSY_POLL_MS = 5;
const IDLE_POLL_MS = 250;
const RETRY_MS = 1000;
/** After this long without work the relay polls slowly; a nudge of its own process wakes it at once. */
const BUSY_FOR_MS = 2000;

export const CHANNEL = 'hub_events';

export interface Relay {
  /** A write of this process was committed: number it now. */
  nudge(): void;
  stop(): Promise<void>;
}

/**
 * Gives committed events their contiguous position, one leader at a time over all processes, and wakes readers once a batch.
 * Positions are given after commit and by one hand, so a reader that has seen N has seen everything before N.
 */
export function startRelay(options: {
  connect: () => Promise<LogConnection>;
  log: Logger;
  onBatch: () => void;
  /** Where the leader publishes what it numbered, for the feeds of other machines. */
  bus?: EventBus | null;
  /** For how many days the leader lets the log hold an event; null: for ever. */
  keepDays?: number | null;
}): Relay {
  const { connect, log, onBatch, bus = null, keepDays = null } = options;
  const bell = createBell();
  let stopping = false;

  const lead = async (connection: LogConnection, isLost: () => boolean): Promise<void> => {
    const publisher = bus === null ? null : startBusPublisher({ connect, bus, log });
    const retention = startRetention({ connect, log, keepDays });
    try {
      await number(connection, isLost, () => {
        onBatch();
        publisher?.nudge();
      });
    } finally {
      await publisher?.stop();
      await retention.stop();
    }
  };

  const number = async (
    connection: LogConnection,
    isLost: () => boolean,
    tell: () => void,
  ): Promise<void> => {
    // By the steady clock: set back, the other one would have an idle relay ask every few milliseconds until it is that late again.
    let lastWork = performance.now();
    while (!stopping && !isLost()) {
      // Told in the transaction that numbers: readers hear of the batch when it is committed, without a commit more.
      const [row] = await connection.query<{ done: number }>(
        `with numbered as materialized (select events.number_pending($1) as done)
         select done, case when done > 0 then pg_notify($2, '') end from numbered`,
        [BATCH, CHANNEL],
      );
      const done = row?.done ?? 0;
      if (done > 0) {
        lastWork = performance.now();
        tell();
      }
      if (done < BATCH)
        await bell.wait(performance.now() - lastWork < BUSY_FOR_MS ? BUSY_POLL_MS : IDLE_POLL_MS);
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      let connection: LogConnection | undefined;
      try {
        connection = await connect();
        let lost = false;
        connection.onLost(() => {
          lost = true;
          bell.ring();
        });
        while (!stopping && !lost && !(await connection.tryLead('hub-relay'))) await bell.wait(RETRY_MS);
        await lead(connection, () => lost);
      } catch (error) {
        log.warn({ err: error }, 'the relay lost its connection and tries again');
        if (!stopping) await bell.wait(RETRY_MS);
      } finally {
        await connection?.close().catch(() => undefined);
      }
    }
  };

  const running = run();
  return {
    nudge: () => bell.ring(),
    stop: async () => {
      stopping = true;
      bell.ring();
      await running;
    },
  };
}
