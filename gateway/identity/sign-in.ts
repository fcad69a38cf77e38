import { createHash } from 'node:crypto';

import type { GenericEndpointContext } from 'better-auth';
import { setSessionCookie } from 'better-auth/cookies';

import type { Actor } from '../../shared/actor.js';
import { toColumns } from './person.js';

export type User = Awaited<ReturnType<GenericEndpointContext['context']['internalAdapter']['createUser']>>;

/** Opens a session of someone whom another proof than a password of the hub's has named, and sets its cookie. */
export async function signIn(context: GenericEndpointContext, actor: Actor): Promise<void> {
  const { adapter } = context.context;
  const known = await adapter.findOne<User>({
    model: 'user',
    where: [{ field: 'subject', value: actor.subject }],
  });
  await openSession(context, await keepAccount(context, { known, actor, email: addressOf(actor) }));
}

/** Opens a session of the account, and sets its cookie. */
export async function openSession(context: GenericEndpointContext, user: User): Promise<void> {
  const session = await context.context.internalAdapter.createSession(user.id);
  await setSessionCookie(context, { session, user });
}

/** The account of that address becomes the actor's, with this password and none of its sessions and passkeys before. */
export async function setPassword(
  context: GenericEndpointContext,
  { actor, email }: { actor: Actor; email: string },
  password: string,
): Promise<User> {
  const { adapter, internalAdapter, password: passwords } = context.context;
  const known = await adapter.findOne<User>({ model: 'user', where: [{ field: 'email', value: email }] });
  const hash = await passwords.hash(password);
  const user = await keepAccount(context, { known, actor, email });
  await internalAdapter.deleteUserSessions(user.id);
  for (const model of ['account', 'passkey'])
    await adapter.deleteMany({ model, where: [{ field: 'userId', value: user.id }] });
  await internalAdapter.createAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: hash,
  });
  return user;
}

/** The account, made where it is not known; role and scope become what the actor has now. */
async function keepAccount(
  { context: { internalAdapter } }: GenericEndpointContext,
  { known, actor, email }: { known: User | null; actor: Actor; email: string },
): Promise<User> {
  if (known !== null) return internalAdapter.updateUser(known.id, toColumns(actor));
  return internalAdapter.createUser(
    { ...toColumns(actor), email, emailVerified: false },
    { method: 'anonymous' },
  );
}

/** No address of anyone's: accounts are told apart by one, and whoever comes by another proof brings none that the hub has seen proved. */
function addressOf({ subject }: Actor): string {
  return `${createHash('sha256').update(subject).digest('hex').slice(0, 32)}@subject.invalid`;
}
