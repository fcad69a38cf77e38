import { useCallback, useEffect, useRef, useState, type SubmitEvent } from 'react';

import { faultOf } from '../session/fault.js';
import { Field, typed } from '../session/Field.js';
import {
  addPasskey,
  canUsePasskeys,
  listPasskeys,
  removePasskey,
  renamePasskey,
  type Passkey,
} from '../session/passkeys.js';
import { words as signInWords } from '../session/words.js';
import { useTexts } from '../texts/index.js';
import { PasskeyRow } from './PasskeyRow.js';
import { passkeyTexts } from './passkeyTexts.js';

type Done = 'done' | 'renamed' | 'removed';

/** The passkeys of whoever is signed in: what there is, one more, one less, one by another name. */
export function Passkeys() {
  const texts = useTexts(passkeyTexts);
  const words = useTexts(signInWords);
  const form = useRef<HTMLFormElement>(null);
  const [passkeys, setPasskeys] = useState<readonly Passkey[]>();
  const [said, setSaid] = useState<Done>();
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const read = useCallback(() => listPasskeys().then(setPasskeys, setFault), []);
  useEffect(() => void read(), [read]);

  async function run(work: () => Promise<void>, then: Done): Promise<boolean> {
    setBusy(true);
    setFault(undefined);
    setSaid(undefined);
    try {
      await work();
      setSaid(then);
      await read();
      return true;
    } catch (error) {
      setFault(error);
      return false;
    } finally {
      setBusy(false);
    }
  }
  async function add(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const name = typed(new FormData(event.currentTarget), 'passkey').trim();
    await run(async () => {
      await addPasskey(name);
      form.current?.reset();
    }, 'done');
  }

  const problem = fault === undefined ? undefined : faultOf(fault, words.fault);
  return (
    <div className="sign-in-fields">
      <output>{said === undefined ? '' : texts[said]}</output>
      {passkeys?.length === 0 && <p className="empty">{texts.none}</p>}
      <ul className="passkeys">
        {passkeys?.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            isBusy={isBusy}
            onRename={(name) => run(() => renamePasskey(passkey.id, name), 'renamed')}
            onRemove={() => void run(() => removePasskey(passkey.id), 'removed')}
          />
        ))}
      </ul>
      {canUsePasskeys() ? (
        <form ref={form} className="sign-in-fields" onSubmit={(event) => void add(event)}>
          <Field
            label={texts.name}
            name="passkey"
            type="text"
            autoComplete="off"
            hint={texts.hint}
            fault={problem}
          />
          <button type="submit" className="button button-main" disabled={isBusy}>
            {texts.add}
          </button>
        </form>
      ) : (
        <p className="notice notice-plain">{texts.unable}</p>
      )}
      <p className="fine">{texts.why}</p>
    </div>
  );
}
