import type { FormItemFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import type { Draft } from '../drafts/draft.js';
import type { Outbox } from '../drafts/outbox.js';
import { fieldsOfValue } from './fields.js';
import { said } from './said.js';
import { checklistWords } from './texts.js';

/** Both values side by side, until somebody says which one stays. */
export function Conflict({ item, draft, outbox }: { item: FormItemFragment; draft: Draft; outbox: Outbox }) {
  const words = useTexts(checklistWords);
  if (draft.theirs === null) return null;
  const { conflict } = words;
  return (
    <fieldset className="conflict" aria-label={conflict.title} data-conflict={item.id}>
      <p>
        <strong>{conflict.title}.</strong> {conflict.lead}
      </p>
      <div className="conflict-sides">
        <div>
          <p className="quiet">{conflict.mine}</p>
          <p className="conflict-value">{said(item.kind, draft.fields, words)}</p>
          <button type="button" className="button button-main" onClick={() => void outbox.keepMine(item.id)}>
            {conflict.keepMine}
          </button>
        </div>
        <div>
          <p className="quiet">{conflict.theirs}</p>
          <p className="conflict-value">{said(item.kind, fieldsOfValue(draft.theirs.value), words)}</p>
          <button type="button" className="button" onClick={() => void outbox.takeTheirs(item.id)}>
            {conflict.takeTheirs}
          </button>
        </div>
      </div>
    </fieldset>
  );
}
