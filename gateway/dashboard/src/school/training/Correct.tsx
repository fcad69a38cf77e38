import { useState, type SubmitEvent } from 'react';

import { CorrectTrainingDocument, type SchoolTrainedFragment } from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { People } from './People.js';
import { checkPeople } from './room.js';
import { trainingWords } from './texts.js';

interface CorrectProps {
  readonly school: SchoolHere;
  readonly session: NonNullable<SchoolTrainedFragment['sessions']>[number];
  readonly training: SchoolTrainedFragment;
  readonly onEnd: (isChanged: boolean) => void;
}

/** Sets the numbers of a recorded session right, saying why they were wrong. */
export function Correct({ school, session, training, onEnd }: CorrectProps) {
  const words = useTexts(trainingWords);
  const { send, isSending, problem } = useSend(CorrectTrainingDocument);
  const { managers, teachers, staff } = session.newlyTrained;
  const [typed, setTyped] = useState({
    managers: String(managers),
    teachers: String(teachers),
    staff: String(staff),
  });
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const checked = checkPeople(typed, training, session.newlyTrained);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === '' || Object.keys(checked.faults).length > 0) return;
    const sent = await send({
      input: {
        school: school.code,
        session: session.id,
        newlyTrained: checked.counts,
        reason: reason.trim(),
        expectedVersion: session.version,
      },
    });
    if (sent?.data != null) onEnd(true);
  }

  return (
    <form
      className="form form-inner"
      aria-label={words.correctTitle}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <People
        typed={typed}
        checked={checked}
        training={training}
        instead={session.newlyTrained}
        onType={(by) => setTyped((before) => ({ ...before, ...by }))}
      />
      <Field label={words.reason} fault={isAsked && reason.trim() === '' ? words.fault.missing : null}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Refused problem={problem} />
      <p className="form-buttons">
        <button type="submit" className="button button-main" disabled={isSending}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={() => onEnd(false)}>
          {words.cancel}
        </button>
      </p>
    </form>
  );
}
