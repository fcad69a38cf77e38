import { useState, type SubmitEvent } from 'react';

import { dayAndMinute } from '../../format/date.js';
import { CommentItemDocument, type FormItemFragment } from '../../generated/graphql.js';
import { useSend } from '../../graph/useSend.js';
import { useTexts } from '../../texts/index.js';
import { Field } from '../parts/Field.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { Refused } from '../parts/Refused.js';
import { useKept } from '../parts/useKept.js';
import { checklistWords } from './texts.js';

interface TalkProps {
  readonly item: FormItemFragment;
  readonly school: SchoolHere;
  readonly onChanged: (items: readonly FormItemFragment[]) => void;
}

/**
 * What school and office say about an item. Only the office grants that an item does not apply: the school asks for it here, and the
 * request stands in the office's inbox until it is dealt with.
 */
export function Talk({ item, school, onChanged }: TalkProps) {
  const words = useTexts(checklistWords);
  const shared = useTexts();
  const [isOpen, setOpen] = useState(false);
  if (item.comments === null) return null;
  return (
    <details className="talk" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {words.talk.title(item.comments.length)}
        {item.followUp === true && <span className="tag tag-stale">{words.talk.followUp}</span>}
      </summary>
      <ul>
        {item.comments.map(({ id, text, authorRole, at }) => (
          <li key={id}>
            <p className="quiet">
              {shared.header.role(authorRole)} · {dayAndMinute(at)}
            </p>
            <p className="talk-text">{text}</p>
          </li>
        ))}
      </ul>
      {isOpen && school.mayEdit && <Write item={item} school={school} onChanged={onChanged} />}
    </details>
  );
}

const blank = { text: '', isRequest: false };

function Write({ item, school, onChanged }: TalkProps) {
  const words = useTexts(checklistWords).talk;
  const { send, isSending, problem } = useSend(CommentItemDocument);
  const { content, change, clear } = useKept(school, `comment.${item.id}`, blank);
  const [isEmpty, setEmpty] = useState(false);
  const mayAsk = item.state !== 'NOT_APPLICABLE' && item.state !== 'VERIFIED';

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = content.text.trim();
    setEmpty(text === '');
    if (text === '') return;
    const isRequest = content.isRequest && mayAsk;
    const sent = await send({
      id: item.key,
      text: isRequest ? `${words.notApplicablePrefix}${text}` : text,
      followUp: isRequest || item.followUp === true,
    });
    if (sent?.data == null) return;
    clear();
    onChanged([sent.data.commentItem.item]);
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Field label={words.write} fault={isEmpty ? words.empty : null}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={1900}
            value={content.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      {mayAsk && (
        <label className="check">
          <input
            type="checkbox"
            checked={content.isRequest}
            onChange={(event) => change({ isRequest: event.target.checked })}
          />
          {words.askNotApplicable}
        </label>
      )}
      <Refused problem={problem} />
      <button type="submit" className="button" disabled={isSending}>
        {words.send}
      </button>
    </form>
  );
}
