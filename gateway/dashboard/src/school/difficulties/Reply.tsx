import { useState } from 'react';

import {
  CloseDifficultyDocument,
  ReopenDifficultyDocument,
  ReplyDifficultyDocument,
  type DifficultyThreadFragment,
} from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { difficultyWords } from './texts.js';

interface ReplyProps {
  readonly difficulty: DifficultyThreadFragment;
  readonly school: SchoolHere;
  readonly onChanged: () => void;
}

const blank = { text: '' };

/** The next word: a reply, or what the school makes of the office's solution. */
export function Reply({ difficulty: { id, state, category }, school, onChanged }: ReplyProps) {
  const words = useTexts(difficultyWords);
  const reply = useSend(ReplyDifficultyDocument);
  const close = useSend(CloseDifficultyDocument);
  const reopen = useSend(ReopenDifficultyDocument);
  const { content, change, clear } = useKept(school, `reply.${id}`, blank);
  const [isAsked, setAsked] = useState(false);
  const text = content.text.trim();
  const isSending = reply.isSending || close.isSending || reopen.isSending;
  const about = <span className="only-heard">{words.about(words.categories[category])}</span>;

  async function say(send: () => Promise<{ data: unknown } | null>): Promise<void> {
    setAsked(true);
    if (text === '') return;
    const sent = await send();
    onChanged();
    if (sent?.data == null) return;
    clear();
    setAsked(false);
  }
  const isAnswered = state === 'RESOLVED';
  const mayReopen = school.mayEdit && (isAnswered || state === 'CLOSED');

  return (
    <div className="form form-inner">
      <Field
        label={
          isAnswered ? `${words.closing} / ${words.reopening}` : mayReopen ? words.reopening : words.reply
        }
        fault={isAsked && text === '' ? words.emptyReply : null}
      >
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={2000}
            value={content.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <Refused problem={reply.problem ?? close.problem ?? reopen.problem} />
      <p className="form-buttons">
        {!mayReopen && (
          <button
            type="button"
            className="button"
            disabled={isSending}
            onClick={() => void say(() => reply.send({ input: { difficulty: id, message: text } }))}
          >
            {words.sendReply}
            {about}
          </button>
        )}
        {isAnswered && school.mayEdit && (
          <button
            type="button"
            className="button button-main"
            disabled={isSending}
            onClick={() => void say(() => close.send({ id, message: text }))}
          >
            {words.close}
            {about}
          </button>
        )}
        {mayReopen && (
          <button
            type="button"
            className="button"
            disabled={isSending}
            onClick={() => void say(() => reopen.send({ id, reason: text }))}
          >
            {words.reopen}
            {about}
          </button>
        )}
      </p>
    </div>
  );
}
