import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import * as openid from 'openid-client';
import { z } from 'zod';

import { actorOfClaims } from '../../shared/auth/tokens.js';
import { HubError } from '../../shared/errors.js';
import type { Logger } from '../../shared/log.js';
import { isLoopback } from './own-page.js';
import { signIn } from './sign-in.js';

/** The outside identity provider, and as whom the hub is known there. */
export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client, which has PKCE alone. */
  readonly clientSecret: string | null;
}

const FLOW_S = 600;
const flowShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
});

/**
 * Sign-in at an OpenID provider (authorization code with PKCE). `POST /session/oidc/start` gives the address to go to; the provider
 * sends the browser back to `/session/oidc/callback`, and from there it goes to `/`, with `#signIn=failed` where it came to nothing.
 */
export function oidcSignIn(
  client: OidcClient,
  publicOrigin: (request: Request | undefined) => string,
  log: Logger,
): BetterAuthPlugin {
  const configuration = lazily(() => discover(client));
  return {
    id: 'oidc',
    endpoints: {
      startOidc: createAuthEndpoint('/oidc/start', { method: 'POST' }, async (context) => {
        const config = await configuration();
        const verifier = openid.randomPKCECodeVerifier();
        const flow = {
          state: openid.randomState(),
          nonce: openid.randomNonce(),
          verifier,
          redirectUri: `${publicOrigin(context.request)}/session/oidc/callback`,
        };
        const { name, attributes } = context.context.createAuthCookie('oidc', {
          maxAge: FLOW_S,
          path: '/session/oidc',
          // The provider's redirect comes from another site, with which a strict cookie would not travel.
          sameSite: 'lax',
        });
        await context.setSignedCookie(name, JSON.stringify(flow), context.context.secret, attributes);
        const url = openid.buildAuthorizationUrl(config, {
          redirect_uri: flow.redirectUri,
          scope: 'openid profile',
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state: flow.state,
          nonce: flow.nonce,
        });
        return context.json({ url: url.href });
      }),
      endOidc: createAuthEndpoint(
        '/oidc/callback',
        { method: 'GET', requireRequest: true },
        async (context) => {
          const { name, attributes } = context.context.createAuthCookie('oidc', {
            path: '/session/oidc',
            sameSite: 'lax',
          });
          const kept = await context.getSignedCookie(name, context.context.secret);
          context.setCookie(name, '', { ...attributes, maxAge: 0 });
          try {
            const flow = flowShape.parse(JSON.parse(kept === null || kept === false ? 'null' : kept));
            const { search } = new URL(context.request.url);
            const tokens = await openid.authorizationCodeGrant(
              await configuration(),
              new URL(`${flow.redirectUri}${search}`),
              {
                pkceCodeVerifier: flow.verifier,
                expectedState: flow.state,
                expectedNonce: flow.nonce,
                idTokenExpected: true,
              },
            );
            await signIn(context, actorOfClaims(tokens.claims() ?? {}));
          } catch (error) {
            log.warn({ err: error }, 'a sign-in at the identity provider came to nothing');
            // Their account there has no role here, or anything else: the page says which, the address carries no detail.
            throw context.redirect(error instanceof HubError ? '/#signIn=noRole' : '/#signIn=failed');
          }
          throw context.redirect('/');
        },
      ),
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcClient): Promise<openid.Configuration> {
  const url = new URL(issuer);
  return openid.discovery(
    url,
    clientId,
    { id_token_signed_response_alg: undefined },
    clientSecret === null ? openid.None() : openid.ClientSecretBasic(clientSecret),
    // A provider without TLS is taken on this machine alone.
    isLoopback(url.hostname) ? { execute: [openid.allowInsecureRequests] } : {},
  );
}

/** Makes it when first asked for; a failure is told to who asked and tried again by the next. */
function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return async () => {
    made ??= make();
    try {
      return await made;
    } catch (error) {
      made = undefined;
      throw new APIError('SERVICE_UNAVAILABLE', {
        code: 'PROVIDER_UNAVAILABLE',
        message: error instanceof Error ? 'The identity provider does not answer.' : String(error),
      });
    }
  };
}
