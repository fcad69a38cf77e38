import { mapAsyncIterator, type ExecutionRequest, type ExecutionResult } from '@graphql-tools/utils';
import { OperationTypeNode, print, type DocumentNode } from 'graphql';

import type { SubgraphExecutor } from '../engine/local.js';
import type { GatewayRequest } from '../request.js';
import { CURSOR_KEY } from './document.js';

type Answer = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Answers kept for the groups that an event has yet to reach; an event is with all of them within milliseconds. */
const KEPT = 500;

/**
 * A subgraph whose entities are fetched once for each event, however many groups with the same rights need them. An answer is
 * kept under the event's cursor, so it is never older than the event; each group gets a copy, as the planner writes into it. A failure
 * is shared by those who wait for it and kept for nobody: who comes back with its cursor asks anew.
 */
export function sharedFetches(execute: SubgraphExecutor): SubgraphExecutor {
  const kept = new Map<string, Promise<Answer>>();
  return async (request) => {
    const { share } = request.context as GatewayRequest;
    if (share === null) return execute(request);
    if (request.operationType === OperationTypeNode.SUBSCRIPTION) {
      const source = await execute(request);
      if (!(Symbol.asyncIterator in source)) return source;
      return mapAsyncIterator(source, (result) => {
        share.cursor = cursorOf(result);
        return result;
      });
    }
    if (share.cursor === null) return execute(request);
    const key = JSON.stringify([share.cursor, share.rights, textOf(request.document), request.variables]);
    const answer = kept.get(key) ?? keep(kept, key, execute(request));
    const result = await answer;
    return Symbol.asyncIterator in result ? result : copyOf(result);
  };
}

function keep(kept: Map<string, Promise<Answer>>, key: string, answer: Promise<Answer>): Promise<Answer> {
  kept.set(key, answer);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  void forgetUnlessWhole(kept, key, answer);
  return answer;
}

async function forgetUnlessWhole(
  kept: Map<string, Promise<Answer>>,
  key: string,
  answer: Promise<Answer>,
): Promise<void> {
  const result = await answer.catch(() => null);
  const isWhole = result !== null && !(Symbol.asyncIterator in result) && result.errors === undefined;
  if (!isWhole && kept.get(key) === answer) kept.delete(key);
}

function cursorOf({ data }: ExecutionResult): string | null {
  const [root] = Object.values((data ?? {}) as Record<string, Record<string, unknown> | null>);
  const cursor = root?.[CURSOR_KEY];
  return typeof cursor === 'string' ? cursor : null;
}

/** Errors stay as they are: only data is written into. */
function copyOf(result: ExecutionResult): ExecutionResult {
  return { ...result, data: structuredClone(result.data) };
}

const texts = new WeakMap<DocumentNode, string>();

function textOf(document: ExecutionRequest['document']): string {
  const known = texts.get(document) ?? print(document);
  texts.set(document, known);
  return known;
}
