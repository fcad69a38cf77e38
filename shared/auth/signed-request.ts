import { createHash, randomUUID } from 'node:crypto';

import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import { z } from 'zod';

import { roles, type Actor } from '../actor.js';
import { Unauthenticated } from '../errors.js';
import type { Idempotency } from '../idempotency.js';
import type { SubgraphName } from '../subgraph/names.js';
import { createNonceMemory, nextNonce } from './nonces.js';

/** A signed request is good for this long: enough for a slow hop, too short to be kept. */
const LIFETIME_S = 30;
const CLOCK_TOLERANCE_S = 5;
/** All of this is under the signature (RFC 9421): another path, body, actor or subgraph breaks it. */
const COVERED = [
  '@method',
  '@path',
  'content-digest',
  'x-hub-actor',
  'x-hub-subgraph',
  'x-hub-request',
  'x-hub-until',
  'x-hub-idempotency',
];

export interface RequestToSign {
  readonly subgraph: SubgraphName;
  readonly keys: readonly string[];
  readonly actor: Actor;
  readonly requestId: string;
  /** Where a subscription that only catches up ends; null for anything else. */
  readonly until: number | null;
  /** Of a mutation that may be sent again; left out for anything else. */
  readonly idempotency?: Idempotency | null;
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** The headers by which a subgraph knows that the gateway sent exactly this request for this actor. */
export async function signRequest(request: RequestToSign): Promise<Record<string, string>> {
  const [key] = request.keys;
  if (key === undefined)
    throw new Error(`There is no key to sign requests for the subgraph ${request.subgraph}.`);
  const now = new Date();
  const headers = {
    'content-digest': digest(request.body),
    'x-hub-actor': Buffer.from(JSON.stringify(request.actor)).toString('base64url'),
    'x-hub-subgraph': request.subgraph,
    'x-hub-request': request.requestId,
    'x-hub-until': request.until === null ? 'none' : String(request.until),
    'x-hub-idempotency': toIdempotencyHeader(request.idempotency ?? null),
  };
  const signed = await httpbis.signMessage(
    {
      key: createSigner(key, 'hmac-sha256', keyId(key)),
      fields: COVERED,
      params: ['keyid', 'alg', 'created', 'expires', 'nonce'],
      paramValues: {
        created: now,
        expires: new Date(now.getTime() + LIFETIME_S * 1000),
        nonce: nextNonce(),
      },
    },
    { method: request.method, url: request.url, headers },
  );
  return lowerCased(signed.headers);
}

export interface ReceivedRequest {
  readonly method: string;
  /** Path with query, as received; host and scheme are not signed, as proxies change them. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface VerifiedRequest {
  readonly actor: Actor;
  readonly requestId: string;
  readonly until: number | null;
  readonly idempotency: Idempotency | null;
}

export interface RequestVerifier {
  /** The actor and request id of a request that the gateway signed for this subgraph; throws UNAUTHENTICATED otherwise. */
  verify(request: ReceivedRequest): Promise<VerifiedRequest>;
}

/** Verifies signed requests for one subgraph; each nonce counts once. Refuses to be made without a key. */
export function createRequestVerifier(subgraph: SubgraphName, keys: readonly string[]): RequestVerifier {
  if (keys.length === 0) {
    throw new Error(
      `HUB_SUBGRAPH_KEY_${subgraph.toUpperCase()} is not set: the subgraph ${subgraph} does not start without the gateway's key.`,
    );
  }
  const known = new Map(
    keys.map((key) => [
      keyId(key),
      { id: keyId(key), algs: ['hmac-sha256'], verify: createVerifier(key, 'hmac-sha256') },
    ]),
  );
  const seen = createNonceMemory((LIFETIME_S + CLOCK_TOLERANCE_S) * 2 * 1000);
  return {
    async verify({ method, path, headers, body }) {
      const single = singleValues(headers);
      let nonce: string | undefined;
      const isSigned = await httpbis
        .verifyMessage(
          {
            requiredFields: COVERED,
            requiredParams: ['keyid', 'created', 'expires', 'nonce'],
            maxAge: LIFETIME_S,
            tolerance: CLOCK_TOLERANCE_S,
            keyLookup: async (params) => {
              nonce = params.nonce;
              return known.get(params.keyid ?? '') ?? null;
            },
          },
          { method, url: `http://${subgraph}${path}`, headers: single },
        )
        .catch(() => false);
      if (isSigned !== true)
        throw new Unauthenticated('the request is not signed by the gateway for this subgraph');
      if (single['x-hub-subgraph'] !== subgraph)
        throw new Unauthenticated('the request is signed for another subgraph');
      if (single['content-digest'] !== digest(body))
        throw new Unauthenticated('the body is not the one that was signed');
      if (nonce === undefined || !seen.takeFirst(nonce))
        throw new Unauthenticated('the request was received before');
      const actor = actorShape.parse(
        JSON.parse(Buffer.from(single['x-hub-actor'] ?? '', 'base64url').toString('utf8')),
      );
      const until = single['x-hub-until'];
      return {
        actor,
        requestId: single['x-hub-request'] ?? randomUUID(),
        until: until === undefined || until === 'none' ? null : Number(until),
        idempotency: fromIdempotencyHeader(single['x-hub-idempotency'] ?? 'none'),
      };
    },
  };
}

const actorShape = z.object({
  subject: z.string(),
  name: z.string(),
  role: z.enum(roles),
  schools: z.union([z.literal('all'), z.array(z.string())]),
});

const NO_IDEMPOTENCY = 'none';

function toIdempotencyHeader(idempotency: Idempotency | null): string {
  if (idempotency === null) return NO_IDEMPOTENCY;
  return Buffer.from(JSON.stringify(idempotency)).toString('base64url');
}

function fromIdempotencyHeader(header: string): Idempotency | null {
  if (header === NO_IDEMPOTENCY) return null;
  return idempotencyShape.parse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
}

const idempotencyShape = z.object({ key: z.string(), digest: z.string(), part: z.string() });

/** Names a key without giving it away, so that both ends find the right one while keys rotate. */
function keyId(key: string): string {
  return createHash('sha256').update(`hub-key:${key}`).digest('hex').slice(0, 16);
}

function digest(body: string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function singleValues(headers: ReceivedRequest['headers']): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string') single[name.toLowerCase()] = value;
  return single;
}
