/** What a link of the hub brought in the address's fragment, which no server's log and no other page ever sees. */
export interface Brought {
  /** The secret of an invitation. */
  readonly invitation: string | null;
  /** How a sign-in at the identity provider ended, where it came to nothing. */
  readonly signIn: 'failed' | 'noRole' | null;
}

/** Takes what the address brought, and takes it out of the address, so that neither the history nor a copied link carries it. */
export function takeBrought(): Brought {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const invitation = fragment.get('invite');
  const signIn = fragment.get('signIn');
  if (invitation !== null || signIn !== null)
    history.replaceState(history.state, '', location.pathname + location.search);
  return { invitation, signIn: signIn === 'failed' || signIn === 'noRole' ? signIn : null };
}
