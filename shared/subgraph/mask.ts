import { GraphQLError } from 'graphql';

import { HubError, InternalServerError } from '../errors.js';
import { placeIn } from '../input-place.js';
import type { Logger } from '../log.js';
import { shortageOf } from '../shortage.js';
import type { SubgraphName } from './names.js';

/**
 * What of an error leaves a subgraph: the hub's own errors as they are, GraphQL's complaints about the caller's values as
 * BAD_USER_INPUT, a machine without room or connections as SUBGRAPH_UNAVAILABLE, and of anything else only the request's id, while the log keeps the whole.
 */
export function maskError(
  error: GraphQLError,
  request: { requestId: string; subgraph: SubgraphName; log: Logger },
): GraphQLError {
  const cause = rootOf(error);
  if (cause instanceof HubError) return withCode(error, cause.message, cause.extensions);
  if (cause instanceof GraphQLError) return complaint(error, cause);
  const { requestId, subgraph, log } = request;
  const shortage = shortageOf(cause);
  if (shortage !== null) {
    log.error({ err: cause, requestId, subgraph, lack: shortage.lack }, 'the database lacks what it needs');
    const told = shortage.toldBy(subgraph);
    return withCode(error, told.message, told.extensions);
  }
  log.error({ err: cause, requestId, path: error.path }, 'a resolver failed');
  const masked = new InternalServerError({ requestId });
  return withCode(error, masked.message, masked.extensions);
}

/** A value's type knows what it expected, and the complaint that wraps it for which field. */
function complaint(error: GraphQLError, cause: GraphQLError): GraphQLError {
  const { code, expected } = cause.extensions;
  const field = placeIn(error.message);
  const message =
    field !== undefined && typeof expected === 'string' ? `${field}: expected ${expected}.` : cause.message;
  return withCode(error, message, {
    ...cause.extensions,
    ...(field === undefined ? {} : { field }),
    code: typeof code === 'string' ? code : 'BAD_USER_INPUT',
  });
}

function rootOf(error: GraphQLError): unknown {
  let current: unknown = error;
  while (current instanceof GraphQLError && !(current instanceof HubError) && current.originalError != null) {
    current = current.originalError;
  }
  return current;
}

function withCode(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions,
  });
}
