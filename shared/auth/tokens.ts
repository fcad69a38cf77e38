import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  SignJWT,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';

import { roles, type Actor, type Role } from '../actor.js';
import { Unauthenticated } from '../errors.js';
import { SIGNING_ALGORITHM, type SigningKey } from './keys.js';

/** Issuer and audience of the hub's own tokens. */
export const HUB_ISSUER = 'hoc-ba-hub';
export const HUB_AUDIENCE = 'hoc-ba-hub';

/** How far the clocks of an identity provider and the hub may be apart. */
const CLOCK_TOLERANCE_S = 30;

export interface VerifiedToken {
  readonly actor: Actor;
  /** When the token ends by real time: a socket opened with it closes then. */
  readonly expiresAt: Date;
  readonly issuedAt: Date;
}

export interface TokenVerifier {
  /** The actor of a bearer token; throws UNAUTHENTICATED with the reason. */
  verify(token: string): Promise<VerifiedToken>;
}

/** A token for `actor`, valid for `lifetimeS` seconds of real time. */
export async function issueToken(key: SigningKey, actor: Actor, lifetimeS: number): Promise<string> {
  return new SignJWT({ name: actor.name, role: actor.role, schools: actor.schools })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.publicJwk.kid, typ: 'JWT' })
    .setSubject(actor.subject)
    .setIssuer(HUB_ISSUER)
    .setAudience(HUB_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeS}s`)
    .sign(key.privateKey);
}

/** Verifies the hub's own tokens. */
export function ownTokenVerifier(key: SigningKey): TokenVerifier {
  const keys = createLocalJWKSet({ keys: [key.publicJwk] });
  return verifierOver(keys, { issuer: HUB_ISSUER, audience: HUB_AUDIENCE, algorithms: [SIGNING_ALGORITHM] });
}

/**
 * Verifies tokens of an outside OpenID provider by the keys that it publishes: fetched anew after ten minutes, and when a token names one
 * that is not known, though not again within `keysCooldownMs`, or made-up names would have the provider asked without end.
 */
export async function oidcTokenVerifier({
  keysCooldownMs = 30_000,
  ...provider
}: {
  issuer: string;
  audience: string;
  keysCooldownMs?: number;
}): Promise<TokenVerifier> {
  const url = new URL(
    '.well-known/openid-configuration',
    provider.issuer.endsWith('/') ? provider.issuer : `${provider.issuer}/`,
  );
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok)
    throw new Error(`${url.href} answered ${response.status}: is OIDC_ISSUER the provider's address?`);
  const { jwks_uri: jwksUri } = z.object({ jwks_uri: z.url() }).parse(await response.json());
  // Asymmetric algorithms only: with HS256 anyone who reads the public key could sign.
  const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
  return verifierOver(
    createRemoteJWKSet(new URL(jwksUri), { cooldownDuration: keysCooldownMs, cacheMaxAge: 600_000 }),
    { issuer: provider.issuer, audience: provider.audience, algorithms },
    actorOfClaims,
  );
}

function verifierOver(
  keys: JWTVerifyGetKey,
  expected: { issuer: string; audience: string; algorithms: string[] },
  actorOf: (payload: JWTPayload) => Actor = toActor,
): TokenVerifier {
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          ...expected,
          clockTolerance: CLOCK_TOLERANCE_S,
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        return {
          actor: actorOf(payload),
          expiresAt: new Date((payload.exp ?? 0) * 1000),
          issuedAt: new Date((payload.iat ?? 0) * 1000),
        };
      } catch (error) {
        throw asUnauthenticated(error);
      }
    },
  };
}

const claims = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  role: z.enum(roles),
  schools: z.union([z.literal('all'), z.array(z.string().regex(/^\d{8}$/))]).optional(),
});

/**
 * The actor that a provider's claims name; throws UNAUTHENTICATED where they name no role of the hub, or a subject that only the hub gives
 * out: whoever came under it would write in the hub's or an account's name.
 */
export function actorOfClaims(payload: JWTPayload): Actor {
  const actor = toActor(payload);
  if (/^(hub$|person:|tool:)/.test(actor.subject))
    throw new Unauthenticated("the token's subject is one that only the hub gives out");
  return actor;
}

function toActor(payload: JWTPayload): Actor {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new Unauthenticated('the token names no role of the hub');
  const { sub, name, role, schools } = parsed.data;
  // A role that is bound to schools gets none, never all, where the token forgets to name them.
  return {
    subject: sub,
    name: name ?? sub,
    role,
    schools: isDistrictWide(role) ? (schools ?? 'all') : schools === 'all' ? [] : (schools ?? []),
  };
}

function isDistrictWide(role: Role): boolean {
  return (
    role === 'district_officer' ||
    role === 'district_head' ||
    role === 'reporting_tool' ||
    role === 'city_viewer'
  );
}

function asUnauthenticated(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new Unauthenticated('the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new Unauthenticated(`the token's claim ${error.claim} is not what the hub expects`);
  if (error instanceof errors.JWKSTimeout) return error;
  if (error instanceof errors.JOSEError)
    return new Unauthenticated('the token is not one that the hub trusts');
  return error;
}
