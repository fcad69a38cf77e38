import { basename, join } from 'node:path';

import { HeaderMap, type ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { GraphQLError } from 'graphql';
import helmet from 'helmet';
import type { JWK } from 'jose';

import type { Env } from '../../shared/env.js';
import { HubError, Unauthenticated } from '../../shared/errors.js';
import { IDEMPOTENCY_HEADER } from '../../shared/idempotency.js';
import type { Logger } from '../../shared/log.js';
import { projectRoot } from '../../shared/paths.js';
import type { HttpDoor } from '../../shared/subgraph/serve.js';
import type { DoorContext } from '../engine/apollo.js';
import { admit, type Identity } from '../identity/identify.js';
import type { Load } from '../limits/load.js';
import type { OperationRate } from '../limits/rate.js';
import type { Origins } from './origins.js';
import { addSessionDoors } from './session.js';

const BODY_LIMIT = '2mb';
/** The page and the explorer as Vite builds them. */
export const builtPages = join(projectRoot, 'gateway', 'dashboard', 'dist');

export interface Readiness {
  readonly ready: boolean;
  /** Each part is `ok` or says what is wrong. */
  readonly parts: Readonly<Record<string, string>>;
}

export interface HttpOptions {
  readonly identity: Identity;
  readonly introspection: Env['introspection'];
  readonly rate: OperationRate;
  readonly load: Load;
  readonly origins: Origins;
  readonly renderMetrics: () => Promise<{ contentType: string; body: string }>;
  readonly log: Logger;
  readonly readiness: () => Promise<Readiness>;
  /** Public keys of the tokens that the hub itself issues; null where an outside provider does. */
  readonly jwks: { keys: JWK[] } | null;
  readonly sse: (request: Request, response: Response) => Promise<void>;
  /** The folder of the page and the explorer; where left out, the one that the build fills. */
  readonly pages?: string | undefined;
  /** Files of evidence; null where none are kept. */
  readonly evidence: HttpDoor | null;
}

/** Adds every HTTP door to `app`: pages, health, metrics, keys, and GraphQL by JSON, by event stream and by browser. */
export function addHttpDoors(app: Express, apollo: ApolloServer<DoorContext>, options: HttpOptions): void {
  const { identity, rate, introspection, renderMetrics, pages = builtPages } = options;
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: { directives: contentSecurity, useDefaults: false },
      strictTransportSecurity: false,
    }),
  );

  app.get('/healthcheck', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readiness', async (_request, response) => {
    const readiness = await options.readiness();
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, body } = await renderMetrics();
    response.type(contentType).send(body);
  });
  if (options.jwks !== null)
    app.get('/.well-known/jwks.json', (_request, response) => void response.json(options.jwks));

  addSessionDoors(app, identity.accounts);
  app.use(
    '/graphql',
    options.origins.allow,
    (_request, response, next) => (isRefused(options.load, response) ? undefined : next()),
    express.json({ limit: BODY_LIMIT }),
    (request, response, next) => {
      const accept = request.headers.accept ?? '';
      // Some clients accept a stream beside JSON for every query: only those who take nothing else want one.
      if (accept.includes('text/event-stream') && !accept.includes('json')) {
        // Not awaited by Express: a rejection that nobody hears would end the process.
        options.sse(request, response).catch(next);
        return;
      }
      if (request.method === 'GET' && accept.includes('text/html') && introspection !== 'off') {
        response.setHeader('content-security-policy', explorerSecurity);
        response.sendFile(join(pages, 'explorer.html'));
        return;
      }
      next();
    },
  );
  app.use(
    '/graphql',
    expressMiddleware(apollo, {
      context: async ({ req }) => {
        const request = await admit(identity, rate, req).catch(withStatus);
        // The schema itself is told to strangers only where INTROSPECTION=on; elsewhere not even a typing error is explained to them.
        if (request.identity === null && introspection !== 'on')
          withStatus(new Unauthenticated('send a token as `Authorization: Bearer …`'));
        const idempotencyKey = req.headers[IDEMPOTENCY_HEADER];
        return { request: idempotencyKey === undefined ? request : request.derived({ idempotencyKey }) };
      },
    }),
  );
  const { evidence } = options;
  if (evidence !== null) app.use('/evidence', (request, response) => evidence(request, response));
  app.use(express.static(pages, { index: 'index.html', extensions: ['html'], setHeaders: keepWorkerFresh }));
  app.use((request, response, next) => {
    if (!isPageAddress(request)) {
      next();
      return;
    }
    response.sendFile(join(pages, 'index.html'));
  });
  app.use(
    (_request, response) =>
      void response
        .status(404)
        .json({ error: 'There is nothing here. The graph is at /graphql, the dashboard at /.' }),
  );
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error);
    if (status >= 500) options.log.error({ err: error }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(status).json({
      errors: [
        {
          message: status === 413 ? 'The body is larger than 2 MB.' : 'The request cannot be read.',
          extensions: { code: status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_REQUEST' },
        },
      ],
    });
  });
}

/** Everything from this origin, nothing inline. */
const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  workerSrc: ["'self'"],
};

/** The explorer's editor measures text with inline styles, carries its icons as data and works in a worker. */
const explorerSecurity =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; worker-src 'self'; " +
  "script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * An address that the page itself knows what to show at, `/schools/31306981`: asked for by a browser, and no file's. A file that is
 * missing stays a 404, or an old page would take this one for its script.
 */
function isPageAddress({ method, path, headers }: Request): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && (headers.accept ?? '').includes('text/html') && !/\.[a-z0-9]+$/i.test(path);
}

/** Sends the operation away unread where the process has more to do than it can. */
function isRefused(load: Load, response: Response): boolean {
  try {
    load.require();
    return false;
  } catch (error) {
    const { message, extensions } = error as HubError;
    response
      .status(503)
      .setHeader('retry-after', String(extensions['retryAfterS']))
      .json({ errors: [{ message, extensions }] });
    return true;
  }
}

/** An old worker would open the page with scripts that are no longer there: it is asked for anew each time. */
function keepWorkerFresh(response: Response, path: string): void {
  if (basename(path) === 'sw.js') response.setHeader('cache-control', 'no-cache');
}

function withStatus(error: unknown): never {
  if (!(error instanceof HubError)) throw error;
  const wait = error.extensions['retryAfterS'] as number | undefined;
  const http = {
    status: wait === undefined ? 401 : 429,
    headers: new HeaderMap(wait === undefined ? [] : [['retry-after', String(wait)]]),
  };
  // Another library's type says plain headers; Apollo, who reads them, wants its map.
  throw new GraphQLError(error.message, { extensions: { ...error.extensions, http: http as never } });
}

function statusOf(error: unknown): number {
  const status: unknown = (error as { status?: unknown }).status;
  return typeof status === 'number' ? status : 500;
}
