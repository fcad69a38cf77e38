import { useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';

import { makeClient } from './graph/client.js';
import { takeBrought } from './session/link.js';
import { SessionProvider, type Session } from './session/SessionContext.js';
import { SignIn } from './session/SignIn.js';
import { useSignIn, type SignInState } from './session/useSignIn.js';
import { Shell } from './shell/Shell.js';

const client = makeClient();

/** Who is here: nobody yet, or someone whose browser is signed in. */
export function App() {
  const { state, look, leave } = useSignIn();
  const [brought, setBrought] = useState(takeBrought);
  // A link that is opened in a tab where the page already is only changes the fragment.
  useEffect(() => {
    const take = (): void => setBrought(takeBrought);
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  const session = useMemo<Session>(
    () => ({ expire: () => void look('expired'), signOut: () => void leave() }),
    [look, leave],
  );
  const signedIn = (): void => {
    setBrought({ invitation: null, signIn: null });
    void look();
  };
  const isHere = state.kind === 'in' || state.kind === 'away';
  if (!isHere || brought.invitation !== null)
    return <SignIn state={isHere ? INVITED : state} brought={brought} onSignedIn={signedIn} />;
  return (
    <SessionProvider value={session}>
      <Provider value={client}>
        <Shell />
      </Provider>
    </SessionProvider>
  );
}

/** Whoever opens an invitation is asked to take it up, signed in as someone else or not. */
const INVITED: SignInState & { kind: 'out' } = {
  kind: 'out',
  ways: { isSignedIn: true, method: null, demo: [] },
  because: 'never',
};
