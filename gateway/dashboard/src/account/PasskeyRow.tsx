import { useState, type SubmitEvent } from 'react';

import { day } from '../format/date.js';
import { Field, typed } from '../session/Field.js';
import type { Passkey } from '../session/passkeys.js';
import { useTexts } from '../texts/index.js';
import { passkeyTexts } from './passkeyTexts.js';

interface PasskeyRowProps {
  readonly passkey: Passkey;
  readonly isBusy: boolean;
  /** Resolves to whether the hub took the name. */
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onRemove: () => void;
}

/** One passkey: its name, since when, and what its owner may do with it. */
export function PasskeyRow({
  passkey: { id, name, createdAt },
  isBusy,
  onRename,
  onRemove,
}: PasskeyRowProps) {
  const texts = useTexts(passkeyTexts);
  const [isNaming, setNaming] = useState(false);
  const shown = name ?? texts.nameless;

  async function rename(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const wanted = typed(new FormData(event.currentTarget), 'passkey').trim();
    if (await onRename(wanted)) setNaming(false);
  }

  return (
    <li data-passkey={id}>
      {isNaming ? (
        <form className="sign-in-fields" onSubmit={(event) => void rename(event)}>
          <Field
            label={texts.newName(shown)}
            name="passkey"
            type="text"
            autoComplete="off"
            defaultValue={name ?? ''}
          />
          <p className="passkey-buttons">
            <button type="submit" className="button button-main" disabled={isBusy}>
              {texts.save}
            </button>
            <button type="button" className="button" onClick={() => setNaming(false)}>
              {texts.cancel}
            </button>
          </p>
        </form>
      ) : (
        <>
          <span>
            <strong>{shown}</strong>
            {createdAt !== null && ` · ${texts.added(day(createdAt))}`}
          </span>
          <span className="passkey-buttons">
            <button type="button" className="button" disabled={isBusy} onClick={() => setNaming(true)}>
              {texts.rename}
              <span className="only-heard">{texts.about(shown)}</span>
            </button>
            <button type="button" className="button" disabled={isBusy} onClick={onRemove}>
              {texts.remove}
              <span className="only-heard">{texts.about(shown)}</span>
            </button>
          </span>
        </>
      )}
    </li>
  );
}
