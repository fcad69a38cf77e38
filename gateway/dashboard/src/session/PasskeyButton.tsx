import { useState } from 'react';

import { useTexts } from '../texts/index.js';
import { Refused } from './door.js';
import { faultOf } from './fault.js';
import { canUsePasskeys, signInByPasskey } from './passkeys.js';
import { words as bilingualWords } from './words.js';

/** The way in by a passkey; nothing where this browser knows none. */
export function PasskeyButton({ onSignedIn }: { onSignedIn: () => void }) {
  const words = useTexts(bilingualWords);
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  if (!canUsePasskeys()) return null;

  const faultSaid = (error: unknown): string => {
    const isUnknown = error instanceof Refused && (error.status === 400 || error.status === 401);
    return isUnknown ? words.passkey.unknown : faultOf(error, words.fault);
  };
  async function signIn(): Promise<void> {
    setBusy(true);
    setFault(undefined);
    try {
      await signInByPasskey();
      onSignedIn();
    } catch (error) {
      setFault(faultSaid(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      {fault !== undefined && (
        <p className="notice notice-warn" role="alert">
          {fault}
        </p>
      )}
      <button type="button" className="button" disabled={isBusy} onClick={() => void signIn()}>
        {words.passkey.submit}
      </button>
    </>
  );
}
