import type { IncomingMessage, ServerResponse } from 'node:http';

import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';

import { isWithin, markNow, type Mark } from '../../shared/age.js';
import type { VerifiedToken } from '../../shared/auth/tokens.js';
import type { AccountsOptions } from './accounts-options.js';
import type { Demo } from './demo.js';
import { CLIENT_HEADER, COOKIE_PREFIX, libraryOptions } from './library.js';
import { toActor } from './person.js';
import type { AccessRegister } from './register.js';
import { Withdrawals } from './withdrawals.js';

/** How long this process takes a session for good without looking again; sign-out on another gateway is heard of after that. */
const REMEMBERED_MS = 15_000;
const REMEMBERED = 5000;
/** The library's adapter reads a hundred rows at most. */
const LOOKED_UP_AT_ONCE = 100;

/** Who is signed in by a browser. */
export interface Accounts {
  readonly publicUrl: URL | null;
  readonly demo: Demo | null;
  /** By what people sign in: the hub's own accounts, or an outside provider. */
  readonly method: 'password' | 'oidc';
  readonly withdrawals: Withdrawals;
  readonly register: AccessRegister;
  /** Who the cookie header's session belongs to; null where it names none, or one that has ended. */
  signedIn(cookie: string | undefined): Promise<SignedIn | null>;
  /** Those of the sessions that still stand. */
  standing(sessions: readonly string[]): Promise<ReadonlySet<string>>;
  /** Answers a request below `/session` of whoever is at that address. */
  handle(request: IncomingMessage, response: ServerResponse, client: string): Promise<void>;
}

/** A person at a browser. */
export interface SignedIn extends VerifiedToken {
  /** The session's own name, which is not the cookie. */
  readonly session: string;
}

/** Accounts and browser sessions over the library that keeps them. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { publicUrl, demo, register } = options;
  const auth = betterAuth(libraryOptions(options));
  const answer = toNodeHandler(auth);
  const remembered = new Map<string, { signedIn: SignedIn; since: Mark }>();

  const look = async (cookie: string): Promise<SignedIn | null> => {
    const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
    if (found === null) return null;
    const { session, user } = found;
    return {
      actor: toActor(user),
      expiresAt: session.expiresAt,
      issuedAt: session.createdAt,
      session: session.token,
    };
  };

  return {
    publicUrl,
    demo,
    method: options.oidc === null ? 'password' : 'oidc',
    withdrawals: new Withdrawals(register, options.log, options.now),
    register,
    signedIn: async (cookie) => {
      const own = ownCookies(cookie);
      if (own === '') return null;
      const known = remembered.get(own);
      if (
        known !== undefined &&
        isWithin(known.since, REMEMBERED_MS) &&
        known.signedIn.expiresAt.getTime() > Date.now()
      )
        return known.signedIn;
      remembered.delete(own);
      const signedIn = await look(own);
      if (signedIn === null) return null;
      remembered.set(own, { signedIn, since: markNow() });
      const [oldest] = remembered.keys();
      if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return signedIn;
    },
    standing: async (sessions) => {
      const { internalAdapter } = await auth.$context;
      const standing = new Set<string>();
      for (let start = 0; start < sessions.length; start += LOOKED_UP_AT_ONCE) {
        const some = sessions.slice(start, start + LOOKED_UP_AT_ONCE);
        for (const { session } of await internalAdapter.findSessions(some, { onlyActiveSessions: true }))
          standing.add(session.token);
      }
      return standing;
    },
    handle: async (request, response, client) => {
      request.headers[CLIENT_HEADER] = client;
      await answer(request, response);
      // A new password ends the sessions of the old one: this process must not remember them.
      remembered.clear();
    },
  };
}

/** Of a cookie header the hub's own, so that another site's on the same host neither weigh nor matter. */
function ownCookies(header: string | undefined): string {
  const parts = (header ?? '').split(/;\s*/);
  return parts
    .filter((part) => new RegExp(`^(__Secure-)?${COOKIE_PREFIX}\\.session_token=`).test(part))
    .join('; ');
}
