import type { Database } from '../db/database.js';
import { sessionsOver, type SessionDependencies } from '../db/session.js';
import { hubActor } from '../shared/actor.js';
import { simulatedClock, systemClock, type Clock } from '../shared/clock.js';
import { later as byTimers, type Later } from '../shared/duration.js';
import type { Env } from '../shared/env.js';
import { openAsking, type Asking } from '../shared/events/asking.js';
import { openBus } from '../shared/events/bus.js';
import type { LogConnection } from '../shared/events/connection.js';
import { startConsumer, type Consumer, type ConsumerDefinition } from '../shared/events/consumer.js';
import { startFeed, type Feed } from '../shared/events/feed.js';
import { startRelay } from '../shared/events/relay.js';
import { prepareLog } from '../shared/events/retention.js';
import type { Logger } from '../shared/log.js';
import type { OpenSession } from '../shared/session.js';

/** What a process that works on the database has running: sessions, the log's relay and feed, consumers. */
export interface Host {
  readonly database: Database;
  readonly clock: Clock;
  readonly feed: Feed;
  readonly later: Later;
  readonly openSession: OpenSession;
  /** Whether the database and the event log answer, for `/readiness`. */
  checks(): Promise<Record<'database' | 'eventLog', string>>;
  /** Whether events arrive by the bus, for those who look after the hub: it is ready either way. Null without a bus. */
  eventBus(): string | null;
  /** Age of the oldest event that has no position yet. */
  relayLagSeconds(): Promise<number>;
  /** Waits until every event written so far is numbered and every consumer of this process has taken it. */
  settle(): Promise<void>;
  /** Lets what time alone changes happen as of the clock's present: deadlines that passed, the day's reminders. */
  passTime(): Promise<void>;
  /** While `work` sets the clock, time passes in `passTime` alone: what is played comes out the same every time. */
  atOwnPace<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly consumers: readonly ConsumerDefinition[];
  /** Overrides the domain's clock; without it the database says whether a demo's time runs. */
  readonly clock?: Clock;
  /** Overrides the timers by which events are folded. */
  readonly later?: Later;
  readonly onRead?: SessionDependencies['onRead'];
  /** By which way events reach the other machines; the embedded database has none, so it needs no bus. */
  readonly eventBus?: Env['eventBus'];
  /** For how many days the log holds an event for those who come back; null, as without it: for ever. */
  readonly retentionDays?: Env['eventRetentionDays'];
}

/** An event that waits longer than this for its position says that no relay leads. */
const RELAY_LAG_LIMIT_S = 10;

export async function openHost({
  database,
  log,
  consumers: definitions,
  clock: given,
  later = byTimers,
  onRead,
  eventBus = 'postgres',
  retentionDays = null,
}: HostOptions): Promise<Host> {
  const connect = (): Promise<LogConnection> => database.openLogConnection();
  const probe = await openAsking(connect);
  // A hub that was away for long finds no month to write into.
  await prepareLog(probe, new Date());
  const clock = given ?? (await readDomainClock(probe));
  const bus =
    eventBus === 'postgres' || database.kind === 'embedded'
      ? null
      : openBus({ url: eventBus, database: await databaseName(probe), log });
  const feed = await startFeed({ connect, log, bus });
  const relay = startRelay({ connect, log, onBatch: () => feed.nudge(), bus, keepDays: retentionDays });
  const openSession = sessionsOver({
    orm: database.orm,
    clock,
    onCommit: () => relay.nudge(),
    ...(onRead === undefined ? {} : { onRead }),
  });
  let isHeld = false;
  const passing = new Set<Promise<void>>();
  const unlessHeld = ({ onIdle }: ConsumerDefinition): Pick<ConsumerDefinition, 'onIdle'> => {
    if (onIdle === undefined) return {};
    return {
      onIdle: async (sessions) => {
        if (isHeld) return;
        const work = onIdle(sessions);
        passing.add(work);
        await work.finally(() => passing.delete(work));
      },
    };
  };
  const consumers: Consumer[] = definitions.map((definition) =>
    startConsumer({ ...definition, ...unlessHeld(definition), feed, openSession, log }),
  );

  const pending = async (): Promise<{ count: number; oldestS: number }> => {
    const [row] = await probe.query<{ count: number; oldestS: number }>(
      `select count(*)::int as count, coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0)::float8 as "oldestS"
         from events.log where position is null`,
    );
    return row ?? { count: 0, oldestS: 0 };
  };

  return {
    database,
    clock,
    feed,
    later,
    openSession,
    checks: async () => {
      try {
        const { oldestS } = await pending();
        return {
          database: 'ok',
          eventLog:
            oldestS <= RELAY_LAG_LIMIT_S ? 'ok' : `no relay numbers events since ${Math.round(oldestS)} s`,
        };
      } catch {
        return { database: 'does not answer', eventLog: 'unknown' };
      }
    },
    eventBus: () => {
      const { isBusLive } = feed.sources();
      if (isBusLive === null) return null;
      return isBusLive ? 'ok' : 'does not answer (the feed reads PostgreSQL)';
    },
    relayLagSeconds: async () => (await pending()).oldestS,
    settle: async () => {
      for (;;) {
        relay.nudge();
        const head = feed.head();
        const { count } = await pending();
        const isDone = count === 0 && consumers.every((consumer) => consumer.position() >= head);
        // Consumers write events of their own: only a round in which nothing moved is the end.
        if (isDone && (await lastPosition(probe)) === head) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    passTime: async () => {
      for (const { onIdle } of definitions) await onIdle?.(openSession);
    },
    atOwnPace: async (work) => {
      isHeld = true;
      await Promise.allSettled(passing);
      return work().finally(() => {
        isHeld = false;
      });
    },
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await relay.stop();
      await feed.stop();
      await bus?.close();
      await probe.close();
      await database.close();
    },
  };
}

/** Starts a demo's time at `start`: from now on, and over restarts, the domain's clock runs on from there. */
export async function setDomainClock(openSession: OpenSession, start: Date): Promise<void> {
  await openSession(hubActor).write((em) =>
    em.execute(
      'insert into events.domain_clock (id, starts_at, anchored_at) values (1, ?, ?) on conflict (id) do nothing',
      [start.toISOString(), new Date().toISOString()],
    ),
  );
}

/** The domain's clock as the database has it: real time, or a demo's (giờ mô phỏng). */
export async function domainClock(database: Database): Promise<Clock> {
  const connection = await database.openLogConnection();
  try {
    return await readDomainClock(connection);
  } finally {
    await connection.close();
  }
}

/** The domain's clock: a demo's, where the database says that one runs. */
export async function readDomainClock(connection: Asking): Promise<Clock> {
  const [row] = await connection.query<{ startsAt: string; anchoredAt: string }>(
    'select starts_at as "startsAt", anchored_at as "anchoredAt" from events.domain_clock where id = 1',
  );
  return row === undefined ? systemClock : simulatedClock(new Date(row.startsAt), new Date(row.anchoredAt));
}

async function databaseName(connection: Asking): Promise<string> {
  const [row] = await connection.query<{ name: string }>('select current_database()::text as name');
  return row?.name ?? 'hub';
}

async function lastPosition(connection: Asking): Promise<number> {
  const [row] = await connection.query<{ head: number }>(
    'select position::float8 as head from events.head where id = 1',
  );
  return row?.head ?? 0;
}
