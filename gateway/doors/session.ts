import express, { type Express, type Request, type Response } from 'express';

import type { Accounts } from '../identity/accounts.js';
import { isFromOwnPage, isOnThisMachine, PAGE_HEADER } from '../identity/own-page.js';

const BODY_LIMIT = '16kb';

/** What the page may ask below `/session`; whatever else the library of accounts can do stays unreachable. */
const doors: ReadonlySet<string> = new Set([
  'POST /demo',
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /invitation',
  'POST /invitation/accept',
  'POST /change-password',
  'POST /revoke-other-sessions',
  'POST /oidc/start',
  'GET /oidc/callback',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/list-user-passkeys',
  'POST /passkey/update-passkey',
  'POST /passkey/delete-passkey',
]);
/** Where an identity provider sends the browser back to: from its own site, and bound to the sign-in that began here by a cookie. */
const FROM_PROVIDER = 'GET /oidc/callback';

/** Adds sign-in and sign-out below `/session`, for the hub's own page alone; where this gateway signs nobody in, it only says so. */
export function addSessionDoors(app: Express, accounts: Accounts | null): void {
  app.use('/session', express.json({ limit: BODY_LIMIT }), (request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    const door = `${request.method} ${request.path}`;
    if (door !== FROM_PROVIDER && !isFromOwnPage(request.headers, accounts?.publicUrl ?? null))
      refuse(
        response,
        403,
        `Only the hub's own page may ask this: it sends ${PAGE_HEADER}: 1 from its own origin.`,
      );
    else if (request.path === '/') tellWays(accounts, request, response).catch(next);
    else if (accounts === null) refuse(response, 404, 'This gateway signs nobody in.');
    else answer(accounts, door, request, response).catch(next);
  });
}

/** Whether the browser is signed in, and by what it could be. */
async function tellWays(accounts: Accounts | null, request: Request, response: Response): Promise<void> {
  const demo = accounts?.demo ?? null;
  const hasDemo = demo !== null && isHere(request) && (await demo.isSynthetic());
  response.json({
    isSignedIn: accounts !== null && (await accounts.signedIn(request.headers.cookie)) !== null,
    method: accounts?.method ?? null,
    demo: hasDemo ? Object.keys(demo.actors) : [],
  });
}

async function answer(accounts: Accounts, door: string, request: Request, response: Response): Promise<void> {
  if (!doors.has(door)) refuse(response, 404, 'There is no such way to sign in or out here.');
  else if (door === 'POST /demo' && !isHere(request))
    refuse(response, 403, 'The demo signs in on its own machine alone.');
  else await accounts.handle(request, response, request.ip ?? '');
}

function isHere({ headers, ip }: Request): boolean {
  return isOnThisMachine(headers.host, ip);
}

function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ message });
}
