import { randomUUID } from 'node:crypto';

import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import type { AsyncExecutor, ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';
import { OperationTypeNode, print } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { hubActor } from '../../shared/actor.js';
import { signRequest } from '../../shared/auth/signed-request.js';
import { errorCodes } from '../../shared/error-codes.js';
import { SubgraphUnavailable } from '../../shared/errors.js';
import { digestOf } from '../../shared/idempotency.js';
import type { Logger } from '../../shared/log.js';
import type { SubgraphName } from '../../shared/subgraph/names.js';
import type { GatewayRequest } from '../request.js';
import type { SubgraphExecutor } from './local.js';
import { createResilience, NoAnswer } from './resilience.js';

/** A subgraph that has not answered by then is reported as unavailable; its part of the answer is missing, the rest is given. */
const TIMEOUT_MS = 10_000;

export interface RemoteSubgraph {
  readonly name: SubgraphName;
  readonly url: string;
  readonly keys: readonly string[];
}

/** Runs a subgraph's part of an operation in the process that hosts it; each request is signed for that subgraph alone. */
export function remoteExecutor({ name, url, keys }: RemoteSubgraph, log: Logger): SubgraphExecutor {
  const http = buildHTTPExecutor({
    endpoint: url,
    method: 'POST',
    timeout: TIMEOUT_MS,
    fetch: (async (target: string, init: RequestInit & { body: string }, context: GatewayRequest) => {
      const signed = await signRequest({
        subgraph: name,
        keys,
        actor: context.actor,
        requestId: context.requestId,
        until: context.until,
        idempotency: context.idempotency(digestOf(name, init.body)),
        method: 'POST',
        url: target,
        body: init.body,
      });
      return fetch(target, { ...init, headers: { ...(init.headers as Record<string, string>), ...signed } });
    }) as never,
    // With an asynchronous `fetch` it is asynchronous, which its type does not say.
  }) as unknown as AsyncExecutor<GatewayRequest>;

  const resilience = createResilience();

  const unavailable = (cause: unknown): ExecutionResult => {
    log.warn({ err: cause, subgraph: name }, 'a subgraph does not answer');
    return { errors: [new SubgraphUnavailable({ subgraph: name })] };
  };

  return async (request) => {
    if (request.operationType === OperationTypeNode.SUBSCRIPTION) {
      return subscribeRemotely({ name, url, keys }, request, unavailable);
    }
    try {
      const ask = async (): Promise<ExecutionResult> => answered(http, request);
      return await (request.operationType === OperationTypeNode.MUTATION
        ? resilience.write(ask)
        : resilience.read(ask));
    } catch (error) {
      return unavailable(error);
    }
  };
}

/** The subgraph's answer; NoAnswer where there is none, or one that is not a subgraph's. */
async function answered(
  http: AsyncExecutor<GatewayRequest>,
  request: ExecutionRequest,
): Promise<ExecutionResult> {
  const askedAt = performance.now();
  let cause: unknown;
  try {
    const result = (await http(request)) as ExecutionResult;
    // The executor reports a refused or timed-out connection as an error with a code of its own.
    cause = result.errors?.find(({ extensions }) => !passedOn.has(extensions?.['code']));
    if (cause === undefined) return result;
  } catch (error) {
    cause = error;
  }
  throw new NoAnswer(performance.now() - askedAt, cause);
}

/** Codes that tell of the caller's doing. That the gateway itself is not trusted there is none of it: such a subgraph is as good as gone. */
const passedOn = new Set<unknown>(errorCodes.filter((code) => code !== 'UNAUTHENTICATED'));

/** The present end of the log, from the first subgraph that answers: all of them read the same log. */
export async function remoteHead(subgraphs: readonly RemoteSubgraph[]): Promise<number> {
  for (const { name, url, keys } of subgraphs) {
    const target = new URL('/position', url).href;
    const headers = await signRequest({
      subgraph: name,
      keys,
      actor: hubActor,
      requestId: randomUUID(),
      until: null,
      method: 'GET',
      url: target,
      body: '',
    });
    const response = await fetch(target, { headers, signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    if (response?.ok === true) return ((await response.json()) as { position: number }).position;
  }
  throw new SubgraphUnavailable({ subgraph: subgraphs[0]?.name ?? 'rollout' });
}

/** One socket per subscription: its signature binds the actor and this very operation. */
function subscribeRemotely(
  { name, url, keys }: RemoteSubgraph,
  { document, variables, operationName, context }: ExecutionRequest,
  unavailable: (cause: unknown) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  const { actor, requestId, until } = context as GatewayRequest;
  const payload = {
    query: print(document),
    variables: variables ?? {},
    operationName: operationName ?? null,
  };
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: () =>
      signRequest({
        subgraph: name,
        keys,
        actor,
        requestId,
        until,
        method: 'GET',
        url,
        body: JSON.stringify(payload),
      }),
  });
  const events = client.iterate(payload) as AsyncIterableIterator<ExecutionResult>;
  let isLost = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    // A subgraph that goes away is told as the stream's last event, so that the caller knows to come back with its cursor.
    next: async () => {
      if (isLost) return { done: true, value: undefined };
      try {
        return await events.next();
      } catch (error) {
        isLost = true;
        return { done: false, value: unavailable(error) };
      }
    },
    return: async () => {
      // It waits for a connection under way, and fails where the subgraph refuses that: there is nothing left to close then.
      await Promise.resolve(client.dispose()).catch(() => undefined);
      return { done: true, value: undefined };
    },
  };
}
