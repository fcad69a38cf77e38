import { useState, type SubmitEvent } from 'react';

import { DeclareCertificateDocument } from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { DayField } from '../parts/DayField.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { blamedField, Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { certificateWords } from './texts.js';

const blank = { serial: '', issuer: '', kind: 'USB_TOKEN' as const, validFrom: '', validTo: '' };
type Name = 'serial' | 'issuer' | 'validFrom' | 'validTo';
const names: readonly Name[] = ['serial', 'issuer', 'validFrom', 'validTo'];

/** The form for a new certificate: what is public of it, never a key. */
export function Declare({ school, onChanged }: { school: SchoolHere; onChanged: () => void }) {
  const words = useTexts(certificateWords);
  const { send, isSending, problem } = useSend(DeclareCertificateDocument);
  const { content, change, clear } = useKept<
    Omit<typeof blank, 'kind'> & { kind: 'USB_TOKEN' | 'REMOTE_SIGNING' }
  >(school, 'certificate', blank);
  const [isAsked, setAsked] = useState(false);
  const [isDone, setDone] = useState(false);
  const blamed = blamedField(problem);

  const faultOf = (name: Name): string | null => {
    if (isAsked && content[name].trim() === '') return words.fault.missing;
    if (name === 'serial' && blamed === 'serial') return words.fault.serial;
    const isBackwards =
      content.validFrom !== '' && content.validTo !== '' && content.validTo <= content.validFrom;
    return name === 'validTo' && (isBackwards || blamed === 'validTo') ? words.fault.order : null;
  };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    setDone(false);
    if (names.some((name) => content[name].trim() === '') || faultOf('validTo') !== null) return;
    const { kind, issuer, serial } = content;
    const sent = await send({
      input: {
        school: school.code,
        serial: serial.trim(),
        issuer: issuer.trim(),
        kind,
        validFrom: `${content.validFrom}T00:00:00+07:00`,
        validTo: `${content.validTo}T23:59:59+07:00`,
      },
    });
    if (sent?.data == null) return;
    clear();
    setAsked(false);
    setDone(true);
    onChanged();
  }

  const day = (name: 'validFrom' | 'validTo') => (
    <DayField
      label={words[name]}
      value={content[name]}
      fault={faultOf(name)}
      onChange={(chosen) => change({ [name]: chosen })}
    />
  );
  const input = (name: 'serial' | 'issuer', hint: string) => (
    <Field label={words[name]} hint={hint} fault={faultOf(name)}>
      {(control) => (
        <input
          {...control}
          type="text"
          name={name}
          autoComplete="off"
          value={content[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );

  return (
    <section className="panel" aria-labelledby="declare-title">
      <h2 id="declare-title">{words.declare}</h2>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        {input('serial', words.serialHint)}
        {input('issuer', words.issuerHint)}
        <Field label={words.kind}>
          {(control) => (
            <select
              {...control}
              value={content.kind}
              onChange={(event) => change({ kind: event.target.value as typeof content.kind })}
            >
              <option value="USB_TOKEN">{words.kinds.USB_TOKEN}</option>
              <option value="REMOTE_SIGNING">{words.kinds.REMOTE_SIGNING}</option>
            </select>
          )}
        </Field>
        <div className="field-pair">
          {day('validFrom')}
          {day('validTo')}
        </div>
        <p className="quiet">{words.noKey}</p>
        {blamed === null && <Refused problem={problem} />}
        <button type="submit" className="button button-main" disabled={isSending}>
          {words.send}
        </button>
        <output className="said">{isDone && words.declared}</output>
      </form>
    </section>
  );
}
