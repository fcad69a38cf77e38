import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import type { Client } from 'graphql-ws';

/** A live subscription as a test reads it. */
export interface Listener {
  /** The next event's root field; throws what the subscription ended or failed with. */
  // Tests read whatever they asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  next(): Promise<any>;
  /** The next result as it came, with its errors; undefined where the subscription has ended. */
  result(): Promise<ExecutionResult<Record<string, unknown>> | undefined>;
  stop(): Promise<void>;
}

/** Anything that subscribes: a graphql-ws client, or a graphql-sse client of distinct connections. */
export interface Door {
  iterate(request: {
    query: string;
    variables?: Record<string, unknown>;
  }): AsyncIterableIterator<ExecutionResult<Record<string, unknown>>>;
  dispose(): void | Promise<void>;
}

/** A graphql-sse client with that token, which does not retry: tests see every end. */
export function streamTo(url: string, token: string): Door {
  return createSseClient({
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: { authorization: `Bearer ${token}` },
  });
}

/** A graphql-ws client as a door. */
export function asDoor(client: Client): Door {
  return client as unknown as Door;
}

export function listen(door: Door, query: string, variables: Record<string, unknown> = {}): Listener {
  const events = door.iterate({ query, variables });
  // The library subscribes with the first `next`, not before.
  let ahead: Promise<IteratorResult<ExecutionResult<Record<string, unknown>>>> | undefined = events.next();
  ahead.catch(() => {});
  const step = () => {
    const waiting = ahead ?? events.next();
    ahead = undefined;
    return waiting;
  };
  const result = async () => {
    const { value, done } = await step();
    return done === true ? undefined : value;
  };
  return {
    result,
    next: async () => {
      const given = await result();
      if (given === undefined) throw new Error('The subscription has ended.');
      if (given.errors !== undefined) throw new AggregateError(given.errors, JSON.stringify(given.errors));
      return Object.values(given.data ?? {})[0];
    },
    stop: async () => {
      await events.return?.();
    },
  };
}

/** The one error by which a subscription was refused, whichever way its door tells it. */
export async function refusalOf(
  listener: Listener,
): Promise<GraphQLFormattedError & { extensions: Record<string, unknown> }> {
  const given = await listener.result().catch((error: unknown) => ({ errors: error }));
  const errors = (given?.errors ?? []) as readonly GraphQLFormattedError[];
  const [first] = errors;
  if (first === undefined || errors.length > 1)
    throw new Error(`One refusal was expected, not ${JSON.stringify(given)}`);
  return { ...first, extensions: first.extensions ?? {} };
}

/** One figure of a gateway's metrics, summed over the labels that are not named. */
export async function figure(url: string, name: string, labels = ''): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** Far longer than a subscription takes to stand or to go; what is not so by then stays as it is. */
const PATIENCE_MS = 10_000;

/** Waits until a gateway's figure has that value: that a subscription stands, or that it is gone. */
export async function untilFigure(url: string, name: string, value: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let seen = await figure(url, name); seen !== value; seen = await figure(url, name)) {
    if (Date.now() > deadline) throw new Error(`${name} stayed ${seen}, not ${value}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
