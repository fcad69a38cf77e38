import { GraphQLError, type ExecutionArgs } from 'graphql';

import { HubError } from '../../shared/errors.js';
import type { LiveLimits } from '../../shared/limits.js';
import type { Logger } from '../../shared/log.js';
import { NOTHING, type CheckedDocument, type Documents } from '../engine/documents.js';
import type { OperationInput, Operations } from '../engine/operations.js';
import type { Identity } from '../identity/identify.js';
import type { Watch } from '../identity/watch.js';
import type { Load } from '../limits/load.js';
import type { OperationRate } from '../limits/rate.js';
import type { SocketCount } from '../limits/sockets.js';
import type { Subscriptions } from '../live/subscriptions.js';
import type { Metrics } from '../metrics.js';
import type { GatewayRequest } from '../request.js';
import type { Origins } from './origins.js';

/** What a live door works with. */
export interface LiveDoorOptions {
  readonly identity: Identity;
  readonly watch: Watch;
  readonly documents: Documents;
  readonly operations: Operations;
  readonly subscriptions: Subscriptions;
  readonly metrics: Metrics;
  readonly limits: LiveLimits;
  readonly sockets: SocketCount;
  readonly log: Logger;
  readonly rate: OperationRate;
  readonly load: Load;
  readonly origins: Origins;
}

/** What both live doors (graphql-ws, graphql-sse) hand to their `execute` and `subscribe`, in the engine's words. */
export function toOperation({
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs): OperationInput {
  return {
    document,
    operationName: operationName ?? null,
    variables: variableValues ?? {},
    request: contextValue as GatewayRequest,
  };
}

/** The text's document with what is wrong with it, a syntax error included. */
export function checkText(documents: Documents, text: string): CheckedDocument {
  try {
    return documents.check(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error instanceof HubError) return { document: NOTHING, text: '', errors: [error] };
    const { message, source, positions } = error;
    const told = {
      source: source ?? null,
      positions: positions ?? null,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    };
    return { document: NOTHING, text: '', errors: [new GraphQLError(message, told)] };
  }
}
