import type { IncomingMessage, ServerResponse } from 'node:http';

import { HubError, InternalServerError } from '../../../shared/errors.js';
import type { Logger } from '../../../shared/log.js';
import { shortageOf } from '../../../shared/shortage.js';

/** How long a sender who is refused may go on sending before the line is cut. */
const DRAIN_MS = 5000;

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  LIMIT_EXCEEDED: 413,
  BAD_USER_INPUT: 422,
  SUBGRAPH_UNAVAILABLE: 503,
};

export function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: object,
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** Tells why the request was refused, in the shape of a graph's error; what is the hub's own fault goes to the log. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { log, requestId }: { log: Logger; requestId: string },
): void {
  const shortage = shortageOf(error);
  // Told to the operator even where the sender has gone: whoever comes next will meet it as well.
  if (shortage !== null)
    log.error({ err: error, requestId, lack: shortage.lack }, 'a file of evidence could not be taken');
  // The sender has gone, or half of a file is on its way: there is nobody to tell, and nothing that could be told.
  if (response.headersSent || request.socket.destroyed) {
    response.destroy();
    return;
  }
  const told = shortage?.toldBy('readiness') ?? error;
  const known = told instanceof HubError ? told : new InternalServerError({ requestId });
  if (known !== told) log.error({ err: error, requestId }, 'evidence could not be handled');
  const status = statuses[String(known.extensions['code'])] ?? 500;
  const { retryAfterS } = known.extensions;
  const wait: Record<string, string> =
    typeof retryAfterS === 'number' ? { 'retry-after': String(retryAfterS) } : {};
  answer(response, status, wait, { errors: [{ message: known.message, extensions: known.extensions }] });
  if (request.complete) return;
  // Read on, so that a sender in the middle of its file gets the answer, but not for ever.
  request.resume();
  const cut = setTimeout(() => request.socket.destroy(), DRAIN_MS);
  cut.unref();
  request.once('close', () => clearTimeout(cut));
}
