import { useCallback, useEffect, useRef, useState, type SubmitEvent } from 'react';

import { day } from '../format/date.js';
import { faultOf } from '../session/fault.js';
import { Field, typed } from '../session/Field.js';
import {
  addPasskey,
  canUsePasskeys,
  listPasskeys,
  removePasskey,
  type Passkey,
} from '../session/passkeys.js';
import { words as signInWords } from '../session/words.js';
import { bilingual, useTexts } from '../texts/index.js';

const passkeyTexts = bilingual({
  vi: {
    why: 'Mở bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị, không cần mật khẩu.',
    none: 'Chưa có khóa nào.',
    nameless: 'Khóa không tên',
    added: (on: string): string => `thêm ngày ${on}`,
    name: 'Tên khóa',
    hint: 'Để nhận ra thiết bị, ví dụ “Điện thoại của tôi”.',
    add: 'Thêm khóa đăng nhập',
    remove: 'Xóa',
    about: (name: string): string => ` khóa ${name}`,
    done: 'Đã thêm khóa.',
    removed: 'Đã xóa khóa: nó không mở được tài khoản này nữa. Hãy xóa cả trên thiết bị.',
    unable: 'Trình duyệt hoặc địa chỉ này không dùng được khóa đăng nhập.',
  },
  en: {
    why: 'Opened by the fingerprint, face or PIN of a device, without a password.',
    none: 'There is no passkey yet.',
    nameless: 'Passkey without a name',
    added: (on) => `added on ${on}`,
    name: 'Name of the passkey',
    hint: 'By which you know the device again, for example “My phone”.',
    add: 'Add a passkey',
    remove: 'Remove',
    about: (name) => ` the passkey ${name}`,
    done: 'The passkey is added.',
    removed: 'The passkey is removed: it no longer opens this account. Remove it on the device as well.',
    unable: 'Passkeys cannot be used in this browser or at this address.',
  },
});

/** The passkeys of whoever is signed in: what there is, one more, one less. */
export function Passkeys() {
  const texts = useTexts(passkeyTexts);
  const words = useTexts(signInWords);
  const form = useRef<HTMLFormElement>(null);
  const [passkeys, setPasskeys] = useState<readonly Passkey[]>();
  const [said, setSaid] = useState<'done' | 'removed'>();
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const read = useCallback(() => listPasskeys().then(setPasskeys, setFault), []);
  useEffect(() => void read(), [read]);

  async function run(work: () => Promise<void>, then: 'done' | 'removed'): Promise<void> {
    setBusy(true);
    setFault(undefined);
    setSaid(undefined);
    try {
      await work();
      setSaid(then);
      await read();
    } catch (error) {
      setFault(error);
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
        {passkeys?.map(({ id, name, createdAt }) => (
          <li key={id} data-passkey={id}>
            <span>
              <strong>{name ?? texts.nameless}</strong>
              {createdAt !== null && ` · ${texts.added(day(createdAt))}`}
            </span>
            <button
              type="button"
              className="button"
              disabled={isBusy}
              onClick={() => void run(() => removePasskey(id), 'removed')}
            >
              {texts.remove}
              <span className="only-heard">{texts.about(name ?? texts.nameless)}</span>
            </button>
          </li>
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
