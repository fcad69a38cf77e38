import type { Logger } from '../log.js';
import type { BusMessage } from './bus-message.js';
import type { EventBus } from './bus.js';
import { createBell } from './wake.js';

const RETRY_MS = 500;

export interface BusReader {
  /** Whether what the relay publishes arrives here; while it does not, the log has to be asked. */
  isLive(): boolean;
  stop(): Promise<void>;
}

/** Hands over what comes by the bus, from behind `head` on, whenever the bus answers and tells of the same log. */
export function startBusReader(options: {
  bus: EventBus;
  log: Logger;
  /** The last position that the reader has. */
  head: () => number;
  /** The id of the log's event at that position, null where it holds none. */
  idAt: (position: number) => Promise<string | null>;
  take: (message: BusMessage) => void;
  /** Called when it became live, and when it no longer is. */
  onChange: () => void;
}): BusReader {
  const { bus, log, head, idAt, take, onChange } = options;
  const bell = createBell();
  let isLive = false;
  let stopping = false;

  const turn = (next: boolean): void => {
    isLive = next;
    onChange();
  };

  const read = async (): Promise<void> => {
    const { sequence, last } = await bus.mark();
    // Until the leading relay has emptied it, the stream may tell of a database that was restored since.
    if (last !== null && (await idAt(last.position)) !== last.id) return;
    const missed = last === null ? 0 : Math.min(Math.max(last.position - head(), 0), sequence);
    const messages = await bus.consume(sequence + 1 - missed, take);
    turn(true);
    let isOpen = true;
    const end = (): void => {
      isOpen = false;
      bell.ring();
    };
    messages.ended.then(end, end);
    try {
      while (isOpen && !stopping && bus.answers()) await bell.wait(RETRY_MS * 2);
    } finally {
      turn(false);
      if (bus.answers()) await messages.stop();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      try {
        if (bus.answers()) await read();
      } catch (error) {
        log.debug({ err: error }, 'the bus gives no events; they are read from the log');
      }
      if (!stopping) await bell.wait(RETRY_MS);
    }
  };

  const forget = bus.onChange(() => bell.ring());
  const running = run();
  return {
    isLive: () => isLive,
    stop: async () => {
      stopping = true;
      forget();
      bell.ring();
      await running;
    },
  };
}
