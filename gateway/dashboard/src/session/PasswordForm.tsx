import { useState, type SubmitEvent } from 'react';

import { useTexts } from '../texts/index.js';
import { signInByPassword } from './door.js';
import { faultOf } from './fault.js';
import { Field, typed } from './Field.js';
import { words as bilingualWords } from './words.js';

/** Address and password of an account of the hub's own. */
export function PasswordForm({ onSignedIn }: { onSignedIn: () => void }) {
  const words = useTexts(bilingualWords);
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(undefined);
    try {
      await signInByPassword(typed(form, 'email'), typed(form, 'password'));
      onSignedIn();
    } catch (error) {
      setFault(faultOf(error, words.fault));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="sign-in-fields" onSubmit={(event) => void submit(event)}>
      <Field label={words.email} name="email" type="email" autoComplete="username" />
      <Field
        label={words.password}
        name="password"
        type="password"
        autoComplete="current-password"
        fault={fault}
      />
      <button type="submit" className="button button-main" disabled={isBusy}>
        {words.submit}
      </button>
      <p className="fine">{words.forgotten}</p>
    </form>
  );
}
