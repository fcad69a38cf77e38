import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { DOWNLOAD_LIFETIME_MS } from './limits.js';

/** Where a file of evidence is put and fetched, below the hub's own address. */
export const EVIDENCE_PATH = '/evidence';

/** A secret of 256 random bits, as text. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of an upload token: who reads the database learns no token from it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A link that opens the file for five minutes from `now`, to whoever has it: path and query below the hub's address. */
export function signLink(secret: string, id: string, now: Date): string {
  const expires = Math.floor((now.getTime() + DOWNLOAD_LIFETIME_MS) / 1000);
  return `${EVIDENCE_PATH}/${id}?expires=${expires}&signature=${signature(secret, id, expires)}`;
}

/** Whether this link of that file was given out by the hub and still opens it at `now`. */
export function isLinkGood(secret: string, id: string, query: URLSearchParams, now: Date): boolean {
  const expires = Number(query.get('expires'));
  if (!Number.isSafeInteger(expires) || expires * 1000 < now.getTime()) return false;
  return isSame(query.get('signature') ?? '', signature(secret, id, expires));
}

/** Whether two texts are equal, in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function signature(secret: string, id: string, expires: number): string {
  return createHmac('sha256', secret).update(`evidence:${id}:${expires}`).digest('base64url');
}
