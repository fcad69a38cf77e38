import { passkey } from '@better-auth/passkey';
import type { BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';

import type { AccountsOptions } from './accounts-options.js';
import { demoSignIn } from './demo.js';
import { invitations } from './invitation.js';
import { lockOut } from './lock-out.js';
import { oidcSignIn } from './oidc.js';
import { changedPasswords, MAX_PASSWORD, MIN_PASSWORD } from './password.js';
import { actorFields } from './person.js';
import type { User } from './sign-in.js';

/** A working day: whoever comes back tomorrow signs in again. */
const SESSION_S = 12 * 3600;
export const COOKIE_PREFIX = 'hub';
/** In which header the door tells the caller's address, whatever the caller wrote there. */
export const CLIENT_HEADER = 'x-hub-client';

/** How the library of accounts is set up: what it may do at all is listed by the door (`doors/session.ts`). */
export function libraryOptions(options: AccountsOptions) {
  const { tables, secret, publicUrl, isSecure, demo, oidc, register, log, now = () => new Date() } = options;
  return {
    appName: 'Học Bạ Hub',
    baseURL: publicUrl?.origin ?? 'http://127.0.0.1',
    basePath: '/session',
    secret,
    database: { db: tables as never, type: 'postgres' },
    telemetry: { enabled: false },
    // The words of the library's own messages go to the log as they are; its secrets never stand in them.
    logger: {
      log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ by: 'accounts' }, message),
    },
    user: { modelName: 'account', additionalFields: actorFields },
    account: { modelName: 'credential' },
    session: { expiresIn: SESSION_S, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: oidc === null,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    // By the caller's address; a school's people share one. What guards a single account is its lock (`lock-out.ts`).
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 600,
      customRules: {
        '/sign-in/email': { window: 60, max: 30 },
        '/invitation': { window: 60, max: 30 },
        '/invitation/accept': { window: 60, max: 30 },
        '/change-password': { window: 60, max: 10 },
        '/demo': { window: 60, max: 600 },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
      // The door before it asks for the page's header and the origin, of GET requests too.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    databaseHooks: {
      session: {
        create: {
          // By whatever proof: who was let in by an invitation signs in only as long as it stands.
          before: async ({ userId }, context) => {
            const user = await context?.context.internalAdapter.findUserById(userId);
            const subject = (user as (User & { subject?: string }) | null)?.subject;
            if (subject?.startsWith('person:') === true && !(await register.isLetIn(subject)))
              throw new APIError('FORBIDDEN', {
                code: 'ACCESS_ENDED',
                message: 'This access was taken back.',
              });
          },
        },
      },
    },
    plugins: [
      lockOut(now),
      ...(oidc === null
        ? [invitations(register), changedPasswords, passkeys(publicUrl)]
        : [oidcSignIn(oidc, originOf(publicUrl), log)]),
      ...(demo === null ? [] : [demoSignIn(demo)]),
    ],
  } satisfies BetterAuthOptions;
}

/** A passkey belongs to the name in the browser's address; without PUBLIC_URL that is `localhost`, as WebAuthn takes no numbers. */
function passkeys(publicUrl: URL | null) {
  return passkey({
    rpName: 'Học Bạ Hub',
    rpID: publicUrl?.hostname ?? 'localhost',
    origin: publicUrl?.origin ?? null,
    // The column's name is the field's in small letters with underscores: a D of its own would become another word.
    schema: { passkey: { fields: { credentialID: 'credentialId' } } },
  });
}

/** The origin that the browser knows the hub by: the configured one, or the one it asked. */
function originOf(publicUrl: URL | null): (request: Request | undefined) => string {
  return (request) => publicUrl?.origin ?? `http://${request?.headers.get('host') ?? '127.0.0.1'}`;
}
