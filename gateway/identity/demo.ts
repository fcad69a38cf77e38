import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { z } from 'zod';

import { roles, type Actor, type Role } from '../../shared/actor.js';
import { signIn } from './sign-in.js';

/** One-click sign-in for a hub with synthetic data on its visitor's own machine. */
export interface Demo {
  /** Who each role's click signs in as. */
  readonly actors: Readonly<Partial<Record<Role, Actor>>>;
  /** Whether all data is synthetic at this moment: the first real school ends the demo. */
  isSynthetic(): Promise<boolean>;
}

/** `POST /session/demo { role }`: a session of the demo's person of that role. Whether it may be asked at all, the door decides. */
export function demoSignIn(demo: Demo): BetterAuthPlugin {
  return {
    id: 'demo',
    endpoints: {
      signInDemo: createAuthEndpoint(
        '/demo',
        { method: 'POST', body: z.object({ role: z.enum(roles) }) },
        async (context) => {
          const actor = demo.actors[context.body.role];
          if (actor === undefined || !(await demo.isSynthetic()))
            throw new APIError('FORBIDDEN', {
              code: 'NO_DEMO',
              message: 'The demo signs in to synthetic data alone.',
            });
          await signIn(context, actor);
          return context.json({ role: actor.role });
        },
      ),
    },
  };
}
