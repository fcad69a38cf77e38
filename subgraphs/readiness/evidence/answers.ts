import type { IncomingMessage, ServerResponse } from 'node:http';

import { HubError, InternalServerError } from '../../../shared/errors.js';
import type { Logger } from '../../../shared/log.js';

/** How long a sender who is refused may go on sending before the line is cut. */
const DRAIN_MS = 5000;

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  LIMIT_EXCEEDED: 413,
  BAD_USER_INPUT: 422,
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
  // The sender has gone, or half of a file is on its way: there is nobody to tell, and nothing that could be told.
  if (response.headersSent || request.socket.destroyed) {
    response.destroy();
    return;
  }
  const known = error instanceof HubError ? error : new InternalServerError({ requestId });
  if (known !== error) log.error({ err: error, requestId }, 'evidence could not be handled');
  const status = statuses[String(known.extensions['code'])] ?? 500;
  answer(response, status, {}, { errors: [{ message: known.message, extensions: known.extensions }] });
  if (request.complete) return;
  // Read on, so that a sender in the middle of its file gets the answer, but not for ever.
  request.resume();
  const cut = setTimeout(() => request.socket.destroy(), DRAIN_MS);
  cut.unref();
  request.once('close', () => clearTimeout(cut));
}
