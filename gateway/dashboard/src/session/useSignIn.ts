import { useCallback, useEffect, useState } from 'react';

import { lookForWays, onOtherTab, signOut, type Ways } from './door.js';

export type SignedOutBecause = 'never' | 'expired' | 'signedOut';

/** Whether someone is signed in here, as far as the page knows. */
export type SignInState =
  | { readonly kind: 'looking' | 'unreachable' | 'in' }
  | { readonly kind: 'out'; readonly ways: Ways; readonly because: SignedOutBecause };

const AGAIN_MS = 5_000;

/** Asks the hub once whether this browser is signed in, and again whenever that may have changed. */
export function useSignIn(): {
  state: SignInState;
  look(this: void, because?: SignedOutBecause): Promise<void>;
  leave(this: void): Promise<void>;
} {
  const [state, setState] = useState<SignInState>({ kind: 'looking' });

  const look = useCallback(async (because: SignedOutBecause = 'never') => {
    try {
      const ways = await lookForWays();
      setState(ways.isSignedIn ? { kind: 'in' } : { kind: 'out', ways, because });
    } catch {
      setState({ kind: 'unreachable' });
    }
  }, []);
  const leave = useCallback(async () => {
    // Where the hub does not answer, the session stands: a page that said otherwise would leave it to whoever comes next.
    await signOut().catch(() => undefined);
    await look('signedOut');
  }, [look]);

  useEffect(() => {
    // What the hub answers is set when it comes, not in this turn.
    const asked = setTimeout(() => void look());
    return () => clearTimeout(asked);
  }, [look]);
  useEffect(() => onOtherTab(() => location.reload()), []);
  useEffect(() => {
    if (state.kind !== 'unreachable') return undefined;
    const timer = setTimeout(() => void look(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, look]);
  return { state, look, leave };
}
