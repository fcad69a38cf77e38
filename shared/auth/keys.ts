import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';

export const SIGNING_ALGORITHM = 'ES256';

/** The key by which a hub without an outside identity provider signs its own tokens. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  /** What anyone may know: served as `/.well-known/jwks.json`. */
  readonly publicJwk: JWK & { kid: string };
}

/** The hub's signing key from `<dataDir>/keys`, made on first use and readable by its owner alone. */
export async function loadSigningKey(dataDir: string): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const kept = keep(dataDir, 'token-signing.json', JSON.stringify(await exportJWK(privateKey)));
  return toSigningKey(JSON.parse(kept) as JWK);
}

/** By what the hub signs the cookies of browser sessions, from `<dataDir>/keys`, made on first use and readable by its owner alone. */
export async function loadSessionSecret(dataDir: string): Promise<string> {
  return keep(dataDir, 'session-cookies', randomBytes(32).toString('base64url'));
}

/** What stands in that file of the folder of keys: `made`, where there was none before. */
function keep(dataDir: string, name: string, made: string): string {
  const folder = join(dataDir, 'keys');
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // 'wx': of two first starts at the same moment one makes the key and the other reads it.
    writeFileSync(path, made, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}

/** A signing key of this process alone, gone with it. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  return toSigningKey(await exportJWK(privateKey));
}

async function toSigningKey(jwk: JWK): Promise<SigningKey> {
  const { d: _private, ...open } = jwk;
  const kid = await calculateJwkThumbprint(open);
  return {
    privateKey: (await importJWK(jwk, SIGNING_ALGORITHM)) as CryptoKey,
    publicJwk: { ...open, kid, alg: SIGNING_ALGORITHM, use: 'sig' },
  };
}
