import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { Webhook as Signer } from 'standardwebhooks';

import { AddressRefused, publicLookup, requirePublicLiteral, type ResolveName } from './address.js';

const TIMEOUT_MS = 10_000;
const MAX_REASON = 200;

export interface SendOptions {
  /** Receivers on private, loopback and link-local addresses, and plain http, are allowed by the operator. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  readonly resolveName?: ResolveName;
}

export interface Message {
  readonly url: string;
  /** Keys to sign with, newest first: a receiver takes a request of which one signature fits. */
  readonly secrets: readonly string[];
  /** The same for each try, so that a receiver knows again what it has taken. */
  readonly id: string;
  readonly body: string;
  readonly at: Date;
}

/** What became of a try: `failure` is null where the receiver took it; `isGone` where it asks to be told no more (410). */
export interface Outcome {
  readonly failure: string | null;
  readonly isGone: boolean;
}

/**
 * Posts one signed request (Standard Webhooks) and tells what the receiver said. Follows no redirect, reads nothing of the answer
 * but its status, and gives up after `timeoutMs`, 10 s unless set; never rejects.
 */
export async function send(message: Message, options: SendOptions): Promise<Outcome> {
  try {
    const status = await post(message, options);
    if (status >= 200 && status < 300) return { failure: null, isGone: false };
    const redirected = status >= 300 && status < 400 ? '; redirects are not followed' : '';
    return { failure: `answered ${status}${redirected}`, isGone: status === 410 };
  } catch (error) {
    return { failure: reasonOf(error), isGone: false };
  }
}

function headersOf({ id, at, secrets, body }: Message): Record<string, string> {
  return {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'hoc-ba-hub',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
  };
}

async function post(message: Message, options: SendOptions): Promise<number> {
  const { allowPrivate, timeoutMs = TIMEOUT_MS, resolveName } = options;
  const url = new URL(message.url);
  // Kept from a time when they were allowed, and not any more.
  if (!allowPrivate && url.protocol !== 'https:') throw new AddressRefused(url.hostname);
  if (!allowPrivate) requirePublicLiteral(url);
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'POST',
    headers: headersOf(message),
    // A connection of its own: one kept open would lead to where the name led before.
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
    ...(allowPrivate ? {} : { lookup: publicLookup(resolveName) }),
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request.on('error', reject);
  request.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    // Its body may have no end.
    response.destroy();
  });
  request.end(message.body);
  return promise;
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') return 'did not answer in time';
  return `could not be reached (${code ?? message})`.slice(0, MAX_REASON);
}
