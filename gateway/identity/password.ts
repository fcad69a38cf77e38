import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

/** Refuses what is tried first: the person's own name or address, and a few signs repeated (WEAK_PASSWORD). Length is the form's to check. */
export function requireGoodPassword(
  password: string,
  { name, email }: { name: string; email: string },
): void {
  const said = password.toLowerCase();
  const own = [...name.toLowerCase().split(/\s+/), ...email.toLowerCase().split(/[@.]/)].filter(
    (part) => part.length > 3,
  );
  const signs = new Set(said).size;
  const rest = own.reduce((left, part) => left.replaceAll(part, ''), said);
  if (signs >= 5 && rest.length >= 6) return;
  throw new APIError('BAD_REQUEST', {
    code: 'WEAK_PASSWORD',
    message: 'The password is mostly the name or address, or repeats a few signs: choose another.',
  });
}

/** A password that its owner replaces has to be as good as the first one. */
export const changedPasswords = {
  id: 'changed-passwords',
  hooks: {
    before: [
      {
        matcher: ({ path }) => path === '/change-password',
        handler: createAuthMiddleware(async (context) => {
          const session = await getSessionFromCtx(context);
          const password: unknown = context.body?.newPassword;
          if (session !== null && typeof password === 'string') requireGoodPassword(password, session.user);
        }),
      },
    ],
  },
} satisfies BetterAuthPlugin;
