import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Request } from 'express';

import type { TokenVerifier, VerifiedToken } from '../../shared/auth/tokens.js';
import { Unauthenticated } from '../../shared/errors.js';
import type { OperationRate } from '../limits/rate.js';
import { GatewayRequest, type SubgraphHost } from '../request.js';
import type { Accounts } from './accounts.js';
import { isFromOwnPage, isOwnOrigin } from './own-page.js';

export interface Identity {
  readonly verifier: TokenVerifier;
  /** Who is signed in by a browser; null where this gateway signs nobody in. */
  readonly accounts: Accounts | null;
  /** What subgraphs of this process work with; null where none runs here. */
  readonly host: SubgraphHost | null;
}

/**
 * The request of whoever holds the token, or whose browser the hub's own page runs in: nobody where there is neither, UNAUTHENTICATED
 * where it is no good. A token goes before a cookie.
 */
export async function identify(identity: Identity, headers: IncomingHttpHeaders): Promise<GatewayRequest> {
  const { authorization } = headers;
  if (authorization !== undefined && authorization !== '')
    return requestOf(identity, await byToken(identity, authorization));
  const { accounts } = identity;
  if (accounts === null || !isFromOwnPage(headers, accounts.publicUrl)) return requestOf(identity, null);
  return requestOf(identity, await accounts.signedIn(headers.cookie));
}

/**
 * The request of whoever sent this, counted as one operation of that subject; nobody and whoever shows no good token count by their
 * address. Throws UNAUTHENTICATED, or LIMIT_EXCEEDED where the minute is used up.
 */
export async function admit(
  identity: Identity,
  rate: OperationRate,
  { headers, ip: address = 'unknown' }: Pick<Request, 'headers' | 'ip'>,
): Promise<GatewayRequest> {
  const request = await identify(identity, headers).catch(async (error: unknown) => {
    await rate.takeFrom(address);
    throw error;
  });
  await (request.identity === null ? rate.takeFrom(address) : rate.take(request.actor.subject));
  return request;
}

/** The request of a socket: by the token that it sent once it stood or in its upgrade, else by the cookie of the hub's own page. */
export async function identifySocket(
  identity: Identity,
  headers: IncomingHttpHeaders,
  sent: unknown,
): Promise<GatewayRequest> {
  const authorization = typeof sent === 'string' ? sent : headers.authorization;
  if (authorization !== undefined && authorization !== '')
    return requestOf(identity, await byToken(identity, authorization));
  const { accounts } = identity;
  if (accounts === null || !isOwnOrigin(headers, accounts.publicUrl)) return requestOf(identity, null);
  return requestOf(identity, await accounts.signedIn(headers.cookie));
}

async function byToken({ verifier }: Identity, authorization: string): Promise<VerifiedToken> {
  const [scheme, token] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined) {
    throw new Unauthenticated('the Authorization header is not `Bearer <token>`');
  }
  return verifier.verify(token);
}

async function requestOf(
  { accounts, host }: Identity,
  identity: VerifiedToken | null,
): Promise<GatewayRequest> {
  if (identity !== null) await accounts?.withdrawals.refuse(identity);
  return new GatewayRequest({ requestId: randomUUID(), identity, host });
}
