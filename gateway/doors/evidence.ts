import { randomUUID } from 'node:crypto';
import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

import { hubActor } from '../../shared/actor.js';
import { signRequest } from '../../shared/auth/signed-request.js';
import { SubgraphUnavailable } from '../../shared/errors.js';
import type { Logger } from '../../shared/log.js';
import type { HttpDoor } from '../../shared/subgraph/serve.js';
import type { RemoteSubgraph } from '../engine/remote.js';

/** A line on which nothing moves for this long is given up. */
const IDLE_MS = 30_000;
/** What a file's sender says that readiness needs; cookies and the like stay here. */
const PASSED = ['authorization', 'content-length', 'content-type', 'x-upload-token'];
/** Of one connection alone (RFC 9110, 7.6.1): never handed on. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'date'];

/**
 * Hands files through to the readiness subgraph where it runs apart, piece by piece in both directions. The gateway signs that it
 * sends the request; whether the caller may, the token or the link in it says, which readiness checks.
 */
export function remoteEvidenceDoor({ name, url, keys }: RemoteSubgraph, log: Logger): HttpDoor {
  return async (request, response) => {
    const target = new URL(pathOf(request), url);
    const method = request.method ?? 'GET';
    const requestId = randomUUID();
    const signed = await signRequest({
      subgraph: name,
      keys,
      actor: hubActor,
      requestId,
      until: null,
      method,
      url: target.href,
      body: '',
    });
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const { promise, resolve } = Promise.withResolvers<void>();
    const upstream = send(
      target,
      { method, headers: { ...only(request.headers, PASSED), ...signed } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, without(answer.headers, HOP));
        answer.pipe(response);
        answer.once('error', () => response.destroy());
      },
    );
    upstream.setTimeout(IDLE_MS, () => upstream.destroy(new Error('the subgraph is silent')));
    upstream.once('error', (error) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      log.warn({ err: error, subgraph: name }, 'a subgraph does not answer');
      const { message, extensions } = new SubgraphUnavailable({ subgraph: name });
      response.writeHead(503, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify({ errors: [{ message, extensions }] }));
    });
    // Whoever goes away in the middle of a file takes its other half along: readiness must see it as broken off.
    response.once('close', () => {
      upstream.destroy();
      resolve();
    });
    request.pipe(upstream);
    await promise;
  };
}

function pathOf(request: IncomingMessage & { originalUrl?: string }): string {
  const { pathname, search } = new URL(request.originalUrl ?? request.url ?? '/', 'http://hub');
  return `${pathname}${search}`;
}

function only(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
