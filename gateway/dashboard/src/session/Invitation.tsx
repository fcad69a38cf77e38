import { useEffect, useState, type SubmitEvent } from 'react';

import { useTexts } from '../texts/index.js';
import { acceptInvitation, lookAtInvitation, type Invitation } from './door.js';
import { faultOf } from './fault.js';
import { Field, typed } from './Field.js';
import { words as bilingualWords } from './words.js';

interface InvitationFormProps {
  readonly secret: string;
  readonly onSignedIn: () => void;
}

/** Who opens an invitation's link sees what it is for, and chooses a password. */
export function InvitationForm({ secret, onSignedIn }: InvitationFormProps) {
  const texts = useTexts();
  const words = useTexts(bilingualWords);
  const [invitation, setInvitation] = useState<Invitation>();
  const [problem, setProblem] = useState<unknown>();
  const [isUnequal, setUnequal] = useState(false);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    lookAtInvitation(secret).then(setInvitation, setProblem);
  }, [secret]);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = typed(form, 'password');
    const isRepeated = password === form.get('again');
    setUnequal(!isRepeated);
    setProblem(undefined);
    if (!isRepeated) return;
    setBusy(true);
    try {
      await acceptInvitation(secret, password);
      onSignedIn();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  const fault = problem === undefined ? undefined : faultOf(problem, words.fault);
  if (invitation === undefined)
    return fault === undefined ? <output>{words.looking}</output> : <p role="alert">{fault}</p>;
  return (
    <form className="sign-in-fields" onSubmit={(event) => void submit(event)}>
      <p>{words.invitation.lead(invitation.name, texts.header.role(invitation.role))}</p>
      <Field
        label={words.email}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={invitation.email}
        readOnly
      />
      <Field
        label={words.invitation.password}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        hint={words.invitation.hint}
        fault={fault}
      />
      <Field
        label={words.invitation.again}
        name="again"
        type="password"
        autoComplete="new-password"
        fault={isUnequal ? words.invitation.unequal : undefined}
      />
      <button type="submit" className="button button-main" disabled={isBusy}>
        {words.invitation.submit}
      </button>
    </form>
  );
}
