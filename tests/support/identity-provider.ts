import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** An OpenID provider on this machine, whose keys and answers a test chooses. */
export interface IdentityProvider {
  readonly issuer: string;
  /** How often its keys were fetched. */
  readonly keysFetched: () => number;
  /** From now on it signs with a new key, and publishes that one; `keepsOld` beside those before. */
  rotate(options?: { keepsOld: boolean }): Promise<void>;
  /** A token of its present key. */
  token(claims: Record<string, unknown>, audience: string): Promise<string>;
  /** What the next person who signs in is. */
  person: Record<string, unknown>;
  /** Signs in at `address` as that person; where the browser is sent back to. */
  authorize(address: string): URL;
  stop(): Promise<void>;
}

export async function startIdentityProvider(clientId: string): Promise<IdentityProvider> {
  let published: JWK[] = [];
  let signing: { key: CryptoKey; kid: string };
  let made = 0;
  let fetched = 0;
  const codes = new Map<string, { nonce: string; challenge: string; person: Record<string, unknown> }>();

  const rotate = async ({ keepsOld = false } = {}): Promise<void> => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const kid = `key-${++made}`;
    published = [
      ...(keepsOld ? published : []),
      { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' },
    ];
    signing = { key: privateKey, kid };
  };
  await rotate();

  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', issuer);
      const answer = (status: number, body: unknown): void =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (pathname === '/.well-known/openid-configuration') {
        answer(200, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
          code_challenge_methods_supported: ['S256'],
        });
        return;
      }
      if (pathname === '/keys') {
        fetched += 1;
        answer(200, { keys: published });
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const code = codes.get(form.get('code') ?? '');
      const digest = await crypto.subtle.digest(
        'SHA-256',
        new TextEncoder().encode(form.get('code_verifier') ?? ''),
      );
      codes.delete(form.get('code') ?? '');
      if (code === undefined || Buffer.from(digest).toString('base64url') !== code.challenge) {
        answer(400, { error: 'invalid_grant' });
        return;
      }
      const idToken = await token({ ...code.person, nonce: code.nonce }, clientId);
      answer(200, { access_token: 'unused', token_type: 'bearer', id_token: idToken });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = async (claims: Record<string, unknown>, audience: string): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: signing.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(signing.key);

  const provider: IdentityProvider = {
    issuer,
    keysFetched: () => fetched,
    rotate,
    token,
    person: {},
    authorize(address) {
      const asked = new URL(address).searchParams;
      const code = crypto.randomUUID();
      codes.set(code, {
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        person: provider.person,
      });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}
