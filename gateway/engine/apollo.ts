import type { Server } from 'node:http';

import {
  ApolloServer,
  HeaderMap,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
} from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';

import type { Env } from '../../shared/env.js';
import { LimitExceeded } from '../../shared/errors.js';
import type { Limits } from '../../shared/limits.js';
import type { Logger } from '../../shared/log.js';
import type { Metrics } from '../metrics.js';
import type { GatewayRequest } from '../request.js';
import { NOTHING, type CheckedDocument, type Documents } from './documents.js';
import type { Operations } from './operations.js';

/** Apollo copies its context for each operation, which a class with private fields does not survive: it stands one level down. */
export interface DoorContext {
  readonly request: GatewayRequest;
}

type GatewayAdapter = ApolloServerOptionsWithGateway<DoorContext>['gateway'];

export interface ApolloOptions {
  readonly operations: Operations;
  readonly documents: Documents;
  readonly httpServer: Server;
  readonly introspection: Env['introspection'];
  readonly limits: Pick<Limits, 'tokens'>;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Apollo Server as the door for queries and mutations, with the engine behind its `gateway` option. */
export function createApollo(options: ApolloOptions): ApolloServer<DoorContext> {
  const { operations, documents, introspection } = options;
  return new ApolloServer<DoorContext>({
    gateway: adapterOver(operations, documents),
    introspection: introspection !== 'off',
    hideSchemaDetailsFromClientErrors: introspection === 'off',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    // `checking` gives the document; should Apollo parse one itself, the same limit holds.
    documentStore: null,
    parseOptions: { maxTokens: options.limits.tokens },
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: options.httpServer }),
      ApolloServerPluginLandingPageDisabled(),
      checking(documents),
      lifecycle(options.metrics),
      // What Apollo itself fails at is told to nobody but the log.
      {
        unexpectedErrorProcessingRequest: async ({ error, requestContext }) =>
          options.log.error(
            { err: error, requestId: requestContext.contextValue.request.requestId },
            'a request failed',
          ),
      },
    ],
    formatError: withCode,
  });
}

/** The three methods of Apollo's gateway interface over the engine; `rc.contextValue` would lose what the context carries, so it is `rc.context`. */
function adapterOver(operations: Operations, documents: Documents): GatewayAdapter {
  const listeners = new Set<Parameters<GatewayAdapter['onSchemaLoadOrUpdate']>[0]>();
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      for (const tell of listeners) tell({ apiSchema: operations.engine.apiSchema, coreSupergraphSdl: '' });
      return {
        // The name as the caller sent it: Apollo's own `operationName` is null where no operation has it, and the only operation would run.
        executor: async ({ source, request, context }) =>
          (await operations.answer({
            document: documents.check(source).document,
            operationName: request.operationName,
            variables: request.variables,
            request: (context as DoorContext).request,
          })) as never,
      };
    },
    stop: async () => {},
  };
}

/**
 * The document that all doors check and keep stands in for Apollo's own parsing and validation, which would run the rules of GraphQL
 * before anything has been counted. A text that does not parse is left to Apollo, which says so in its words.
 */
function checking(documents: Documents): ApolloServerPlugin<DoorContext> {
  return {
    requestDidStart: async () => {
      let checked: CheckedDocument | undefined;
      return {
        didResolveSource: async (context) => {
          try {
            checked = documents.check(context.source);
          } catch (error) {
            if (!(error instanceof GraphQLError)) throw error;
            if (!(error instanceof LimitExceeded)) return;
            checked = { document: NOTHING, text: '', errors: [error] };
          }
          (context as { document?: DocumentNode }).document = checked.document;
        },
        responseForOperation: async () => {
          if (checked === undefined || checked.errors.length === 0) return null;
          const errors = checked.errors.map((error) => error.toJSON());
          return {
            http: { status: 400, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { errors } },
          };
        },
      };
    },
  };
}

/** Codes of errors that tell of the document or its variables, in a request that could be read. */
const ofDocument = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'LIMIT_EXCEEDED',
]);

function lifecycle(metrics: Metrics): ApolloServerPlugin<DoorContext> {
  return {
    requestDidStart: async ({ contextValue: { request }, request: { http: asked } }) => {
      const stop = metrics.operationTimer();
      return {
        willSendResponse: async ({ response: { http, body } }) => {
          await request.release();
          http.headers.set('x-request-id', request.requestId);
          const { data, errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
          const waitS = longestWait(errors);
          if (waitS > 0 && !http.headers.has('retry-after')) http.headers.set('retry-after', String(waitS));
          stop({ outcome: errors === undefined ? 'ok' : 'error' });
          const isUnauthenticated = errors?.some(
            ({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED',
          );
          if (isUnauthenticated === true && data == null) http.status = 401;
          // The draft: under plain JSON a well-formed request has 200, as proxies answer in JSON as well.
          const speaksDraft =
            asked?.headers.get('accept')?.includes('application/graphql-response+json') === true;
          const isOfDocument = errors?.every(({ extensions }) => ofDocument.has(extensions?.['code']));
          if (http.status === 400 && !speaksDraft && isOfDocument === true) http.status = 200;
        },
      };
    },
  };
}

/** For whoever reads headers alone what the errors say: in how many seconds the same may be sent again. */
function longestWait(errors: readonly GraphQLFormattedError[] = []): number {
  return Math.max(0, ...errors.map(({ extensions }) => Number(extensions?.['retryAfterS'] ?? 0)));
}

/** Every error leaves with a code: Apollo's own where it refused the request itself, which for some of its refusals is none. */
function withCode(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { http: _http, stacktrace: _stacktrace, ...extensions } = formatted.extensions ?? {};
  const isRefusal = error instanceof GraphQLError && error.extensions.http?.status === 400;
  const given = extensions['code'];
  if (isRefusal && given === 'INTERNAL_SERVER_ERROR')
    return { ...formatted, extensions: { ...extensions, code: 'BAD_REQUEST' } };
  const code = given ?? (error instanceof GraphQLError ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR');
  return { ...formatted, extensions: { ...extensions, code } };
}
