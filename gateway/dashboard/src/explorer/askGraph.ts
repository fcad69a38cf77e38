import { getOperationAST, OperationTypeNode, type DocumentNode, type ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';

import { socketAddress } from '../graph/client.js';
import { pageHeader } from '../session/door.js';

interface Operation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

interface Asking {
  readonly headers?: Record<string, unknown> | undefined;
  readonly documentAST?: DocumentNode | undefined;
}

/** Sends the editor's operation through the hub's own doors: subscriptions by socket, everything else by POST. */
export function askGraph(
  operation: Operation,
  { headers = {}, documentAST }: Asking = {},
): Promise<ExecutionResult> | AsyncIterableIterator<ExecutionResult> {
  const isSubscription =
    documentAST !== undefined &&
    getOperationAST(documentAST, operation.operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  return isSubscription ? listen(operation, headers) : post(operation, headers);
}

async function post(operation: Operation, headers: Record<string, unknown>): Promise<ExecutionResult> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...pageHeader,
      ...inLowerCase(headers),
    },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as ExecutionResult;
}

/** A socket of its own for each subscription: it carries the headers that stand in the editor at that moment; without a token among them the cookie says who asks. */
async function* listen(
  operation: Operation,
  headers: Record<string, unknown>,
): AsyncIterableIterator<ExecutionResult> {
  const client = createClient({
    url: socketAddress(),
    connectionParams: inLowerCase(headers),
    retryAttempts: 0,
  });
  try {
    yield* client.iterate(operation) as AsyncIterableIterator<ExecutionResult>;
  } finally {
    // It fails with the connection that it waits for, which the operation itself has told of.
    await Promise.resolve(client.dispose()).catch(() => undefined);
  }
}

function inLowerCase(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
