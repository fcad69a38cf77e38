import { setTimeout as delay } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openPostgres } from '../../db/database.js';
import { startNats, type OwnNats } from '../../scripts/cluster/own-nats.js';
import { openHost, type Host } from '../../scripts/host.js';
import { openBus, type EventBus } from '../../shared/events/bus.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { numbered, numberOf, silent, take, upTo, writeEvents } from '../support/log.js';
import { missing } from './nats.js';

describe.skipIf(missing !== '')(`the event bus between processes${missing}`, () => {
  let nats: OwnNats;
  let database: TestDatabase;
  let hosts: Host[];

  beforeEach(async () => {
    nats = await startNats();
    database = await openTestDatabase();
    hosts = [await startHost(), await startHost()];
  });
  afterEach(async () => {
    for (const host of hosts) await host.close();
    await database.close();
    await nats.close();
  });

  /** What one process of several has running. */
  async function startHost(eventBus: 'postgres' | URL = nats.url): Promise<Host> {
    return openHost({
      database: await openPostgres(database.url!, { applicationName: 'hub-test' }),
      log: silent,
      consumers: [],
      eventBus,
    });
  }

  const write = (from: number, to: number, size = 10) =>
    writeEvents(hosts[0]!.openSession, { from, to, size });

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await delay(5);
  }
  const live = () => until(() => hosts.every((host) => host.eventBus() === 'ok'));

  /** The bus as someone beside the hub sees it. */
  async function beside<Result>(look: (bus: EventBus) => Promise<Result>): Promise<Result> {
    const name = new URL(database.url!).pathname.slice(1);
    const bus = openBus({ url: nats.url, database: name, log: silent });
    try {
      await until(() => bus.answers());
      return await look(bus);
    } finally {
      await bus.close();
    }
  }

  test('events written in one process reach another by the bus, each once, in order, equal to what the log holds', async () => {
    await live();
    const before = hosts[1]!.feed.sources();
    const reading = take(hosts[1]!.feed.follow(0), 500);
    await write(1, 501);
    const events = await reading;
    expect(events.map(({ position }) => position)).toEqual(upTo(500));
    expect(events.map(numberOf)).toEqual(upTo(500));
    const { bus } = hosts[1]!.feed.sources();
    expect(bus - before.bus).toBeGreaterThan(400);
    const fresh = await startHost();
    hosts.push(fresh);
    expect(events).toEqual(await fresh.feed.readAfter(0, 1000));
  });

  test('while NATS is away writes go on and readers get them from PostgreSQL; when it is back the stream catches up', async () => {
    await live();
    await write(1, 101);
    const reading = take(hosts[1]!.feed.follow(0), 400);
    await until(() => hosts[1]!.feed.head() === 100);
    await nats.kill();
    await until(() => hosts[1]!.eventBus() !== 'ok');
    expect(hosts[1]!.eventBus()).toBe('does not answer (the feed reads PostgreSQL)');
    expect(await hosts[1]!.checks()).toEqual({ database: 'ok', eventLog: 'ok' });
    const { log } = hosts[1]!.feed.sources();
    await write(101, 201);
    await until(() => hosts[1]!.feed.head() === 200);
    expect(hosts[1]!.feed.sources().log - log).toBe(100);

    await nats.revive();
    await live();
    const { bus } = hosts[1]!.feed.sources();
    await until(() => beside(async (own) => (await own.mark()).last?.position === 200));
    await write(201, 401);
    const events = await reading;
    expect(events.map(({ position }) => position)).toEqual(upTo(400));
    expect(events.map(numberOf)).toEqual(upTo(400));
    expect(hosts[1]!.feed.sources().bus - bus).toBeGreaterThan(100);
  });

  test('a server that comes back with nothing stored is used again', async () => {
    await live();
    await write(1, 51);
    await nats.kill();
    await until(() => hosts.every((host) => host.eventBus() !== 'ok'));
    await nats.revive({ empty: true });
    await live();
    await write(51, 151);
    expect((await take(hosts[1]!.feed.follow(0), 150)).map(numberOf)).toEqual(upTo(150));
    await until(() => beside(async (bus) => (await bus.mark()).last?.position === 150));
  });

  test('a hand that still believes to lead cannot put an event twice or out of order on the bus', async () => {
    await live();
    await write(1, 21);
    await until(() => beside(async (bus) => (await bus.mark()).last?.position === 20));
    await beside(async (bus) => {
      const { sequence } = await bus.mark();
      const [event] = await hosts[0]!.feed.readAfter(0, 1);
      const late = { ...event!, position: 21 };
      await expect(bus.publish([late], { sequence: sequence - 1, position: 19 })).rejects.toThrow(
        'wrong last sequence',
      );
      expect((await bus.mark()).last?.position).toBe(20);
    });
  });

  test('a stream that tells of another log is not believed and is emptied', async () => {
    for (const host of hosts.splice(0)) await host.close();
    await beside(async (bus) => {
      const { sequence } = await bus.mark();
      const foreign = upTo(5).map((position) => ({
        ...numbered(1000 + position),
        position,
        id: `foreign-${position}`,
        at: new Date(),
        recordedAt: new Date(),
        actor: { subject: 'another life', role: 'hub' },
      }));
      await bus.publish(foreign, { sequence, position: 0 });
    });
    hosts.push(await startHost(), await startHost());
    await write(1, 31);
    await live();
    await write(31, 61);
    const events = await take(hosts[1]!.feed.follow(0), 60);
    expect(events.map(numberOf)).toEqual(upTo(60));
    await until(() => beside(async (bus) => (await bus.mark()).last?.position === 60));
  });

  test('an event too large for the bus is read from the log, in its place', async () => {
    await live();
    await write(1, 11);
    const [{ appendEvents }, { hubActor }] = await Promise.all([
      import('../../shared/events/append.js'),
      import('../../shared/actor.js'),
    ]);
    const large = numbered(11);
    await hosts[0]!
      .openSession(hubActor)
      .write((em) =>
        appendEvents(em, hubActor, new Date(), [
          { ...large, data: { ...large.data, padding: 'x'.repeat(2 * 1024 * 1024) } } as never,
        ]),
      );
    await write(12, 21);
    const events = await take(hosts[1]!.feed.follow(0), 20);
    expect(events.map(numberOf)).toEqual(upTo(20));
    await until(() => beside(async (bus) => (await bus.mark()).last?.position === 20));
  });

  test('a hub that starts while NATS is away works from PostgreSQL, and takes to NATS when it comes', async () => {
    for (const host of hosts.splice(0)) await host.close();
    await nats.kill();
    hosts.push(await startHost(), await startHost());
    await write(1, 51);
    expect((await take(hosts[1]!.feed.follow(0), 50)).map(numberOf)).toEqual(upTo(50));
    await nats.revive();
    await live();
    const { bus } = hosts[1]!.feed.sources();
    await write(51, 151);
    expect((await take(hosts[1]!.feed.follow(0), 150)).map(numberOf)).toEqual(upTo(150));
    expect(hosts[1]!.feed.sources().bus).toBeGreaterThan(bus);
  });

  test('where the leading relay publishes nothing though NATS answers, readers have the events from PostgreSQL within a second', async () => {
    for (const host of hosts.splice(0)) await host.close();
    hosts.push(await startHost('postgres'));
    await write(1, 11);
    await hosts[0]!.settle();
    hosts.push(await startHost());
    await until(() => hosts[1]!.eventBus() === 'ok');
    const { bus } = hosts[1]!.feed.sources();
    await write(11, 12);
    await hosts[0]!.settle();
    const numberedAt = performance.now();
    await until(() => hosts[1]!.feed.head() === 11);
    expect(performance.now() - numberedAt).toBeLessThan(1000);
    expect(hosts[1]!.feed.sources().bus).toBe(bus);
  });
});
