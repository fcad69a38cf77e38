import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { z } from 'zod';

import { MAX_PASSWORD, MIN_PASSWORD, requireGoodPassword } from './password.js';
import type { AccessRegister } from './register.js';
import { openSession, setPassword } from './sign-in.js';

const secret = z.string().min(20).max(100);

/** `POST /session/invitation`: whom a link is for; `POST /session/invitation/accept`: its account with the chosen password, signed in. */
export function invitations(register: AccessRegister): BetterAuthPlugin {
  return {
    id: 'invitation',
    endpoints: {
      lookAtInvitation: createAuthEndpoint(
        '/invitation',
        { method: 'POST', body: z.object({ secret }) },
        async (context) => {
          const invited = await register.invitation(context.body.secret);
          if (invited === null) throw gone();
          const { name, email, role, schools, expiresAt } = invited;
          return context.json({ name, email, role, schools: schools === 'all' ? null : schools, expiresAt });
        },
      ),
      acceptInvitation: createAuthEndpoint(
        '/invitation/accept',
        {
          method: 'POST',
          body: z.object({ secret, password: z.string().min(MIN_PASSWORD).max(MAX_PASSWORD) }),
        },
        async (context) => {
          const { password } = context.body;
          const invited = await register.invitation(context.body.secret);
          if (invited === null) throw gone();
          requireGoodPassword(password, invited);
          // Before the account is made: two who open the same link at the same moment must not both set its password.
          const accepted = await register.accept(context.body.secret);
          if (accepted === null) throw gone();
          const user = await setPassword(context, accepted, password);
          await openSession(context, user);
          return context.json({ role: accepted.role });
        },
      ),
    },
  };
}

function gone(): APIError {
  return new APIError('NOT_FOUND', {
    code: 'INVITATION_GONE',
    message: 'The link was used, taken back, or is over its time: ask for another.',
  });
}
