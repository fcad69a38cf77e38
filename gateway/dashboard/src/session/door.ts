import { forgetAnswers } from '../offline/answers.js';

/** How the hub stands to this browser: whether someone is signed in, and by what one could be. */
export interface Ways {
  readonly isSignedIn: boolean;
  /** By the hub's own accounts or an outside provider; null where this server signs nobody in. */
  readonly method: 'password' | 'oidc' | null;
  /** Roles that the demo signs in as by one click; none for a hub with real data or on another machine. */
  readonly demo: readonly string[];
}

/** Whom an invitation is for. */
export interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly expiresAt: string;
}

/** Sent with every request: by it the hub knows its own page from a form or link of another site. */
export const pageHeader = { 'x-hub-page': '1' } as const;

/** Asks the hub how it stands to this browser; throws Refused, or TypeError where the hub does not answer. */
export async function lookForWays(): Promise<Ways> {
  return (await ask('')) as Ways;
}

/** Signs in as the demo's person of that role. */
export async function signInToDemo(role: string): Promise<void> {
  await ask('/demo', { role });
  await sessionChanged();
}

/** Signs in by address and password; throws Refused with the code LOCKED after too many wrong ones. */
export async function signInByPassword(email: string, password: string): Promise<void> {
  await ask('/sign-in/email', { email, password });
  await sessionChanged();
}

/** Leaves for the identity provider, which sends the browser back. */
export async function goToProvider(): Promise<void> {
  const { url } = (await ask('/oidc/start', {})) as { url: string };
  location.assign(url);
}

/** Whom that link is for; throws Refused with INVITATION_GONE where it opens nothing any more. */
export async function lookAtInvitation(secret: string): Promise<Invitation> {
  return (await ask('/invitation', { secret })) as Invitation;
}

/** Makes the account with that password, and signs in. */
export async function acceptInvitation(secret: string, password: string): Promise<void> {
  await ask('/invitation/accept', { secret, password });
  await sessionChanged();
}

/** Changes the password, and signs out every other browser of this account. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await ask('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}

/** Ends this browser's session, on the hub as well. */
export async function signOut(): Promise<void> {
  await ask('/sign-out', {});
  await sessionChanged();
}

/** The hub would not; what it gave as its reason. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string | null,
  ) {
    super(`The hub answers ${status}.`);
  }
}

/** One request below `/session`; throws Refused with the hub's code, or TypeError where the hub does not answer. */
export async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/session${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...pageHeader },
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => null)) as { code?: string } | null;
  if (!response.ok) throw new Refused(response.status, answer?.code ?? null);
  return answer;
}

// All tabs share the cookie: one that went on under another person's would show one's numbers and write in the other's name.
const tabs = new BroadcastChannel('hoc-ba-hub.session');

/** Forgets what was kept of whoever was signed in before, and has every other tab look again whose session this browser holds. */
export async function sessionChanged(): Promise<void> {
  await forgetAnswers();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it is this origin's alone
  tabs.postMessage('changed');
}

/** Calls `act` when another tab signs in or out; the returned function forgets about it. */
export function onOtherTab(act: () => void): () => void {
  tabs.addEventListener('message', act);
  return () => tabs.removeEventListener('message', act);
}
