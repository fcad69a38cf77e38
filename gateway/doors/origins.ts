import type { IncomingMessage } from 'node:http';

import cors, { type CorsOptions } from 'cors';
import type { RequestHandler } from 'express';

import { isOwnOrigin } from '../identity/own-page.js';

/** Headers that a tool in a browser needs to send and to read. */
const SENT = [
  'authorization',
  'content-type',
  'accept',
  'apollo-require-preflight',
  'idempotency-key',
  'last-event-id',
];
const READ = ['x-request-id', 'retry-after'];
/** How long a browser may remember what it was allowed, in seconds. */
const REMEMBERED_S = 600;

/** Which origins' pages may use the hub: its own, and those that CORS_ORIGINS names. */
export class Origins {
  /** Answers preflights and names the origins that may read; a page of any other origin gets an answer that its browser hides. */
  readonly allow: RequestHandler;

  constructor(
    private readonly allowed: readonly string[],
    private readonly publicUrl: URL | null,
  ) {
    const options: CorsOptions = {
      origin: [...allowed],
      // Tools bring a token. A cookie of the hub's own page is never good for another's.
      credentials: false,
      methods: ['GET', 'POST'],
      allowedHeaders: SENT,
      exposedHeaders: READ,
      maxAge: REMEMBERED_S,
    };
    this.allow = allowed.length === 0 ? (_request, _response, next) => next() : cors(options);
  }

  /** Whether the page of another origin sent this, which browsers say and let nobody change; sockets and streams know no CORS. */
  isForeign({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
    const { origin } = headers;
    return origin !== undefined && !this.allowed.includes(origin) && !isOwnOrigin(headers, this.publicUrl);
  }
}
