import { useState, type SubmitEvent } from 'react';

import { plainDay } from '../../format/date.js';
import {
  RecordTrainingDocument,
  type SchoolTrainedFragment,
  type SchoolTrainingQuery,
  type TrainingOrganiser,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { DayField } from '../parts/DayField.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { blamedField, Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { People } from './People.js';
import { checkPeople } from './room.js';
import { trainingWords } from './texts.js';

type Announced = SchoolTrainingQuery['trainingSessions']['nodes'][number];

interface RecordSessionProps {
  readonly school: SchoolHere;
  readonly training: SchoolTrainedFragment | null;
  /** Sessions of the city and the district that the school has not recorded. */
  readonly announced: readonly Announced[];
  readonly onChanged: () => void;
}

const blank = {
  session: '',
  organiser: 'SCHOOL' as TrainingOrganiser,
  heldOn: '',
  topic: '',
  managers: '',
  teachers: '',
  staff: '',
};

/** The form for a session that the school attended or held. */
export function RecordSession({ school, training, announced, onChanged }: RecordSessionProps) {
  const words = useTexts(trainingWords);
  const { send, isSending, problem } = useSend(RecordTrainingDocument);
  const { content, change, clear } = useKept(school, 'training', blank);
  const [isAsked, setAsked] = useState(false);
  const [isDone, setDone] = useState(false);
  const checked = checkPeople(content, training);
  const chosen = announced.find(({ id }) => id === content.session);
  const organiser = chosen?.organiser ?? content.organiser;
  const isFuture = content.heldOn > school.today;
  const isNamed = chosen !== undefined || (content.heldOn !== '' && !isFuture && content.topic.trim() !== '');
  const isNobody = checked.sum === 0 && organiser !== 'CITY';
  const missing = (name: 'heldOn' | 'topic'): string | null =>
    isAsked && content[name].trim() === '' ? words.fault.missing : null;
  const isAlready = blamedField(problem) === 'topic' || blamedField(problem) === 'session';

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    setDone(false);
    if (!isNamed || isNobody || Object.keys(checked.faults).length > 0) return;
    const which =
      chosen === undefined
        ? { organiser, heldOn: content.heldOn, topic: content.topic.trim() }
        : { session: chosen.id };
    const sent = await send({ input: { school: school.code, ...which, newlyTrained: checked.counts } });
    if (sent?.data == null) return;
    clear();
    setAsked(false);
    setDone(true);
    onChanged();
  }

  return (
    <section className="panel" aria-labelledby="record-title">
      <h2 id="record-title">{words.record}</h2>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        {announced.length > 0 && (
          <Field label={words.session}>
            {(control) => (
              <select
                {...control}
                value={chosen?.id ?? ''}
                onChange={(event) => change({ session: event.target.value })}
              >
                <option value="">{words.other}</option>
                {announced.map(({ id, heldOn, topic, organiser: by }) => (
                  <option key={id} value={id}>
                    {plainDay(heldOn)} · {words.organisers[by]} · {topic}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {chosen === undefined && (
          <>
            <div className="field-pair">
              <Field label={words.organiser}>
                {(control) => (
                  <select
                    {...control}
                    value={content.organiser}
                    onChange={(event) => change({ organiser: event.target.value as TrainingOrganiser })}
                  >
                    <option value="SCHOOL">{words.organisers.SCHOOL}</option>
                    <option value="DISTRICT">{words.organisers.DISTRICT}</option>
                    <option value="CITY">{words.organisers.CITY}</option>
                  </select>
                )}
              </Field>
              <DayField
                label={words.heldOn}
                max={school.today}
                value={content.heldOn}
                fault={isFuture ? words.fault.future : missing('heldOn')}
                onChange={(heldOn) => change({ heldOn })}
              />
            </div>
            <Field label={words.topic} fault={isAlready ? words.fault.already : missing('topic')}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  name="topic"
                  maxLength={500}
                  autoComplete="off"
                  value={content.topic}
                  onChange={(event) => change({ topic: event.target.value })}
                />
              )}
            </Field>
          </>
        )}
        <People typed={content} checked={checked} training={training} onType={change} />
        {isAsked && isNobody && (
          <p className="field-error" role="alert">
            {words.fault.nobody}
          </p>
        )}
        {!isAlready && <Refused problem={problem} />}
        <button type="submit" className="button button-main" disabled={isSending}>
          {words.send}
        </button>
        <output className="said">{isDone && words.done}</output>
      </form>
    </section>
  );
}
