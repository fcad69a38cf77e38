import { mapAsyncIterator } from '@graphql-tools/utils';
import { parse, validate, type ExecutionResult } from 'graphql';
import { pino } from 'pino';

import { openHost } from '../../scripts/host.js';
import type { Actor, Role } from '../../shared/actor.js';
import { settableClock, type SettableClock } from '../../shared/clock.js';
import { startConsumer, type Consumer, type ConsumerDefinition } from '../../shared/events/consumer.js';
import type { Feed } from '../../shared/events/feed.js';
import type { OpenSession } from '../../shared/session.js';
import { buildSubgraph, type Subgraph, type SubgraphDefinition } from '../../shared/subgraph/build.js';
import type { RequestBase } from '../../shared/subgraph/context.js';
import { executeSubgraph } from '../../shared/subgraph/execute.js';
import { openTestDatabase, type TestDatabase } from './database.js';

export interface Workbench {
  readonly database: TestDatabase;
  clock: SettableClock;
  openSession: OpenSession;
  feed: Feed;
  /** Statements read per subgraph since the last look. */
  takeReads(): Record<string, number>;
  /** Runs one operation in one subgraph as `actor`, the way the gateway does in its own process. */
  run(
    definition: SubgraphDefinition<never>,
    actor: Actor,
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<ExecutionResult>;
  /** Opens a subscription of one subgraph; end it with `return()`. */
  follow(
    definition: SubgraphDefinition<never>,
    actor: Actor,
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<AsyncGenerator<ExecutionResult>>;
  consume(definition: ConsumerDefinition): Consumer;
  /** Waits until every event is numbered and every consumer has taken it. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function actorOf(role: Role, schools: Actor['schools'] = 'all'): Actor {
  return { subject: `test-${role}`, name: role, role, schools };
}

/** One database with the log's relay and feed, for tests of a single subgraph. */
export async function openWorkbench(start = new Date('2024-04-15T08:00:00+07:00')): Promise<Workbench> {
  const log = pino({ level: 'silent' });
  const clock = settableClock(start);
  let reads: Record<string, number> = {};
  const database = await openTestDatabase();
  const host = await openHost({
    database,
    log,
    consumers: [],
    clock,
    onRead: (owner) => {
      reads[owner] = (reads[owner] ?? 0) + 1;
    },
  });
  const { feed, later, openSession } = host;
  const consumers: Consumer[] = [];
  const built = new Map<SubgraphDefinition<never>, Promise<Subgraph>>();

  const begin = async (definition: SubgraphDefinition<never>, actor: Actor, text: string) => {
    const building = built.get(definition) ?? buildSubgraph(definition);
    built.set(definition, building);
    const subgraph = await building;
    const document = parse(text);
    const errors = validate(subgraph.schema, document);
    if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
    const base: RequestBase = { requestId: 'test', actor, session: openSession(actor), clock, feed, later };
    return { subgraph, document, base };
  };

  return {
    database,
    clock,
    openSession,
    feed,
    takeReads: () => {
      const taken = reads;
      reads = {};
      return taken;
    },
    run: async (definition, actor, text, variables = {}) => {
      const { subgraph, document, base } = await begin(definition, actor, text);
      try {
        return (await executeSubgraph(subgraph, { document, variables }, base, log)) as ExecutionResult;
      } finally {
        await base.session.end();
      }
    },
    follow: async (definition, actor, text, variables = {}) => {
      const { subgraph, document, base } = await begin(definition, actor, text);
      const result = await executeSubgraph(subgraph, { document, variables }, base, log);
      if (!(Symbol.asyncIterator in result)) {
        throw new AggregateError(result.errors ?? [], 'the subscription was refused');
      }
      // As the gateway does: the next event is read from a snapshot that contains it.
      const release = () => base.session.end();
      return mapAsyncIterator(
        result,
        async (event) => release().then(() => event),
        undefined,
        release,
      ) as AsyncGenerator<ExecutionResult>;
    },
    consume: (definition) => {
      const consumer = startConsumer({ ...definition, feed, openSession, log });
      consumers.push(consumer);
      return consumer;
    },
    settle: async () => {
      for (;;) {
        await host.settle();
        const head = feed.head();
        // Consumers write events of their own: only a round in which nothing moved is the end.
        if (consumers.every((consumer) => consumer.position() >= head) && feed.head() === head) {
          await host.settle();
          if (feed.head() === head) return;
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await host.close();
    },
  };
}
