import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';
import { buildSchema, type GraphQLSchema } from 'graphql';

import type { SubgraphName } from '../../shared/subgraph/names.js';
import type { SubgraphExecutor } from './local.js';

export interface Engine {
  /** What callers see: the supergraph without federation's own types. */
  readonly apiSchema: GraphQLSchema;
  /** Plans and runs one operation over the subgraphs; a subscription gives an async iterable. */
  execute(request: ExecutionRequest): Promise<ExecutionResult | AsyncIterable<ExecutionResult>>;
}

/**
 * The only file that knows the planner (gateway/decisions/0001): router-runtime's handler around its Rust planner. It is marked
 * experimental, so the whole Hive runtime, or another planner, has to be able to take its place here.
 */
export async function createEngine(
  supergraphSdl: string,
  executors: Readonly<Record<SubgraphName, SubgraphExecutor>>,
): Promise<Engine> {
  const handler = await unifiedGraphHandler({
    unifiedGraph: buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true }),
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: ((name: string, request: ExecutionRequest) =>
      executors[name.toLowerCase() as SubgraphName](request)) as never,
    batch: true,
    log: mute as never,
  } as Parameters<typeof unifiedGraphHandler>[0]);
  const { executor } = handler;
  if (executor === undefined) throw new Error('router-runtime gave no executor: its interface has changed.');
  return {
    apiSchema: handler.unifiedGraph,
    execute: async (request) =>
      executor(request) as Promise<ExecutionResult | AsyncIterable<ExecutionResult>>,
  };
}

/**
 * What the planner's parts would say for themselves: nothing, as is their default. Their own logger, muted or not, reads the hub's LOG_LEVEL
 * and throws for `silent`, which it does not know: every operation would fail by it.
 */
const mute = {
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => mute,
};
