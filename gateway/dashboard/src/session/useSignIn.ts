import { useCallback, useEffect, useState } from 'react';

import { forgetAnswers, whoseAnswers } from '../offline/answers.js';
import { lookForWays, onOtherTab, signOut, type Ways } from './door.js';

export type SignedOutBecause = 'never' | 'expired' | 'signedOut';

/** Whether someone is signed in here, as far as the page knows. */
export type SignInState =
  | { readonly kind: 'looking' | 'unreachable' | 'in' }
  /** The hub does not answer; by its last word someone is signed in here, whose answers this machine keeps. */
  | { readonly kind: 'away' }
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
      if (!ways.isSignedIn) await forgetAnswers();
      setState((before) => {
        if (ways.isSignedIn) return { kind: 'in' };
        // Whoever was taken to be here while the hub could not be asked is not: that has to be said.
        const isOver = before.kind === 'away' && because === 'never';
        return { kind: 'out', ways, because: isOver ? 'expired' : because };
      });
    } catch {
      // It has said before that this session is over: only its own word opens the page again.
      if (because !== 'never') await forgetAnswers();
      setState({ kind: (await whoseAnswers()) === null ? 'unreachable' : 'away' });
    }
  }, []);
  const leave = useCallback(async () => {
    // First, and whether the hub answers or not: whoever comes to this machine next should not meet what it said.
    await forgetAnswers();
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
    if (state.kind !== 'unreachable' && state.kind !== 'away') return undefined;
    const timer = setTimeout(() => void look(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, look]);
  return { state, look, leave };
}
