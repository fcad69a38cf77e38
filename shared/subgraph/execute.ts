import { mapAsyncIterator } from '@graphql-tools/utils';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';

import type { Logger } from '../log.js';
import type { Subgraph } from './build.js';
import type { RequestBase } from './context.js';
import { maskError } from './mask.js';

export interface SubgraphOperation {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/**
 * Runs one operation in a subgraph and masks its errors; a subscription gives an async iterable in which each event is
 * executed with loaders of its own, where graphql's `subscribe` would answer the second from the first one's cache.
 */
export async function executeSubgraph(
  subgraph: Subgraph,
  { document, variables, operationName }: SubgraphOperation,
  base: RequestBase,
  log: Logger,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const mask = (result: ExecutionResult): ExecutionResult =>
    result.errors === undefined
      ? result
      : {
          ...result,
          errors: result.errors.map((error) =>
            maskError(error, { requestId: base.requestId, subgraph: subgraph.name, log }),
          ),
        };
  const args = {
    schema: subgraph.schema,
    document,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  };
  try {
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return mask(await execute({ ...args, contextValue: subgraph.contextFor(base) }));
    }
    const source = await createSourceEventStream({ ...args, contextValue: subgraph.contextFor(base) });
    if (!(Symbol.asyncIterator in source)) return mask(source);
    // Not a generator: one that waits for its next event does not hear that its reader has gone.
    return mapAsyncIterator(source, async (rootValue) =>
      mask(await execute({ ...args, rootValue, contextValue: subgraph.contextFor(base) })),
    );
  } catch (error) {
    const wrapped =
      error instanceof GraphQLError ? error : new GraphQLError('failed', { originalError: error as Error });
    return mask({ errors: [wrapped] });
  }
}
