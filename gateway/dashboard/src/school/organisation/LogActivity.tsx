import { useState, type SubmitEvent } from 'react';

import {
  LogCommunicationDocument,
  type Audience,
  type CommunicationsFormFragment,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { DayField } from '../parts/DayField.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { organisationWords } from './texts.js';

export const audiences: readonly Audience[] = ['MANAGERS', 'TEACHERS', 'STAFF', 'PARENTS', 'PUPILS'];

const blank = { audiences: [] as readonly Audience[], heldOn: '', description: '' };

interface LogActivityProps {
  readonly school: SchoolHere;
  readonly known: CommunicationsFormFragment['activities'];
  readonly onChanged: () => void;
}

/** The form for a communication activity. */
export function LogActivity({ school, known, onChanged }: LogActivityProps) {
  const all = useTexts(organisationWords);
  const words = all.communications;
  const { send, isSending, problem } = useSend(LogCommunicationDocument);
  const { content, change, clear } = useKept(school, 'communication', blank);
  const [isAsked, setAsked] = useState(false);
  const [isDone, setDone] = useState(false);
  const description = content.description.trim();
  const isFuture = content.heldOn > school.today;
  // What was sent without an answer has no key to recognise it by: whoever sees it in the list need not send it twice.
  const isThere =
    problem?.kind === 'unreachable' &&
    known.some((other) => other.description === description && other.heldOn === content.heldOn);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    setDone(false);
    if (content.audiences.length === 0 || content.heldOn === '' || isFuture || description === '') return;
    const { heldOn } = content;
    const sent = await send({
      input: { school: school.code, audiences: [...content.audiences], heldOn, description },
    });
    onChanged();
    if (sent?.data == null) return;
    clear();
    setAsked(false);
    setDone(true);
  }

  const isMissing = (text: string): string | null =>
    isAsked && text.trim() === '' ? all.fault.missing : null;
  const toggle = (audience: Audience): void =>
    change({
      audiences: content.audiences.includes(audience)
        ? content.audiences.filter((other) => other !== audience)
        : [...content.audiences, audience],
    });

  return (
    <form
      className="form form-inner"
      aria-label={words.add}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <h3>{words.add}</h3>
      <fieldset className="checks">
        <legend>{words.audiences}</legend>
        {audiences.map((audience) => (
          <label key={audience} className="check">
            <input
              type="checkbox"
              checked={content.audiences.includes(audience)}
              onChange={() => toggle(audience)}
            />
            {words.audience[audience]}
          </label>
        ))}
        {isAsked && content.audiences.length === 0 && (
          <p className="field-error" role="alert">
            {words.noAudience}
          </p>
        )}
      </fieldset>
      <DayField
        label={words.heldOn}
        max={school.today}
        value={content.heldOn}
        fault={isFuture ? all.fault.future : isMissing(content.heldOn)}
        onChange={(heldOn) => change({ heldOn })}
      />
      <Field label={words.description} fault={isMissing(content.description)}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={content.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      {isThere ? <p className="notice notice-warn">{words.maybe}</p> : <Refused problem={problem} />}
      <button type="submit" className="button button-main" disabled={isSending}>
        {words.send}
      </button>
      <output className="said">{isDone && words.done}</output>
    </form>
  );
}
