import { useRef, useState, type SubmitEvent } from 'react';

import '../styles/sign-in.css';
import { Panel } from '../parts/Panel.js';
import { changePassword } from '../session/door.js';
import { faultOf } from '../session/fault.js';
import { Field, typed } from '../session/Field.js';
import { useMe } from '../session/MeProvider.js';
import { words as signInWords } from '../session/words.js';
import { PageHead } from '../shell/PageHead.js';
import { bilingual, useTexts } from '../texts/index.js';
import { Passkeys } from './Passkeys.js';

const accountTexts = bilingual({
  vi: {
    title: 'Tài khoản',
    password: 'Đổi mật khẩu',
    passkeys: 'Khóa đăng nhập (passkey)',
    current: 'Mật khẩu hiện tại',
    submit: 'Đổi mật khẩu',
    why: 'Đổi xong, mọi trình duyệt khác của bạn bị đăng xuất.',
    done: 'Đã đổi mật khẩu; các trình duyệt khác đã bị đăng xuất.',
    foreign: 'Tài khoản này không có mật khẩu ở đây.',
  },
  en: {
    title: 'Account',
    password: 'Change the password',
    passkeys: 'Passkeys',
    current: 'Present password',
    submit: 'Change the password',
    why: 'Every other browser of yours is signed out by it.',
    done: 'The password is changed; other browsers are signed out.',
    foreign: 'This account has no password here.',
  },
});

/** Who one is here, and one's password where the hub keeps it. */
export function AccountPage() {
  const shared = useTexts();
  const texts = useTexts(accountTexts);
  const me = useMe();
  return (
    <>
      <PageHead title={texts.title} lead={`${me.name} · ${shared.header.role(me.role)}`} />
      <div className="account">
        <Panel title={texts.password} area="password">
          {/* Only who came in by an invitation has one. */}
          {me.subject.startsWith('person:') ? <ChangePassword /> : <p className="empty">{texts.foreign}</p>}
        </Panel>
        {me.subject.startsWith('person:') && (
          <Panel title={texts.passkeys} area="passkeys">
            <Passkeys />
          </Panel>
        )}
      </div>
    </>
  );
}

function ChangePassword() {
  const texts = useTexts(accountTexts);
  const words = useTexts(signInWords);
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<string>();
  const [isDone, setDone] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setFault(undefined);
    setDone(false);
    try {
      await changePassword(typed(given, 'current'), typed(given, 'password'));
      form.current?.reset();
      setDone(true);
    } catch (error) {
      setFault(faultOf(error, words.fault));
    }
  }

  return (
    <form ref={form} className="sign-in-fields" onSubmit={(event) => void submit(event)}>
      <output>{isDone ? texts.done : ''}</output>
      <Field label={texts.current} name="current" type="password" autoComplete="current-password" />
      <Field
        label={words.invitation.password}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        hint={words.invitation.hint}
        fault={fault}
      />
      <button type="submit" className="button button-main">
        {texts.submit}
      </button>
      <p className="fine">{texts.why}</p>
    </form>
  );
}
