import { setImmediate as turn } from 'node:timers/promises';

import type { EntityManager } from '@mikro-orm/sql';

import { hubActor } from '../actor.js';
import type { Logger } from '../log.js';
import type { OpenSession } from '../session.js';
import type { AnyHubEvent, EventOf, EventType } from './contracts.js';
import type { Feed } from './feed.js';
import { EVENT_COLUMNS, toEvent, type EventRow } from './read.js';
import { createBell } from './wake.js';

const BATCH = 500;
const RETRY_MS = 1000;
/** How often a consumer looks even where no event came: a lost wake-up, or time that passed. */
const TICK_MS = 500;
/** How many events a consumer goes past before it notes where it is: after a start it reads at most these again. */
const UNNOTED = 1000;

/** What a subgraph keeps of the log: exported from its door, run by whichever process hosts it. */
export interface ConsumerDefinition<Types extends EventType = EventType> {
  /** Unique over the hub, `<subgraph>.<what it keeps>`; its position is kept under it. */
  readonly name: string;
  /** The types that it takes: it is given no others, and going past those costs the database nothing. Left out: all. */
  readonly takes?: readonly Types[];
  /** Takes events in order, in the transaction that also moves the consumer's position: each counts exactly once. */
  handle(this: void, em: EntityManager, events: readonly EventOf<Types>[]): Promise<void>;
  /** Called when the consumer has caught up, and on each tick after: for what time alone changes. */
  readonly onIdle?: (openSession: OpenSession) => Promise<void>;
  /** Called once when the consumer stops: ends what `onIdle` left under way. */
  readonly onStop?: (openSession: OpenSession) => Promise<void>;
}

export interface ConsumerOptions extends ConsumerDefinition {
  readonly feed: Feed;
  readonly openSession: OpenSession;
  readonly log: Logger;
}

export interface Consumer {
  readonly name: string;
  /** The last position whose effects, if it has any here, are committed. */
  position(): number;
  stop(): Promise<void>;
}

/**
 * Keeps a read model of the log. Several processes may run the same consumer: the position's row is locked while a batch is
 * worked on, and whoever comes second finds it done.
 */
export function startConsumer(options: ConsumerOptions): Consumer {
  const { name, takes, feed, openSession, log, handle, onIdle, onStop } = options;
  const isTaken = ({ type }: AnyHubEvent): boolean => takes === undefined || takes.includes(type);
  const bell = createBell();
  const stopped = new AbortController();
  let position = 0;
  let noted = 0;

  /** Goes past what it does not take, by what this process holds of the log anyway. */
  const goPast = async (): Promise<boolean> => {
    if (takes === undefined || position === 0) return false;
    const from = position;
    for (const event of await feed.readAfter(position, BATCH)) {
      // A hole is what left the log, and is to be found in its history.
      if (event.position !== position + 1 || isTaken(event) || event.position - noted > UNNOTED) break;
      position = event.position;
    }
    return position > from;
  };

  const step = async (): Promise<boolean> => {
    const { from, to } = await openSession(hubActor).write(async (em) => {
      await em.execute(
        'insert into events.consumer (name, position) values (?, 0) on conflict do nothing',
        [name],
        'run',
      );
      const [row] = await em.execute<{ position: number }[]>(
        'select position::float8 as position from events.consumer where name = ? for update',
        [name],
      );
      const known = row?.position ?? 0;
      const events = await readInside(em, known);
      const last = events.at(-1);
      if (last === undefined) return { from: known, to: known };
      const taken = events.filter(isTaken);
      if (taken.length > 0) await handle(em, taken);
      await em.execute(
        'update events.consumer set position = ? where name = ?',
        [last.position, name],
        'run',
      );
      return { from: known, to: last.position };
    });
    // Only now is it committed: told earlier, a commit that fails would leave its events behind for good.
    noted = to;
    // It may have gone past more than it had noted.
    position = Math.max(position, to);
    return to > from;
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        if (position < feed.head() || position === 0) {
          if ((await goPast()) || (await step())) continue;
        }
        await onIdle?.(openSession);
        await bell.wait(TICK_MS);
        // Listeners are told of an event before read models work on it: both want the processor, and the embedded database's one connection.
        await turn();
      } catch (error) {
        log.error({ err: error, consumer: name }, 'a consumer of the log failed and tries again');
        await bell.wait(RETRY_MS);
      }
    }
  };

  void wakeOnEvents(feed, stopped.signal, () => bell.ring());
  const running = run();
  return {
    name,
    position: () => position,
    stop: async () => {
      stopped.abort();
      bell.ring();
      await running;
      await onStop?.(openSession);
    },
  };
}

/**
 * What is new stands in the log; the view over it and what left it costs several times as much to plan. Positions have no gaps, so
 * that the next one is not in the log says that it left, whenever it did.
 */
async function readInside(em: EntityManager, from: number): Promise<AnyHubEvent[]> {
  const read = (source: string): Promise<EventRow[]> =>
    em.execute<EventRow[]>(
      `select ${EVENT_COLUMNS} from ${source} where position > ? order by position limit ?`,
      [from, BATCH],
    );
  const fresh = await read('events.log');
  const rows = fresh[0]?.position === from + 1 ? fresh : await read('events.history');
  return rows.map(toEvent);
}

async function wakeOnEvents(feed: Feed, signal: AbortSignal, wake: () => void): Promise<void> {
  for await (const _event of feed.follow(undefined, signal)) wake();
}
