import { createSigner, httpbis } from 'http-message-signatures';
import { vi } from 'vitest';

import { signRequest, type RequestToSign } from '../../shared/auth/signed-request.js';
import { person } from '../support/journeys.js';

/** Long enough for the environment to take them. */
export const KEY = 'a-key-of-the-gateway-for-readiness-00001';
export const OLDER_KEY = 'a-key-of-the-gateway-for-readiness-00000';
const FOREIGN_KEY = 'a-key-that-somebody-else-has-made-up-0001';

export type Request = Pick<RequestToSign, 'method' | 'url' | 'body'>;
type Headers = Record<string, string>;

/** The headers that the gateway would send with the request, but for what is changed. */
export async function signed(request: Request, changes: Partial<RequestToSign> = {}): Promise<Headers> {
  const actor = person('district_officer');
  return signRequest({
    subgraph: 'readiness',
    keys: [KEY],
    actor,
    requestId: 'r-1',
    until: null,
    ...request,
    ...changes,
  });
}

/** What is sent in the place of a request as the gateway signs it. */
export const forgeries: readonly {
  readonly what: string;
  readonly make: (request: Request) => Promise<Headers>;
}[] = [
  { what: 'without a signature', make: async () => ({}) },
  {
    what: 'with headers of the gateway but no signature',
    make: async (request) => without(await signed(request), 'signature'),
  },
  { what: 'signed for another subgraph', make: (request) => signed(request, { subgraph: 'training' }) },
  {
    what: 'signed for another subgraph and readdressed',
    make: async (request) => ({
      ...(await signed(request, { subgraph: 'training' })),
      'x-hub-subgraph': 'readiness',
    }),
  },
  { what: 'signed with another key', make: (request) => signed(request, { keys: [FOREIGN_KEY] }) },
  { what: 'signed for another body', make: (request) => signed(request, { body: `${request.body} ` }) },
  {
    what: 'signed for another method',
    make: (request) => signed(request, { method: request.method === 'GET' ? 'POST' : 'GET' }),
  },
  { what: 'signed for another path', make: (request) => signed(request, { url: `${request.url}/else` }) },
  {
    what: 'with another actor than the signed one',
    make: async (request) => {
      const head = person('district_head');
      return {
        ...(await signed(request)),
        'x-hub-actor': Buffer.from(JSON.stringify(head)).toString('base64url'),
      };
    },
  },
  {
    what: 'with another end than the signed one',
    make: async (request) => ({ ...(await signed(request)), 'x-hub-until': '7' }),
  },
  { what: 'signed without its actor', make: signedInPart },
  { what: 'signed too long ago', make: (request) => at(-60_000, () => signed(request)) },
  { what: 'signed in the future', make: (request) => at(60_000, () => signed(request)) },
];

/** A valid signature by the right key over everything but the actor. */
async function signedInPart({ method, url, body }: Request): Promise<Headers> {
  const whole = await signed({ method, url, body });
  const [, keyid = ''] = /keyid="([^"]+)"/.exec(whole['signature-input']!) ?? [];
  const { signature: _signature, 'signature-input': _input, ...headers } = whole;
  const given = await httpbis.signMessage(
    {
      key: createSigner(KEY, 'hmac-sha256', keyid),
      fields: ['@method', '@path', 'content-digest', 'x-hub-subgraph', 'x-hub-request', 'x-hub-until'],
      params: ['keyid', 'alg', 'created', 'expires', 'nonce'],
      paramValues: { created: new Date(), expires: new Date(Date.now() + 30_000), nonce: 'n-1' },
    },
    { method, url, headers },
  );
  return Object.fromEntries(
    Object.entries(given.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function without(headers: Headers, name: string): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([known]) => known !== name));
}

/** Signs as at another time. */
async function at(ms: number, sign: () => Promise<Headers>): Promise<Headers> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  try {
    return await sign();
  } finally {
    vi.useRealTimers();
  }
}
