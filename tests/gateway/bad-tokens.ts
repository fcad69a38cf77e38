import { createPublicKey } from 'node:crypto';

import { base64url, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';

import { createSigningKey, type SigningKey } from '../../shared/auth/keys.js';
import { HUB_AUDIENCE, HUB_ISSUER } from '../../shared/auth/tokens.js';

const claims = { name: 'Chuyên viên', role: 'district_officer', schools: 'all', sub: 'officer' };
const HOUR_S = 3600;

interface Changes {
  readonly header?: Partial<JWTHeaderParameters> & Record<string, unknown>;
  readonly payload?: Record<string, unknown>;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresInS?: number | null;
  readonly signedBy?: Parameters<SignJWT['sign']>[0];
}

/** A token like the hub's own, but for what is changed; a claim that is undefined is left out. */
async function tokenWith(key: SigningKey, changes: Changes = {}): Promise<string> {
  const {
    header,
    payload,
    issuer = HUB_ISSUER,
    audience = HUB_AUDIENCE,
    expiresInS = HOUR_S,
    signedBy,
  } = changes;
  const nowS = Math.floor(Date.now() / 1000);
  const given: JWTPayload = { ...claims, iat: nowS, iss: issuer, aud: audience, ...payload };
  if (expiresInS !== null) given.exp = nowS + expiresInS;
  return new SignJWT(given)
    .setProtectedHeader({ alg: 'ES256', kid: key.publicJwk.kid, typ: 'JWT', ...header })
    .sign(signedBy ?? key.privateKey, { crit: { hub: true } });
}

/** A token as the hub issues it: what all bad ones are measured against. */
export async function goodToken(key: SigningKey): Promise<string> {
  return tokenWith(key);
}

/** `Authorization` values that open nothing, by what is wrong with them. */
export const badTokens: readonly {
  readonly what: string;
  readonly make: (key: SigningKey) => Promise<string | undefined>;
}[] = [
  { what: 'none', make: async () => undefined },
  { what: 'an empty one', make: async () => 'Bearer ' },
  { what: 'another scheme', make: async () => `Basic ${Buffer.from('officer:officer').toString('base64')}` },
  { what: 'garbage', make: async () => 'Bearer not.a.token' },
  { what: 'a text that is no ASCII', make: async () => 'Bearer \u00e9\u00e9' },
  { what: 'alg none without a signature', make: async (key) => `Bearer ${await unsigned(key, 'none')}.` },
  {
    what: 'alg None with a signature',
    make: async (key) => `Bearer ${await unsigned(key, 'None')}.${signatureOf(await tokenWith(key))}`,
  },
  ...['the JWK', 'its coordinate', 'the PEM'].map((form) => ({
    what: `HS256 signed with ${form} of the public key`,
    make: async (key: SigningKey) =>
      bearer(tokenWith(key, { header: { alg: 'HS256' }, signedBy: publicBytes(key, form) })),
  })),
  { what: 'one that has expired', make: async (key) => bearer(tokenWith(key, { expiresInS: -HOUR_S })) },
  { what: 'one that never expires', make: async (key) => bearer(tokenWith(key, { expiresInS: null })) },
  {
    what: 'one that is not yet valid',
    make: async (key) => bearer(tokenWith(key, { payload: { nbf: inAnHour() } })),
  },
  {
    what: "another issuer's",
    make: async (key) => bearer(tokenWith(key, { issuer: 'https://elsewhere.example' })),
  },
  {
    what: 'one for another audience',
    make: async (key) => bearer(tokenWith(key, { audience: 'elsewhere' })),
  },
  {
    what: 'one signed with another key under the same name',
    make: async (key) => bearer(tokenWith(key, { signedBy: await stranger() })),
  },
  { what: 'one that brings its own key', make: async (key) => bearer(bringingItsKey(key)) },
  {
    what: 'one that says where its key is',
    make: async (key) =>
      bearer(
        tokenWith(key, {
          header: { jku: 'http://127.0.0.1:1/jwks.json', kid: 'mine' },
          signedBy: await stranger(),
        }),
      ),
  },
  {
    what: 'a key name that is a path',
    make: async (key) =>
      bearer(tokenWith(key, { header: { kid: '../../../dev/null' }, signedBy: await stranger() })),
  },
  {
    what: 'a key name that is a query',
    make: async (key) =>
      bearer(tokenWith(key, { header: { kid: "x' or '1'='1" }, signedBy: await stranger() })),
  },
  {
    what: 'one whose signature was cut off',
    make: async (key) => bearer(tokenWith(key).then((token) => token.slice(0, token.lastIndexOf('.') + 1))),
  },
  { what: 'one whose claims were altered', make: async (key) => bearer(altered(key)) },
  {
    what: 'one with a header that nobody understands',
    make: async (key) => bearer(tokenWith(key, { header: { crit: ['hub'], hub: 1 } })),
  },
  {
    what: 'one without a subject',
    make: async (key) => bearer(tokenWith(key, { payload: { sub: undefined } })),
  },
  {
    what: 'one without a role',
    make: async (key) => bearer(tokenWith(key, { payload: { role: undefined } })),
  },
  {
    what: 'one of an unknown role',
    make: async (key) => bearer(tokenWith(key, { payload: { role: 'minister' } })),
  },
  {
    what: 'one of two roles',
    make: async (key) => bearer(tokenWith(key, { payload: { role: ['principal', 'district_head'] } })),
  },
  {
    what: 'one of a school that is no code',
    make: async (key) =>
      bearer(tokenWith(key, { payload: { role: 'principal', schools: ['31306981,31306982'] } })),
  },
];

async function bearer(token: Promise<string>): Promise<string> {
  return `Bearer ${await token}`;
}

async function stranger(): Promise<SigningKey['privateKey']> {
  return (await createSigningKey()).privateKey;
}

async function bringingItsKey(key: SigningKey): Promise<string> {
  const { privateKey, publicJwk } = await createSigningKey();
  return tokenWith(key, { header: { jwk: publicJwk, kid: publicJwk.kid }, signedBy: privateKey });
}

async function unsigned(key: SigningKey, alg: string): Promise<string> {
  const [, payload] = (await tokenWith(key)).split('.');
  return `${base64url.encode(JSON.stringify({ alg, typ: 'JWT' }))}.${payload}`;
}

async function altered(key: SigningKey): Promise<string> {
  const [header, payload, signature] = (await tokenWith(key)).split('.');
  const read = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
  return `${header}.${base64url.encode(JSON.stringify({ ...read, role: 'district_head' }))}.${signature}`;
}

function signatureOf(token: string): string {
  return token.slice(token.lastIndexOf('.') + 1);
}

function publicBytes({ publicJwk }: SigningKey, form: string): Uint8Array {
  if (form === 'its coordinate') return Buffer.from(publicJwk.x!, 'base64url');
  if (form === 'the PEM') {
    return Buffer.from(
      createPublicKey({ key: publicJwk, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      }) as string,
    );
  }
  return Buffer.from(JSON.stringify(publicJwk));
}

function inAnHour(): number {
  return Math.floor(Date.now() / 1000) + HOUR_S;
}
