import { useId } from 'react';

import type { FormItemFragment } from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import type { Entry, Outbox } from '../drafts/outbox.js';
import { seenOf } from '../drafts/send.js';
import { EvidenceBox } from '../evidence/EvidenceBox.js';
import { itemPart } from '../home/places.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { SchoolLink } from '../parts/SchoolLink.js';
import { Conflict } from './Conflict.js';
import { fieldsOfValue, readFields, type Fields } from './fields.js';
import { ItemFields } from './ItemFields.js';
import { said } from './said.js';
import { SaveMark } from './SaveMark.js';
import { Talk } from './Talk.js';
import { checklistWords, type ChecklistWords } from './texts.js';

interface ItemProps {
  readonly item: FormItemFragment;
  readonly school: SchoolHere;
  readonly entry: Entry | undefined;
  readonly outbox: Outbox;
  readonly whole: number | null;
  readonly onChanged: (items: readonly FormItemFragment[]) => void;
  readonly onStored: () => void;
}

/** The section whose answers follow from a page of their own, where each batch has its dates. */
const SIGNATURES = 'SIGNATURES';

/** One question of the checklist: what the office said of it, the answer, where it stands, its evidence and the talk about it. */
export function Item({ item, school, entry, outbox, whole, onChanged, onStored }: ItemProps) {
  const shared = useTexts();
  const words = useTexts(checklistWords);
  const heading = useId();
  const draft = entry?.draft ?? null;
  const fields = draft?.fields ?? fieldsOfValue(seenOf(item).value);
  const reading = readFields(item.kind, fields, school.today);
  const isLocked = item.state === 'VERIFIED' || item.state === 'NOT_APPLICABLE';
  const isOpen = school.mayEdit && !isLocked;
  const type = (typed: Fields, isAgain = false): void =>
    void outbox.type({ item: item.id, kind: item.kind, fields: typed }, seenOf(item), isAgain);
  const reason = item.state === 'RETURNED' || item.state === 'REOPENED' ? item.returnReason : null;

  return (
    <article
      id={itemPart(item.id)}
      className={`item item-${item.state}`}
      aria-labelledby={heading}
      tabIndex={-1}
      data-item={item.id}
      data-form
    >
      <header>
        <h3 id={heading}>{shared.pick(item.titleVi, item.titleEn)}</h3>
        <p className="item-marks">
          <span className={`item-state item-state-${item.state}`}>{words.state[item.state]}</span>
          <span className="clause">{item.clause}</span>
          {item.gate && <span className="tag">{words.gate}</span>}
        </p>
      </header>
      <p className="item-help">{shared.pick(item.helpVi, item.helpEn)}</p>
      {school.mayEdit && item.section === SIGNATURES && (
        <p>
          <SchoolLink page="signatures" part={null}>
            {words.byBatches}
            <span className="only-heard">{words.againAbout(shared.pick(item.titleVi, item.titleEn))}</span>
          </SchoolLink>
        </p>
      )}
      {reason !== null && (
        <div className="item-reason">
          <p className="quiet">{words.reason}</p>
          <blockquote lang="vi">{reason}</blockquote>
        </div>
      )}
      {isOpen || draft !== null ? (
        <ItemFields
          item={item}
          fields={fields}
          reading={reading}
          whole={whole}
          today={school.today}
          blamed={draft?.refusal?.field ?? null}
          onType={type}
        />
      ) : (
        <p className="item-value">{said(item.kind, fields, words)}</p>
      )}
      {isOpen && item.state === 'RETURNED' && draft === null && reading.kind === 'value' && (
        <button type="button" className="button" onClick={() => type(fields, true)}>
          {words.again}
          <span className="only-heard">{words.againAbout(shared.pick(item.titleVi, item.titleEn))}</span>
        </button>
      )}
      {isOpen && item.state === 'SUBMITTED' && <p className="field-hint">{words.submittedHint}</p>}
      {item.note !== null && (
        <p className="item-note">
          <span className="quiet">{words.note}:</span> {item.note}
        </p>
      )}
      <SaveMark entry={entry} reading={reading} />
      {draft?.refusal != null && <p className="field-error">{refusalSaid(draft.refusal, words)}</p>}
      {draft !== null && <Conflict item={item} draft={draft} outbox={outbox} />}
      <div className="item-more">
        {item.evidence !== null && (
          <EvidenceBox
            files={item.evidence}
            target={{ school: school.code, item: item.id }}
            subject={item.id}
            about={shared.pick(item.titleVi, item.titleEn)}
            mayAdd={school.mayEdit}
            isOpen={isOpen && item.kind === 'DOC'}
            onStored={onStored}
          />
        )}
        <Talk item={item} school={school} onChanged={onChanged} />
      </div>
    </article>
  );
}

function refusalSaid(
  { code, expected }: { code: string; expected: string | null },
  words: ChecklistWords,
): string {
  if (code === 'INVALID_TRANSITION') return words.locked;
  if (code === 'FORBIDDEN') return words.forbidden;
  return expected === null ? words.refused : `${words.refused}. ${words.expected(expected)}`;
}
