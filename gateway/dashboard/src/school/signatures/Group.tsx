import { useId } from 'react';

import { plainDay } from '../../format/date.js';
import type {
  DeclaredSignaturesFragment,
  SignatureGroup,
  SignersItemFragment,
} from '../../generated/graphql.js';
import { useTexts } from '../../texts/index.js';
import type { SchoolHere } from '../parts/ForSchool.js';
import { typedOf } from './batches.js';
import { DeclareBatches } from './DeclareBatches.js';
import { signatureWords } from './texts.js';

interface GroupProps {
  readonly school: SchoolHere;
  readonly group: SignatureGroup;
  /** Of the register; null where it has no number. */
  readonly people: number | null;
  /** Null where the current checklist does not ask for the group. */
  readonly item: SignersItemFragment | null;
  readonly signatures: DeclaredSignaturesFragment | null;
  readonly onChanged: () => void;
}

/** One group of people who sign: what is declared of it, what the office said, and the form for its batches. */
export function Group({ school, group, people, item, signatures, onChanged }: GroupProps) {
  const shared = useTexts();
  const words = useTexts(signatureWords);
  const title = useId();
  const ratio = (group === 'MANAGERS' ? signatures?.managers : signatures?.teachers) ?? null;
  const batches = (signatures?.batches ?? []).filter((batch) => batch.group === group);
  const isSentBack = item?.state === 'RETURNED' || item?.state === 'REOPENED';
  // The hub takes nothing over what the office has verified until it is returned.
  const isLocked = item?.state === 'VERIFIED' || item?.state === 'NOT_APPLICABLE';
  return (
    <section className="panel" aria-labelledby={title} data-signers={group}>
      <div className="panel-head">
        <h2 id={title}>{words.group[group]}</h2>
        {ratio !== null && <span className="panel-note figures">{shared.percent(ratio)}</span>}
      </div>
      {ratio !== null && (
        <p className="figures">{words.onHub(String(ratio.numerator), String(ratio.denominator))}</p>
      )}
      {isSentBack && item.returnReason !== null && (
        <div className="item-reason">
          <p className="quiet">{words.reason}</p>
          <blockquote lang="vi">{item.returnReason}</blockquote>
        </div>
      )}
      {ratio !== null && ratio.numerator > 0 && batches.length === 0 && (
        <p className="quiet">{words.ratioAlone}</p>
      )}
      {batches.length === 0 && ratio === null && <p className="empty">{words.none}</p>}
      <ul className="rows">
        {batches.map((batch) => {
          const { from, to } = typedOf(batch);
          return (
            <li key={batch.id} className="figures" data-batch={batch.id}>
              <strong>{batch.count}</strong> · {batch.issuer} · {words.range(plainDay(from), plainDay(to))}
              {!batch.isValid && ` · ${words.ended}`}
            </li>
          );
        })}
      </ul>
      {item?.state === 'VERIFIED' && school.mayEdit && <p className="quiet">{words.verified}</p>}
      {item !== null && people !== null && school.mayEdit && !isLocked && (
        <DeclareBatches
          school={school}
          group={group}
          people={people}
          version={item.version}
          onHub={batches}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}
