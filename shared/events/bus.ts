import {
  DeliverPolicy,
  DiscardPolicy,
  jetstream,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  StorageType,
  type ConsumerMessages,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';

import type { Logger } from '../log.js';
import { busAddress, type BusAddress } from './bus-address.js';
import { decode, encode, type BusMessage } from './bus-message.js';
import type { AnyHubEvent } from './contracts.js';
import { createBell } from './wake.js';

const TIMEOUT_MS = 2000;
const RETRY_MS = 500;
/** A server that answers no ping for twice this long is gone, whatever the socket says. */
const PING_MS = 3000;

/** The last message that the stream ever took, and the event that it carries; null where the stream holds none any more. */
export interface Mark {
  readonly sequence: number;
  readonly last: { readonly position: number; readonly id: string } | null;
}

/** Where publishing goes on: behind that sequence of the stream, behind that position of the log. */
export interface Published {
  readonly sequence: number;
  readonly position: number;
}

/** The stream of one hub's events on NATS JetStream: a faster way to what the log says, never another truth. */
export interface EventBus {
  readonly stream: string;
  /** Whether the server is connected; what is asked while it is not fails at once. */
  answers(): boolean;
  /** Called whenever the server came or went, until the function that it gives is called. */
  onChange(listener: () => void): () => void;
  /** Reads where the stream stands, and makes it where it is missing. */
  mark(): Promise<Mark>;
  /** Appends events in order, each exactly behind the one before; rejects where another hand appended meanwhile. */
  publish(events: readonly AnyHubEvent[], behind: Published): Promise<Published>;
  /** Takes the messages from `sequence` on, in order, until it is stopped or `ended` resolves. */
  consume(
    sequence: number,
    take: (message: BusMessage) => void,
  ): Promise<{ readonly ended: Promise<unknown>; stop(): Promise<unknown> }>;
  /** Empties the stream: it tells of another log. */
  purge(): Promise<void>;
  close(): Promise<void>;
}

interface Link {
  readonly nats: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** Opens the bus of the database so named and keeps connecting to it; throws EnvFault where the address cannot be used. */
export function openBus({ url, database, log }: { url: URL; database: string; log: Logger }): EventBus {
  const address = busAddress(url, database);
  const { stream, subject } = address;
  const listeners = new Set<() => void>();
  const bell = createBell();
  let link: Link | null = null;
  let closing = false;

  const change = (next: Link | null): void => {
    link = next;
    for (const listener of listeners) listener();
  };
  const linked = (): Link => {
    if (link === null) throw new Error('NATS does not answer.');
    return link;
  };

  const run = async (): Promise<void> => {
    let isTold = false;
    while (!closing) {
      try {
        const nats = await connectTo(address);
        log.info({ bus: address.server, stream }, 'the event bus answers');
        isTold = false;
        change({ nats, client: jetstream(nats, { timeout: TIMEOUT_MS }), manager: await managerOf(nats) });
        if (closing) await nats.close();
        await nats.closed();
      } catch (error) {
        if (!isTold) log.warn({ err: error, bus: address.server }, 'the event bus cannot be reached');
        isTold = true;
      }
      if (link !== null && !closing) log.warn({ bus: address.server }, 'the event bus went away');
      change(null);
      if (!closing) await bell.wait(RETRY_MS);
    }
  };

  const running = run();
  return {
    stream,
    answers: () => link !== null,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    mark: () => readMark(linked().manager, address),
    publish: async (events, behind) => {
      const { nats, client } = linked();
      const limit = nats.info?.max_payload ?? 0;
      // Sent without waiting in between: the expected sequence keeps their order, and nothing follows one that was refused.
      const answers = await Promise.allSettled(
        events.map((event, index) =>
          client.publish(subject, encode(event, limit), {
            msgID: String(event.position),
            expect: { streamName: stream, lastSequence: behind.sequence + index },
          }),
        ),
      );
      const refused = answers.find((answer) => answer.status === 'rejected');
      if (refused !== undefined) throw refused.reason;
      const last = events.at(-1);
      return last === undefined
        ? behind
        : { sequence: behind.sequence + events.length, position: last.position };
    },
    consume: async (sequence, take) => {
      const consumer = await linked().client.consumers.get(stream, {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: sequence,
      });
      const messages: ConsumerMessages = await consumer.consume({
        max_messages: 1000,
        abort_on_missing_resource: true,
        callback: (message) => take(decode(message.data)),
      });
      return { ended: messages.closed(), stop: () => messages.close() };
    },
    purge: async () => void (await linked().manager.streams.purge(stream)),
    close: async () => {
      closing = true;
      bell.ring();
      await link?.nats.close();
      await running;
    },
  };
}

/** Without the client's own reconnecting: what it would send again after a pause, the log says better. */
async function connectTo({ server, user, pass, token }: BusAddress): Promise<NatsConnection> {
  return connect({
    servers: server,
    ...(user === undefined ? {} : { user }),
    ...(pass === undefined ? {} : { pass }),
    ...(token === undefined ? {} : { token }),
    reconnect: false,
    timeout: TIMEOUT_MS,
    pingInterval: PING_MS,
    maxPingOut: 2,
    name: 'hoc-ba-hub',
  });
}

async function managerOf(nats: NatsConnection): Promise<JetStreamManager> {
  return jetstreamManager(nats, { timeout: TIMEOUT_MS, checkAPI: false });
}

async function readMark(manager: JetStreamManager, address: BusAddress): Promise<Mark> {
  const { stream } = address;
  const { state } = await manager.streams.info(stream).catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    return createStream(manager, address);
  });
  const sequence = state.last_seq;
  if (state.messages === 0) return { sequence, last: null };
  const message = await manager.streams.getMessage(stream, { seq: sequence });
  if (message === null) return { sequence, last: null };
  const { position, id } = decode(message.data);
  return { sequence, last: { position, id } };
}

/** Two processes that make it at the same moment ask for the same, so both are answered with it. */
async function createStream(manager: JetStreamManager, { stream, subject, maxAgeMs, maxBytes }: BusAddress) {
  return manager.streams.add({
    name: stream,
    subjects: [subject],
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_age: nanos(maxAgeMs),
    max_bytes: maxBytes,
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}
