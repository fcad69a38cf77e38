import { createHash } from 'node:crypto';

import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { z } from 'zod';

/** So many wrong passwords for one address, and it is locked for that long after the last; a passkey opens all the same. */
const TRIES = 5;
const LOCKED_MS = 15 * 60_000;
const MODEL = 'attempt';

interface Attempt {
  readonly id: string;
  readonly key: string;
  readonly failures: number;
  readonly since: number;
}

/**
 * Locks an address after wrong passwords, whether an account has it or not, so that a lock tells nothing. Each try is counted before
 * its password is looked at: many at the same moment get no further than one after the other.
 */
export function lockOut(now: () => Date): BetterAuthPlugin {
  return {
    id: 'lock-out',
    schema: {
      attempt: {
        fields: {
          key: { type: 'string', required: true, unique: true },
          failures: { type: 'number', required: true },
          since: { type: 'number', required: true },
        },
      },
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/sign-in/email',
          handler: createAuthMiddleware(async (context) => {
            const key = keyOf(context.body);
            if (key !== null) await count(context, key, now().getTime());
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === '/sign-in/email',
          handler: createAuthMiddleware(async (context) => {
            const key = keyOf(context.body);
            if (key === null || context.context.newSession === null) return;
            await context.context.adapter.deleteMany({ model: MODEL, where: [{ field: 'key', value: key }] });
          }),
        },
      ],
    },
  };
}

/** Counts a try; throws where the address is locked. */
async function count(
  { context: { adapter } }: Pick<GenericEndpointContext, 'context'>,
  key: string,
  at: number,
): Promise<void> {
  const where = [{ field: 'key', value: key }];
  await adapter.deleteMany({
    model: MODEL,
    where: [...where, { field: 'since', operator: 'lte', value: at - LOCKED_MS }],
  });
  const known = await adapter.findOne<Attempt>({ model: MODEL, where });
  if (known === null) {
    const made = await adapter
      .create({ model: MODEL, data: { key, failures: 1, since: at } })
      .catch(() => null);
    // Someone else's try came first in this very moment: this one counts after it.
    if (made !== null) return;
  }
  const counted = await adapter.incrementOne<Attempt>({
    model: MODEL,
    where: [...where, { field: 'failures', operator: 'lt', value: TRIES }],
    increment: { failures: 1 },
    set: { since: at },
  });
  if (counted !== null) return;
  const standing = await adapter.findOne<Attempt>({ model: MODEL, where });
  const retryAfterS = Math.ceil(((standing?.since ?? at) + LOCKED_MS - at) / 1000);
  throw new APIError(
    'TOO_MANY_REQUESTS',
    {
      code: 'LOCKED',
      message: `Too many wrong passwords for this address: try again in ${retryAfterS} s.`,
      retryAfterS,
    },
    { 'retry-after': String(retryAfterS) },
  );
}

const asked = z.object({ email: z.string() });

function keyOf(body: unknown): string | null {
  const parsed = asked.safeParse(body);
  if (!parsed.success) return null;
  return createHash('sha256').update(parsed.data.email.trim().toLowerCase()).digest('hex');
}
