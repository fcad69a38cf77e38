import { Link } from 'react-router';

import { day } from '../format/date.js';
import type { DocumentsQuery } from '../generated/graphql.js';
import { Meter } from '../parts/Meter.js';
import { byName, useTexts } from '../texts/index.js';
import { documentTexts } from './texts.js';

export type DocumentRow = DocumentsQuery['documents'][number];

interface DocumentCardProps {
  readonly document: DocumentRow;
  /** Whether the one who looks publishes and withdraws. */
  readonly isOurs: boolean;
  readonly onWithdraw: () => void;
}

/** A document with its receipts: who has it, and the list to phone or to remind. */
export function DocumentCard({ document, isOurs, onWithdraw }: DocumentCardProps) {
  const shared = useTexts();
  const texts = useTexts(documentTexts);
  const { id, kind, number, title, issuer, issuedOn, dateAsPrinted, state, receipts, unacknowledged } =
    document;
  const missing = (unacknowledged ?? []).toSorted((a, b) => byName(a.name ?? a.code, b.name ?? b.code));
  return (
    <li className="document" data-document={id}>
      <p className="document-head figures">
        <strong>{texts.kind[kind]}</strong> {texts.number(number)} · {texts.issued(issuer, day(issuedOn))}
        {dateAsPrinted !== null && <span className="tag">{texts.printed(dateAsPrinted)}</span>}
        {state !== 'IN_FORCE' && <span className="tag">{texts.state[state]}</span>}
      </p>
      <h3 className="document-title">{title}</h3>
      {document.endedAt !== null && (
        <p className="quiet">{texts.ended(day(document.endedAt), document.endReason ?? shared.noValue)}</p>
      )}
      {document.parent !== null && (
        <p className="quiet">
          {texts.parent}: {document.parent.title}
        </p>
      )}
      {document.supersededBy !== null && (
        <p className="quiet">
          {texts.superseded}: {document.supersededBy.title}
        </p>
      )}
      {document.clauses.length > 0 && (
        <p>
          {document.clauses.map((clause) => (
            <span key={clause.id} className="clause" title={clause.textVi}>
              {clause.id}
            </span>
          ))}
        </p>
      )}
      {receipts !== null && (
        <div className="document-receipts">
          <p className="figures">{texts.receipts(receipts.numerator, receipts.denominator)}</p>
          <Meter share={receipts} tone="verified" />
        </div>
      )}
      {missing.length > 0 && (
        <details>
          <summary className="figures">{texts.missing(missing.length)}</summary>
          <ul className="school-list">
            {missing.map(({ code, name }) => (
              <li key={code}>
                <Link to={`/schools/${code}`}>{name ?? shared.table.unnamed(code)}</Link>
              </li>
            ))}
          </ul>
        </details>
      )}
      {document.acknowledgements.length > 0 && (
        <details>
          <summary className="figures">{texts.acknowledged(document.acknowledgements.length)}</summary>
          <ul className="school-list">
            {document.acknowledgements.map(({ at, school }) => (
              <li key={school.code}>
                {school.name ?? shared.table.unnamed(school.code)}{' '}
                <span className="quiet figures">{day(at)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isOurs && state === 'IN_FORCE' && (
        <span className="row-deeds">
          {missing.length > 0 && (
            <Link
              className="button button-small"
              to={`/reminders?truong=${missing
                .slice(0, 100)
                .map(({ code }) => code)
                .join(',')}`}
            >
              {texts.remind}
            </Link>
          )}
          <button
            type="button"
            className="button button-small"
            aria-label={texts.withdrawTitle(title)}
            onClick={onWithdraw}
          >
            {texts.withdraw}
          </button>
        </span>
      )}
    </li>
  );
}
