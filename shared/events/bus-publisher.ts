import type { Logger } from '../log.js';
import type { EventBus, Published } from './bus.js';
import type { LogConnection } from './connection.js';
import { idAt, logBounds, readAfter } from './read.js';
import { createBell } from './wake.js';

/** Events under way to the bus at once; what waits behind them waits in the log, which is the queue. */
const BATCH = 250;
const IDLE_MS = 1000;
const RETRY_MS = 500;

export interface BusPublisher {
  /** A batch was numbered: publish it. Never waits. */
  nudge(): void;
  stop(): Promise<void>;
}

/**
 * Publishes numbered events on the bus, for as long as the relay of this process leads. It reads them from the log over a connection
 * of its own, so numbering waits neither for it nor for NATS, and whatever a pause left out follows from where the stream stands.
 */
export function startBusPublisher(options: {
  connect: () => Promise<LogConnection>;
  bus: EventBus;
  log: Logger;
}): BusPublisher {
  const { connect, bus, log } = options;
  const bell = createBell();
  let stopping = false;
  let connection: LogConnection | undefined;
  let published: Published | undefined;

  const step = async (): Promise<boolean> => {
    connection ??= await connect();
    published ??= await agree(bus, connection, log);
    const events = await readAfter(connection, published.position, BATCH);
    if (events.length === 0) return false;
    published = await bus.publish(events, published);
    return true;
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        if (!bus.answers()) {
          published = undefined;
          await bell.wait(RETRY_MS);
        } else if (!(await step()) && !stopping) await bell.wait(IDLE_MS);
      } catch (error) {
        log.debug({ err: error }, 'events could not be published on the bus; they follow from the log');
        published = undefined;
        await connection?.close().catch(() => undefined);
        connection = undefined;
        if (!stopping) await bell.wait(RETRY_MS);
      }
    }
    await connection?.close().catch(() => undefined);
  };

  const forget = bus.onChange(() => bell.ring());
  const running = run();
  return {
    nudge: () => bell.ring(),
    stop: async () => {
      stopping = true;
      forget();
      bell.ring();
      await running;
    },
  };
}

/** Where publishing goes on: behind the stream's last event; an empty stream starts at the present, as readers have the log for the past. */
async function agree(bus: EventBus, connection: LogConnection, log: Logger): Promise<Published> {
  const { sequence, last } = await bus.mark();
  if (last !== null) {
    if ((await idAt(connection, last.position)) === last.id) return { sequence, position: last.position };
    // A database that was restored or made anew under its old name: what the stream tells never happened here.
    log.warn({ stream: bus.stream, position: last.position }, 'the bus told of another log and is emptied');
  }
  // Before it is emptied: readers take to the bus in that moment, and what is written from then on is to come by it.
  const { head } = await logBounds(connection);
  if (last !== null) await bus.purge();
  return { sequence, position: head };
}
