import { useId, useState, type ReactNode } from 'react';

import { Mark } from '../parts/Mark.js';
import { Switches } from '../preferences/Switches.js';
import { useTexts } from '../texts/index.js';
import { goToProvider, signInToDemo, type Ways } from './door.js';
import { faultOf } from './fault.js';
import { InvitationForm } from './Invitation.js';
import type { Brought } from './link.js';
import { PasskeyButton } from './PasskeyButton.js';
import { PasswordForm } from './PasswordForm.js';
import type { SignInState } from './useSignIn.js';
import { words as bilingualWords } from './words.js';

interface SignInProps {
  readonly state: Exclude<SignInState, { kind: 'in' | 'away' }>;
  readonly brought: Brought;
  readonly onSignedIn: () => void;
}

/** Who is not signed in sees this page: the ways in that the hub offers, and why one is asked. */
export function SignIn({ state, brought, onSignedIn }: SignInProps) {
  const texts = useTexts();
  const words = useTexts(bilingualWords);
  const id = useId();
  const { invitation, signIn } = brought;
  return (
    <main className="sign-in">
      <section className="panel sign-in-form" aria-labelledby={`${id}-title`}>
        <div className="sign-in-brand">
          <Mark />
          <div>
            <p className="brand-name">{texts.product}</p>
            <p className="brand-unit">{texts.tagline}</p>
          </div>
        </div>
        <h1 id={`${id}-title`}>{invitation === null ? words.title : words.invitation.title}</h1>
        {state.kind === 'looking' && <output>{words.looking}</output>}
        {state.kind === 'unreachable' && <Notice tone="warn">{words.unreachable}</Notice>}
        {state.kind === 'out' && state.because !== 'never' && (
          <Notice tone={state.because === 'expired' ? 'warn' : 'plain'}>{words[state.because]}</Notice>
        )}
        {signIn !== null && <Notice tone="warn">{words[signIn]}</Notice>}
        {state.kind === 'out' &&
          (invitation === null ? (
            <WaysIn ways={state.ways} onSignedIn={onSignedIn} />
          ) : (
            <InvitationForm secret={invitation} onSignedIn={onSignedIn} />
          ))}
        <Switches />
      </section>
    </main>
  );
}

function Notice({ tone, children }: { tone: 'warn' | 'plain'; children: ReactNode }) {
  return (
    <p className={`notice notice-${tone}`} role="alert">
      {children}
    </p>
  );
}

function WaysIn({ ways, onSignedIn }: { ways: Ways; onSignedIn: () => void }) {
  const words = useTexts(bilingualWords);
  const [fault, setFault] = useState<string>();
  const attempt = (work: Promise<void>, then: () => void = () => {}): void => {
    setFault(undefined);
    work.then(then, (error: unknown) => setFault(faultOf(error, words.fault)));
  };
  return (
    <>
      {fault !== undefined && <Notice tone="warn">{fault}</Notice>}
      {ways.demo.length > 0 && (
        <DemoRoles roles={ways.demo} onChoose={(role) => attempt(signInToDemo(role), onSignedIn)} />
      )}
      {ways.method === 'password' && (
        <>
          <PasswordForm onSignedIn={onSignedIn} />
          <PasskeyButton onSignedIn={onSignedIn} />
        </>
      )}
      {ways.method === 'oidc' && (
        <button type="button" className="button button-main" onClick={() => attempt(goToProvider())}>
          {words.provider}
        </button>
      )}
      {ways.method === null && <p>{words.none}</p>}
    </>
  );
}

/** One button a role of the demo. */
function DemoRoles({ roles, onChoose }: { roles: readonly string[]; onChoose: (role: string) => void }) {
  const texts = useTexts();
  const words = useTexts(bilingualWords);
  return (
    <>
      <h2 className="sign-in-part">{words.demo.title}</h2>
      <p>{words.demo.lead}</p>
      <ul className="sign-in-roles">
        {roles.map((role) => (
          <li key={role}>
            <button type="button" className="button" onClick={() => onChoose(role)}>
              {texts.header.role(role)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
