import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';

import type { Logger } from '../../shared/log.js';
import type { Subgraph } from '../../shared/subgraph/build.js';
import { executeSubgraph } from '../../shared/subgraph/execute.js';
import type { GatewayRequest } from '../request.js';

/** Runs a subgraph's part of an operation, wherever that subgraph lives. It never throws: what fails is in the result. */
export type SubgraphExecutor = (
  request: ExecutionRequest,
) => Promise<ExecutionResult | AsyncIterable<ExecutionResult>>;

/** Runs a subgraph's part of an operation in this process, with the gateway request's actor and session. */
export function localExecutor(subgraph: Subgraph, log: Logger): SubgraphExecutor {
  return async (request) => executeSubgraph(subgraph, request, (request.context as GatewayRequest).base, log);
}
