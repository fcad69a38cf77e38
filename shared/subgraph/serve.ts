import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Request, type Response } from 'express';
import { GraphQLError, parse, validate } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import { createRequestVerifier, type VerifiedRequest } from '../auth/signed-request.js';
import { Unauthenticated } from '../errors.js';
import type { Logger } from '../log.js';
import type { Subgraph } from './build.js';
import type { RequestBase } from './context.js';
import { executeSubgraph } from './execute.js';
import { maskError } from './mask.js';
import { onSnapshotsOfTheirOwn } from './snapshots.js';

const BODY_LIMIT = '2mb';
/** A socket that does not answer a ping for this long is gone. */
const KEEP_ALIVE_MS = 12_000;

/** Answers what is no GraphQL, such as the bytes of a file; answers every fault itself. */
export type HttpDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ServeOptions {
  readonly subgraph: Subgraph;
  readonly keys: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly requestBase: (request: VerifiedRequest) => RequestBase;
  /** The last position of the log that this process has read. */
  readonly position: () => number;
  /** Whether the database and the log answer; told at `/readiness`. */
  readonly isReady: () => Promise<boolean>;
  /** Doors beside the graph by their path; each request is signed by the gateway, its body (a stream) not. */
  readonly doors?: Readonly<Record<string, HttpDoor>>;
}

export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

interface SignedRequest extends Request {
  rawBody?: string;
}

/** Serves one subgraph over HTTP and graphql-ws to the gateway alone: every operation needs its signature, `_service` included. */
export async function serveSubgraph(options: ServeOptions): Promise<ServedSubgraph> {
  const { subgraph, log, requestBase } = options;
  const verifier = createRequestVerifier(subgraph.name, options.keys);
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  /** Apollo formats an error without saying whose it is; what fails inside has to name the gateway's request. */
  const requestOf = new WeakMap<object, string>();
  const apollo = new ApolloServer<{ base: RequestBase }>({
    schema: subgraph.schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // The signature is the fence; the gateway is no browser.
    csrfPrevention: false,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
      ApolloServerPluginInlineTraceDisabled(),
      {
        requestDidStart: async ({ contextValue }) => ({
          didEncounterErrors: async ({ errors }) => {
            for (const error of errors) requestOf.set(error, contextValue.base.requestId);
          },
          willSendResponse: async () => contextValue.base.session.end(),
        }),
      },
    ],
    formatError: (formatted, error) => {
      if (!(error instanceof GraphQLError)) return formatted;
      const isInside = formatted.extensions?.['code'] === 'INTERNAL_SERVER_ERROR';
      if (error.originalError === undefined && !isInside) return formatted;
      return maskError(error, { requestId: requestOf.get(error) ?? 'unknown', subgraph: subgraph.name, log });
    },
  });
  await apollo.start();

  app.get('/healthcheck', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readiness', async (_request, response) => {
    const isReady = await options.isReady();
    response.status(isReady ? 200 : 503).json({ ready: isReady });
  });
  app.get('/position', async ({ method, originalUrl, headers }, response) => {
    const isSigned = await verifier.verify({ method, path: originalUrl, headers, body: '' }).then(
      () => true,
      () => false,
    );
    if (isSigned) response.json({ position: options.position() });
    else response.status(401).json({ error: 'The request is not signed by the gateway for this subgraph.' });
  });
  for (const [path, door] of Object.entries(options.doors ?? {})) {
    const pass = async (request: Request, response: Response): Promise<void> => {
      const { method, originalUrl, headers } = request;
      const isSigned = await verifier.verify({ method, path: originalUrl, headers, body: '' }).then(
        () => true,
        () => false,
      );
      if (isSigned) await door(request, response);
      else
        response.status(401).json({ error: 'The request is not signed by the gateway for this subgraph.' });
    };
    app.use(path, (request, response) => pass(request, response));
  }
  app.use(
    '/graphql',
    express.json({
      limit: BODY_LIMIT,
      verify: (request, _response, body) => void ((request as SignedRequest).rawBody = body.toString('utf8')),
    }),
    expressMiddleware(apollo, {
      context: async ({ req }) => {
        const { method, originalUrl, headers } = req;
        const body = (req as SignedRequest).rawBody ?? '';
        const base = requestBase(
          await verifier.verify({ method, path: originalUrl, headers, body }).catch(refuse),
        );
        return { base, ...subgraph.contextFor(base) };
      },
    }),
  );

  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: 2 * 1024 * 1024 });
  const socketServer = useServer(
    {
      onSubscribe: async (context, _id, payload) => {
        const body = JSON.stringify({
          query: payload.query,
          variables: payload.variables ?? {},
          operationName: payload.operationName ?? null,
        });
        const headers = (context.connectionParams ?? {}) as Record<string, string>;
        let signed;
        try {
          signed = await verifier.verify({ method: 'GET', path: '/graphql', headers, body });
        } catch (error) {
          context.extra.socket.close(CloseCode.Forbidden, 'Forbidden');
          return [error as GraphQLError];
        }
        const document = parse(payload.query);
        const errors = validate(subgraph.schema, document);
        if (errors.length > 0) return errors;
        const base = requestBase(signed);
        return {
          schema: subgraph.schema,
          document,
          variableValues: payload.variables ?? {},
          operationName: payload.operationName ?? null,
          contextValue: base,
        };
      },
      subscribe: async ({ document, variableValues, operationName, contextValue }) => {
        const base = contextValue as RequestBase;
        const operation = {
          document,
          variables: variableValues as Record<string, unknown>,
          operationName: operationName ?? null,
        };
        const result = await executeSubgraph(subgraph, operation, base, log);
        if (!(Symbol.asyncIterator in result)) return result;
        return onSnapshotsOfTheirOwn(result, () => base.session.end());
      },
    },
    sockets,
    KEEP_ALIVE_MS,
  );

  await listen(server, options.port, options.host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}/graphql`,
    close: async () => {
      for (const client of sockets.clients) client.close(1012, 'Service restart');
      await socketServer.dispose();
      await apollo.stop();
      await closed(server);
    },
  };
}

function refuse(error: unknown): never {
  const { message, extensions } =
    error instanceof Unauthenticated ? error : new Unauthenticated('the request cannot be read');
  throw new GraphQLError(message, { extensions: { ...extensions, http: { status: 401 } } });
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  await promise;
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
