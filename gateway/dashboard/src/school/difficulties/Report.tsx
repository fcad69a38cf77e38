import { useState, type SubmitEvent } from 'react';

import {
  ReportDifficultyDocument,
  type DifficultyCategory,
  type DifficultySeverity,
  type DifficultyThreadFragment,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { difficultyWords } from './texts.js';

const blank = {
  category: 'SOFTWARE' as DifficultyCategory,
  severity: 'MAJOR' as DifficultySeverity,
  description: '',
};

interface ReportProps {
  readonly school: SchoolHere;
  readonly known: readonly DifficultyThreadFragment[];
  readonly onChanged: () => void;
}

/** The form for a new difficulty; what is typed outlives a reload and a dead network. */
export function Report({ school, known, onChanged }: ReportProps) {
  const words = useTexts(difficultyWords);
  const { send, isSending, problem } = useSend(ReportDifficultyDocument);
  const { content, change, clear } = useKept(school, 'difficulty', blank);
  const [isAsked, setAsked] = useState(false);
  const [isSent, setSent] = useState(false);
  const text = content.description.trim();
  // A report whose answer was lost has no key to recognise it by: whoever sees it in the list need not send it twice.
  const isThere =
    problem?.kind === 'unreachable' && known.some(({ description }) => description.trim() === text);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setAsked(true);
    setSent(false);
    if (text === '') return;
    const { category, severity } = content;
    const sent = await send({ input: { school: school.code, category, severity, description: text } });
    onChanged();
    if (sent?.data == null) return;
    clear();
    setAsked(false);
    setSent(true);
  }

  const choice = <Value extends string>(
    name: 'category' | 'severity',
    said: Readonly<Record<Value, string>>,
    chosen: Value,
  ) => (
    <Field label={words[name]}>
      {(control) => (
        <select {...control} value={chosen} onChange={(event) => change({ [name]: event.target.value })}>
          {Object.entries<string>(said).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );

  return (
    <section className="panel" aria-labelledby="report-title">
      <h2 id="report-title">{words.report}</h2>
      <form className="form" onSubmit={(event) => void submit(event)} noValidate>
        <div className="field-pair">
          {choice('category', words.categories, content.category)}
          {choice('severity', words.severities, content.severity)}
        </div>
        <Field
          label={words.description}
          hint={words.descriptionHint}
          fault={isAsked && text === '' ? words.empty : null}
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
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
        <output className="said">{isSent && words.sent}</output>
      </form>
    </section>
  );
}
